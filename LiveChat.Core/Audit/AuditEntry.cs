namespace LiveChat.Core.Audit;

/// <summary>Who did what, written in the transaction that did it.</summary>
public sealed class AuditEntry
{
    public long Id { get; private set; }
    public required DateTimeOffset At { get; init; }
    public long? OperatorId { get; init; }

    /// <summary>A noun and a verb in the past: <c>session.claimed</c>.</summary>
    public required string Action { get; init; }

    public long? ConversationId { get; init; }
    public long? SubjectId { get; init; }
    public string? Detail { get; init; }
}
