using LiveChat.Core.Customers;
using LiveChat.Core.Messages;
using LiveChat.Core.Tags;

namespace LiveChat.Core.Conversations;

/// <summary>How many of a conversation's messages one operator has read, and what they keep it for.</summary>
public sealed record Reader(long OperatorId, int ReadCount, bool IsPinned = false, bool IsMarkedUnread = false, bool IsMentioned = false);

/// <summary>
/// A conversation as the list shows it. For everybody who watches it knows no viewer: the badge is the incoming count less the viewer's own entry in
/// <see cref="Readers"/>. A page loaded for one operator carries only theirs, and can say so without script.
/// </summary>
public sealed record ConversationRow
{
    public required long Id { get; init; }
    public required long Revision { get; init; }
    public long ChannelId { get; init; }

    /// <summary>Which account was written to; null where there is only one, and nothing to tell apart.</summary>
    public string? ChannelName { get; init; }

    public required ConversationStatus Status { get; init; }
    public CustomerKind CustomerKind { get; init; }
    public required string? CustomerName { get; init; }
    public required string? PictureUrl { get; init; }
    public bool IsBlocked { get; init; }
    public required DateTimeOffset LastMessageAt { get; init; }
    public required MessageDirection? LastDirection { get; init; }
    public required string? LastKind { get; init; }
    public required string? Preview { get; init; }
    public required int IncomingCount { get; init; }
    public required DateTimeOffset? WaitingSince { get; init; }
    public DateTimeOffset? NeedsReplySince { get; init; }
    public long WaitingOrder { get; init; }
    public required long? OwnerId { get; init; }
    public required string? OwnerName { get; init; }
    public long? TransferToId { get; init; }
    public string? TransferToName { get; init; }
    public IReadOnlyList<TagView> Tags { get; init; } = [];

    /// <summary>Whom the row was read for; null for everybody.</summary>
    public long? ViewerId { get; init; }

    public IReadOnlyList<Reader> Readers { get; init; } = [];

    /// <summary>Since when the customer waits: for an answer, or, with nothing to answer, for somebody to take over.</summary>
    public DateTimeOffset? ClockSince => NeedsReplySince ?? WaitingSince;

    public bool IsPinned => OwnReading?.IsPinned ?? false;

    /// <summary>Something in it is new to the viewer, or was marked as if.</summary>
    public bool IsUnread => ViewerId is not null && (UnreadOf(ViewerId) > 0 || OwnReading is { IsMarkedUnread: true } or { IsMentioned: true });

    private Reader? OwnReading => ViewerId is null ? null : ReadingOf(ViewerId);

    public int UnreadOf(long? operatorId) => Math.Max(0, IncomingCount - (ReadingOf(operatorId)?.ReadCount ?? 0));

    private Reader? ReadingOf(long? operatorId) => Readers.FirstOrDefault(reader => reader.OperatorId == operatorId);
}
