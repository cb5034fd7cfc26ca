using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Operations;

/// <summary>What waits in the database at this moment.</summary>
public sealed record Gauges(int OutboxDepth, int OutboxHeld, double OutboxAgeSeconds, int EventsWaiting, int EventsDead, int MediaWaiting);

/// <param name="Limit">Null is a plan without one, or not known yet.</param>
public sealed record QuotaGauge(long Channel, long? Used, long? Limit);

public sealed class ReadGauges(LiveChatDb db)
{
    /// <summary>One statement, served by partial indexes: it costs what waits, not what there is.</summary>
    public Task<Gauges> RunAsync(CancellationToken ct) => db.Database.SqlQuery<Gauges>($"""
        select (select count(*)::int from deliveries where state in ('queued', 'sending')) as outbox_depth,
            (select count(*)::int from deliveries where state = 'held') as outbox_held,
            coalesce((select extract(epoch from now() - min(created_at))::double precision from deliveries where state in ('queued', 'sending')), 0) as outbox_age_seconds,
            (select count(*)::int from webhook_events where processed_at is null) as events_waiting,
            (select count(*)::int from webhook_events where outcome = 'dead') as events_dead,
            (select count(*)::int from media_files where state = 'waiting') as media_waiting
        """).SingleAsync(ct);

    public async Task<IReadOnlyList<QuotaGauge>> QuotasAsync(CancellationToken ct) =>
        await db.Channels.AsNoTracking().OrderBy(channel => channel.Id).Select(channel => new QuotaGauge(channel.Id, channel.QuotaUsed, channel.QuotaLimit)).ToListAsync(ct);
}
