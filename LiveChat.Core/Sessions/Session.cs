namespace LiveChat.Core.Sessions;

public enum SessionStatus { Waiting, Active, Closed }

/// <summary>One episode of human service in a conversation: waiting, then active, then closed.</summary>
public sealed class Session
{
    public long Id { get; private set; }
    public required long ConversationId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Since when it stands in the queue; later than <see cref="StartedAt"/> when an operator gave it back.</summary>
    public required DateTimeOffset QueuedAt { get; set; }

    public DateTimeOffset? ClaimedAt { get; private set; }
    public long? OwnerId { get; private set; }
    public DateTimeOffset? FirstResponseAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public long? ClosedBy { get; private set; }
    public string? CloseReason { get; private set; }

    public SessionStatus Status =>
        ClosedAt is not null ? SessionStatus.Closed : OwnerId is not null ? SessionStatus.Active : SessionStatus.Waiting;

    public static Session Begin(long conversationId, DateTimeOffset now) =>
        new() { ConversationId = conversationId, StartedAt = now, QueuedAt = now };

    public bool IsOwnedBy(long operatorId) => Status == SessionStatus.Active && OwnerId == operatorId;

    public bool TryClaim(long operatorId, DateTimeOffset now)
    {
        if (Status != SessionStatus.Waiting) return false;
        OwnerId = operatorId;
        ClaimedAt ??= now;
        return true;
    }

    public bool TryReturnToQueue(long operatorId, DateTimeOffset now)
    {
        if (!IsOwnedBy(operatorId)) return false;
        OwnerId = null;
        QueuedAt = now;
        return true;
    }

    public void Respond(DateTimeOffset now) => FirstResponseAt ??= now;

    public bool TryClose(long operatorId, string? reason, DateTimeOffset now)
    {
        if (!IsOwnedBy(operatorId)) return false;
        (ClosedAt, ClosedBy, CloseReason) = (now, operatorId, reason);
        return true;
    }

    /// <summary>Whoever reopens a session owns it: they mean to write.</summary>
    public bool TryReopen(long operatorId)
    {
        if (Status != SessionStatus.Closed) return false;
        (ClosedAt, ClosedBy, CloseReason) = (null, null, null);
        OwnerId = operatorId;
        return true;
    }
}
