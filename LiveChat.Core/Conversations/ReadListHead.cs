using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Conversations;

/// <summary>How many conversations one operator has in hand or is asked to take over, and in how many of them something is unread.</summary>
public sealed record InHand(long OperatorId, int Count, int Unread);

/// <summary>What stands above the list: how many there are of each kind. No count goes beyond <see cref="ReadListHead.MostCounted"/>.</summary>
public sealed record ListHead(IReadOnlyDictionary<ConversationStatus, int> Statuses, IReadOnlyList<InHand> Operators)
{
    public int All => Math.Min(Statuses.Values.Sum(), ReadListHead.MostCounted);
}

/// <summary>
/// Counts in one query whose cost has a bound: beyond a thousand nobody wants to know exactly. "offset 0" makes PostgreSQL look each cursor up, where it
/// would read all of them that there are, of all operators and conversations.
/// </summary>
public sealed class ReadListHead(LiveChatDb db)
{
    public const int MostCounted = 1000;

    private static readonly string[] Words = [.. Enum.GetValues<ConversationStatus>().Select(status => status.Word())];

    private sealed record Row(string? Status, long? OperatorId, int Count, int Unread);

    public async Task<ListHead> RunAsync(CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<Row>($"""
            select word as status, null::bigint as operator_id, counted.count, 0 as unread
            from unnest({Words}) as word
            cross join lateral (select count(*)::int as count from (select from conversations where status = word limit {MostCounted}) as found) as counted
            union all
            select null, operators.id, count(*)::int, (count(*) filter (where incoming_count > coalesce(read_count, 0) or is_marked_unread or is_mentioned))::int
            from operators
            cross join lateral (
                (select id, incoming_count from conversations where owner_id = operators.id limit {MostCounted})
                union all
                (select id, incoming_count from conversations where transfer_to_id = operators.id and owner_id is distinct from operators.id limit {MostCounted})) as held
            left join lateral (select * from read_cursors where conversation_id = held.id and operator_id = operators.id offset 0) as reading on true
            group by operators.id
            """).ToListAsync(ct);
        return new(
            Enum.GetValues<ConversationStatus>().ToDictionary(status => status, status => rows.Single(row => row.Status == status.Word()).Count),
            [.. rows.Where(row => row.OperatorId is not null).Select(row => new InHand(row.OperatorId!.Value, row.Count, row.Unread))]);
    }
}
