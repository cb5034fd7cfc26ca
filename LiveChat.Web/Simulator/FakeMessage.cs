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

    public bool IsUnsent { get; init; }

    /// <summary>The shop has marked it as read.</summary>
    public bool IsRead { get; init; }
}

/// <summary>Bytes that a customer sent, as the content endpoints give them out (R#get-content).</summary>
public sealed record FakeContent(string ContentType, ReadOnlyMemory<byte> Bytes)
{
    public bool IsGone { get; init; }
}

/// <summary>One message object that the platform has accepted: what tests count. Accepted is not delivered (R#send-push-message-conditions).</summary>
public sealed record AcceptedMessage(
    string MessageId, string BotUserId, SendMethod Method, string To, string Kind, string? Text, string Json,
    Guid? RetryKey, string RequestId, DateTimeOffset AcceptedAt, bool Delivered);

/// <summary>How a message left: a reply is free, a push counts (D/pricing).</summary>
public enum SendMethod { Reply, Push }
