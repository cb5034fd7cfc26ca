namespace LiveChat.Core.Conversations;

/// <summary>How many of a conversation's incoming messages one operator has seen.</summary>
public sealed class ReadCursor
{
    public required long OperatorId { get; init; }
    public required long ConversationId { get; init; }
    public required int ReadCount { get; set; }
    public required DateTimeOffset ReadAt { get; set; }
}
