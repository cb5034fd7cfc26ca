using LiveChat.Core.Line;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Doctor;

/// <summary>
/// Has events applied once more, by whoever applies them anyway. Nothing doubles: a message that stands in a timeline is known by LINE's id, and an event
/// without one is not applied again once it stands there.
/// </summary>
public sealed class ReplayEvents(LiveChatDb db, TimeProvider clock)
{
    public enum Outcome { Queued, WaitsAlready, StandsAlready, NotFound }

    public async Task<Outcome> OneAsync(long operatorId, long eventId, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.WebhookEvents.FromSql($"select * from webhook_events where id = {eventId} for update").AsNoTracking().SingleOrDefaultAsync(ct) is not { } received) return Outcome.NotFound;
        if (received.ProcessedAt is null) return Outcome.WaitsAlready;
        if (StandsAlready(received.Outcome, LineEvent.TryRead(received.Raw))) return Outcome.StandsAlready;

        await db.Database.ExecuteSqlAsync($"update webhook_events set processed_at = null, attempts = 0, error = null, next_attempt_at = now(), outcome = nullif(outcome, 'dead') where id = {eventId}", ct);
        await AuditAsync(operatorId, "event.replayed", eventId, detail: null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Queued;
    }

    /// <returns>How many dead letters get another chance.</returns>
    public async Task<int> AllDeadAsync(long operatorId, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var revived = await db.Database.ExecuteSqlAsync($"update webhook_events set processed_at = null, attempts = 0, error = null, next_attempt_at = now(), outcome = null where outcome = 'dead'", ct);
        if (revived > 0) await AuditAsync(operatorId, "event.dead_replayed", subjectId: null, $"{revived}", ct);
        await transaction.CommitAsync(ct);
        return revived;
    }

    /// <summary>What LINE gave no message's id is not recognised when it is applied a second time.</summary>
    internal static bool StandsAlready(EventOutcome? outcome, LineEvent? said) => outcome == EventOutcome.Recorded && said?.Message?.Id is null;

    private Task<int> AuditAsync(long operatorId, string action, long? subjectId, string? detail, CancellationToken ct)
    {
        db.AuditEntries.Add(new() { At = clock.GetUtcNow(), OperatorId = operatorId, Action = action, SubjectId = subjectId, Detail = detail });
        return db.SaveChangesAsync(ct);
    }
}
