using System.Text.Json;

namespace LiveChat.Web.Simulator;

/// <summary>One bubble on the customer's phone, of either direction.</summary>
public sealed record FakeMessage(string Id, bool FromCustomer, string Kind, DateTimeOffset SentAt)
{
    public string? Text { get; init; }
    public string? PackageId { get; init; }
    public string? StickerId { get; init; }

    /// <summary>The shop's <c>sender.name</c> (R#icon-nickname-switch), where it was given.</summary>
    public string? SenderName { get; init; }

    /// <summary>Address of an outgoing picture, video or sound.</summary>
    public string? MediaUrl { get; init; }

    /// <summary>The message object as JSON, as it went over the wire.</summary>
    public string? Json { get; init; }

    /// <summary>The member who wrote it, in a group; null where that is not told.</summary>
    public string? AuthorId { get; init; }

    /// <summary>The message that this one quotes.</summary>
    public string? QuotedMessageId { get; init; }

    public bool IsUnsent { get; init; }

    /// <summary>When its words were changed last.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>The shop has marked it as read.</summary>
    public bool IsRead { get; init; }

    /// <summary>What LINE's message object says.</summary>
    internal static FakeMessage Read(JsonElement said, string id, bool fromCustomer, DateTimeOffset sentAt) =>
        new(id, fromCustomer, Rules.Json.Text(said, "type") ?? "unknown", sentAt)
        {
            Text = Rules.Json.Text(said, "text") ?? Rules.Json.Text(said, "altText"),
            PackageId = Rules.Json.Text(said, "packageId"),
            StickerId = Rules.Json.Text(said, "stickerId"),
            MediaUrl = Rules.Json.Text(said, "originalContentUrl"),
            SenderName = Rules.Json.Property(said, "sender") is { } sender ? Rules.Json.Text(sender, "name") : null,
            QuotedMessageId = Rules.Json.Text(said, "quotedMessageId"),
            Json = said.GetRawText(),
        };
}

/// <summary>Bytes that a customer sent, as the content endpoints give them out (R#get-content).</summary>
public sealed record FakeContent(string ContentType, ReadOnlyMemory<byte> Bytes)
{
    public bool IsGone { get; init; }

    /// <summary>The still picture of a video; without it, the fake draws one.</summary>
    public ReadOnlyMemory<byte>? Preview { get; init; }

    internal bool IsPlayable => ContentType.StartsWith("video/", StringComparison.Ordinal) || ContentType.StartsWith("audio/", StringComparison.Ordinal);

    /// <summary>What the preview endpoint gives out; null where there is nothing to see.</summary>
    internal FakeContent? StillPicture => ContentType.Split('/')[0] switch
    {
        "image" => this,
        "video" => Preview is { } preview ? new("image/jpeg", preview) : new("image/png", SamplePicture.Png(0)),
        _ => null,
    };

    /// <summary>What goes wrong when this is fetched, one after the other, such as <c>new(FaultKind.NotReady) { Calls = 2 }</c>: only for the message that it is sent with.</summary>
    public IReadOnlyList<Fault> Troubles { get; init; } = [];
}

/// <summary>One message object that the platform has accepted: what tests count. Accepted is not delivered (R#send-push-message-conditions).</summary>
public sealed record AcceptedMessage(
    string MessageId, string BotUserId, SendMethod Method, string To, string Kind, string? Text, string Json,
    Guid? RetryKey, string RequestId, DateTimeOffset AcceptedAt, bool Delivered);

/// <summary>How a message left: a reply is free, a push counts (D/pricing).</summary>
public enum SendMethod { Reply, Push }
