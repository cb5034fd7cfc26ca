namespace LiveChat.Core.Conversations;

/// <summary>Which come first: those with the newest message, or those who have waited longest for an answer.</summary>
public enum ListSort { Newest, Waiting }

/// <summary>Where a page of the list ended, in the order it is sorted by: the ticks of the last message or the waiting order, and the id.</summary>
public readonly record struct ListPosition(long Order, long Id);

/// <summary>What of the list an operator wants to see, in which order, and how much of it at once. What is not said does not matter.</summary>
public sealed record ListFilter
{
    public ConversationStatus? Status { get; init; }

    /// <summary>The viewer's own: those they serve and those they are asked to take over.</summary>
    public bool IsMine { get; init; }

    public bool IsUnread { get; init; }
    public bool NeedsReply { get; init; }
    public long? TagId { get; init; }
    public long? OwnerId { get; init; }
    public long? ChannelId { get; init; }
    public ListSort Sort { get; init; }
    public ListPosition? After { get; init; }
    public int Count { get; init; } = ListConversations.PageSize;

    /// <summary>More than a tab was chosen.</summary>
    public bool IsNarrowed => IsUnread || NeedsReply || TagId is not null || OwnerId is not null || ChannelId is not null || Status == ConversationStatus.Bot;
}
