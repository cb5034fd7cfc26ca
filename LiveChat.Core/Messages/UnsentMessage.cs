namespace LiveChat.Core.Messages;

/// <summary>That a message was taken back, kept by LINE's id: should the message come after its unsend, it is known to be gone (LINE.md §2).</summary>
public sealed class UnsentMessage
{
    public required long ChannelId { get; init; }
    public required string LineMessageId { get; init; }
    public required DateTimeOffset At { get; init; }
}
