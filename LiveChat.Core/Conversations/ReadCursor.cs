namespace LiveChat.Core.Conversations;

/// <summary>How many of a conversation's incoming messages one operator has seen.</summary>
public sealed class ReadCursor
{
    public required long OperatorId { get; init; }
    public required long ConversationId { get; init; }
    public required int ReadCount { get; set; }
    public required DateTimeOffset ReadAt { get; set; }

    /// <summary>Since when this operator keeps the conversation on top of their list.</summary>
    public DateTimeOffset? PinnedAt { get; set; }

    /// <summary>They want to come back to it: shown as unread although they have seen it all.</summary>
    public bool IsMarkedUnread { get; set; }

    /// <summary>A colleague's note names them, and they have not looked since.</summary>
    public bool IsMentioned { get; set; }
}
