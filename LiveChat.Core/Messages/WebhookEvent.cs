namespace LiveChat.Core.Messages;

/// <summary>What became of a raw event. <c>Recorded</c>: it stands in a timeline; <c>Ignored</c>: nothing to show; <c>Dead</c>: it could not be read.</summary>
public enum EventOutcome { Recorded, Ignored, Dead }

/// <summary>An event exactly as LINE sent it. Stored before LINE is answered; its effects follow.</summary>
public sealed class WebhookEvent
{
    public long Id { get; private set; }
    public required long ChannelId { get; init; }

    /// <summary>LINE's ULID; the same for every redelivery. Where LINE gave none, a hash of the event.</summary>
    public required string WebhookEventId { get; init; }

    /// <summary>The event's own bytes within the webhook's body.</summary>
    public required byte[] Raw { get; set; }

    /// <summary>LINE's id of the message it tells of: what is unsent is taken out of <see cref="Raw"/> too.</summary>
    public string? LineMessageId { get; set; }

    public required DateTimeOffset ReceivedAt { get; init; }
    public DateTimeOffset? ProcessedAt { get; set; }
    public EventOutcome? Outcome { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset NextAttemptAt { get; set; }
    public string? Error { get; set; }
}
