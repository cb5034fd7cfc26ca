using LiveChat.Core.Messages;

namespace LiveChat.Core.Conversations;

/// <summary>How many of a conversation's messages one operator has read.</summary>
public sealed record Reader(long OperatorId, int ReadCount);

/// <summary>
/// A conversation as the list shows it. It knows no viewer: the badge is the incoming count less the viewer's own entry in <see cref="Readers"/>
/// (a page loaded for one operator carries only theirs).
/// </summary>
public sealed record ConversationRow
{
    public required long Id { get; init; }
    public required long Revision { get; init; }
    public required ConversationStatus Status { get; init; }
    public required string? CustomerName { get; init; }
    public required string? PictureUrl { get; init; }
    public required DateTimeOffset LastMessageAt { get; init; }
    public required MessageDirection? LastDirection { get; init; }
    public required string? LastKind { get; init; }
    public required string? Preview { get; init; }
    public required int IncomingCount { get; init; }
    public required DateTimeOffset? WaitingSince { get; init; }
    public required long? OwnerId { get; init; }
    public required string? OwnerName { get; init; }
    public IReadOnlyList<Reader> Readers { get; init; } = [];
}
