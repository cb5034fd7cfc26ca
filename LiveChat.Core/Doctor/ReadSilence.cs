using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Doctor;

/// <summary>
/// How quiet a channel is beside its own past: how many events came since <see cref="Since"/>, and how many usually come in the same stretch of the week.
/// </summary>
public sealed record Silence
{
    public const int FewestWeeks = 4;

    /// <summary>With five expected, chance alone is silent in fewer than one of a hundred such stretches (e⁻⁵).</summary>
    private const double FewestExpected = 5;

    public required long ChannelId { get; init; }
    public required DateTimeOffset? LastAt { get; init; }

    /// <summary>The beginning of this hour, or the last event where that is longer ago; a day at most.</summary>
    public required DateTimeOffset Since { get; init; }

    public required int Came { get; init; }

    /// <summary>How many came in the same stretch of each earlier week that has one.</summary>
    public required IReadOnlyList<int> Before { get; init; }

    public bool IsKnown => Before.Count >= FewestWeeks;

    public double Usual => Before.Count == 0 ? 0 : Before.Average();

    /// <summary>Nothing comes, chance does not explain it, and it was never so in the weeks before: a holiday among them would.</summary>
    public bool IsAlarming => IsKnown && Came == 0 && Usual >= FewestExpected && Before.All(count => count > 0);
}

/// <summary>
/// The silence of every channel in one statement over the index on the time of receiving. Weeks are counted back from the last event, so that a long
/// silence does not become what is usual.
/// </summary>
public sealed class ReadSilence(LiveChatDb db, TimeProvider clock)
{
    private sealed record Row(long ChannelId, DateTimeOffset? LastAt, DateTimeOffset Since, int Came, int[] Before);

    public async Task<IReadOnlyList<Silence>> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rows = await db.Database.SqlQuery<Row>($"""
            select channels.id as channel_id, last_at, since, came,
                array(
                    select (select count(*)::int from webhook_events where channel_id = channels.id and received_at >= since - week * interval '168 hours' and received_at < {now} - week * interval '168 hours')
                    from generate_series(quiet_weeks + 1, quiet_weeks + 8) as week
                    where since - week * interval '168 hours' >= first_at order by week) as before
            from channels
            cross join lateral (select max(received_at) as last_at, min(received_at) as first_at from webhook_events where channel_id = channels.id) as known
            cross join lateral (select greatest(least(date_trunc('hour', {now}::timestamptz), coalesce(last_at + interval '1 microsecond', {now})), {now} - interval '24 hours') as since,
                coalesce(floor(extract(epoch from {now} - last_at) / 604800)::int, 0) as quiet_weeks) as stretch
            cross join lateral (select count(*)::int as came from webhook_events where channel_id = channels.id and received_at >= since and received_at <= {now}) as counted
            where disabled_at is null order by channels.id
            """).ToListAsync(ct);
        return [.. rows.Select(row => new Silence { ChannelId = row.ChannelId, LastAt = row.LastAt, Since = row.Since, Came = row.Came, Before = row.Before })];
    }
}
