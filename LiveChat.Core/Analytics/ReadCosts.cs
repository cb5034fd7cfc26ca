using LiveChat.Core.Channels;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Analytics;

/// <summary>Whose costs: of one month, perhaps of one channel or operator only.</summary>
public sealed record CostFilter(DateOnly Month, long? ChannelId = null, long? OperatorId = null);

/// <summary>What was sent, by calls to LINE, and what it cost (docs/kpis.md).</summary>
public readonly record struct Cost(int FreeReplies, int Pushes, long Charged)
{
    public int Calls => FreeReplies + Pushes;

    /// <summary>In per cent; null when nothing was sent.</summary>
    public int? FreeShare => Calls == 0 ? null : (int)Math.Round(100.0 * FreeReplies / Calls);

    public static Cost Of(IEnumerable<Cost> costs) => costs.Aggregate(default(Cost), (sum, one) => new(sum.FreeReplies + one.FreeReplies, sum.Pushes + one.Pushes, sum.Charged + one.Charged));
}

/// <param name="OperatorName">Null for what nobody wrote.</param>
public sealed record CostRow(DateOnly Day, long? OperatorId, string? OperatorName, int FreeReplies, int Pushes, long Charged)
{
    public Cost Cost => new(FreeReplies, Pushes, Charged);
}

/// <summary>A month's costs: the same deliveries added up by day, by operator, and all together.</summary>
public sealed record Costs(CostFilter Filter, IReadOnlyList<CostRow> Rows)
{
    public Cost Total => Cost.Of(Rows.Select(row => row.Cost));

    public IEnumerable<(DateOnly Day, Cost Cost)> ByDay => Rows.GroupBy(row => row.Day).OrderByDescending(day => day.Key).Select(day => (day.Key, Cost.Of(day.Select(row => row.Cost))));

    public IEnumerable<(string? Name, Cost Cost)> ByOperator =>
        Rows.GroupBy(row => (row.OperatorId, row.OperatorName)).Select(own => (own.Key.OperatorName, Cost: Cost.Of(own.Select(row => row.Cost)))).OrderByDescending(own => own.Cost.Charged).ThenByDescending(own => own.Cost.Calls);
}

/// <summary>What answers cost, by LINE's calendar: so a month's sum can be held against LINE's own count.</summary>
public sealed class ReadCosts(LiveChatDb db)
{
    public async Task<Costs> RunAsync(CostFilter filter, CancellationToken ct)
    {
        var (from, to) = (LineMonth.BeginningOf(filter.Month), LineMonth.BeginningOf(filter.Month.AddMonths(1)));
        var (channel, author) = (filter.ChannelId, filter.OperatorId);
        var rows = await db.Database.SqlQuery<CostRow>($"""
            select (d.finished_at at time zone interval '9 hours')::date as day, d.operator_id, o.display_name as operator_name,
                (count(*) filter (where d.method = 'reply'))::int as free_replies, (count(*) filter (where d.method = 'push'))::int as pushes, sum(d.cost)::bigint as charged
            from deliveries d left join operators o on o.id = d.operator_id
            where d.state = 'accepted' and d.finished_at >= {from} and d.finished_at < {to}
                and ({channel}::bigint is null or d.channel_id = {channel}) and ({author}::bigint is null or d.operator_id = {author})
            group by 1, 2, 3 order by 1, 3
            """).ToListAsync(ct);
        return new(filter, rows);
    }
}
