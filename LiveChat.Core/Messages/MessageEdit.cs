namespace LiveChat.Core.Messages;

/// <summary>What a message said before it was edited, and from when on it said so.</summary>
public sealed class MessageEdit
{
    public long Id { get; private set; }
    public required long MessageId { get; init; }
    public required string? Text { get; init; }

    /// <summary>LINE's time of this wording.</summary>
    public required DateTimeOffset At { get; init; }
}
