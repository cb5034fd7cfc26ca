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

    /// <summary>Whom the owner has asked to take over; the owner stays until they accept.</summary>
    public long? TransferToId { get; private set; }

    public string? TransferSummary { get; private set; }
    public DateTimeOffset? TransferOfferedAt { get; private set; }

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
        ForgetTransfer();
        return true;
    }

    public bool TryOffer(long operatorId, long toId, string summary, DateTimeOffset now)
    {
        if (!IsOwnedBy(operatorId) || TransferToId is not null) return false;
        (TransferToId, TransferSummary, TransferOfferedAt) = (toId, summary, now);
        return true;
    }

    /// <summary>The one who was asked takes over.</summary>
    public bool TryAccept(long operatorId)
    {
        if (Status != SessionStatus.Active || TransferToId != operatorId) return false;
        OwnerId = operatorId;
        ForgetTransfer();
        return true;
    }

    /// <summary>The one who was asked says no, or the owner changes their mind: it stays where it is.</summary>
    public bool TryWithdraw(long operatorId)
    {
        if (Status != SessionStatus.Active || TransferToId is null || (TransferToId != operatorId && OwnerId != operatorId)) return false;
        ForgetTransfer();
        return true;
    }

    public void Respond(DateTimeOffset now) => FirstResponseAt ??= now;

    /// <summary>The answer was taken back: the first response is the next one that stayed, if there is one.</summary>
    public void RespondedAt(DateTimeOffset? firstAt) => FirstResponseAt = firstAt;

    public bool TryClose(long operatorId, string? reason, DateTimeOffset now)
    {
        if (!IsOwnedBy(operatorId)) return false;
        (ClosedAt, ClosedBy, CloseReason) = (now, operatorId, reason);
        ForgetTransfer();
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

    private void ForgetTransfer() => (TransferToId, TransferSummary, TransferOfferedAt) = (null, null, null);
}
