using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Search;

/// <summary>
/// Messages by their words, newest first, in bounded time whatever the words. Most of what is looked for is common or recent, and a look through the
/// newest rows finds it. What is rare is found by the trigram index. What the index cannot tell (one or two letters, a word that was common long ago)
/// is looked for further and further back until time is up. The planner is never left the choice: with a rare word it would read everything backwards.
/// </summary>
public sealed class FindMessages(LiveChatDb db, TimeProvider clock)
{
    public const int Most = 30;

    private const int RowsOfAProbe = 20_000;
    private const int MostCandidates = 20_000;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(1);

    /// <summary>Of any one look: where the index takes longer, the words are so common that looking back finds them.</summary>
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(500);

    private sealed record Ends(long? First, long? Last);

    private sealed record Candidate(long Id, long Candidates);

    /// <param name="conversationId">Null for all conversations.</param>
    public async Task<(Found<FoundMessage> Found, DateTimeOffset? BackTo)> RunAsync(Sought sought, long? conversationId, CancellationToken ct)
    {
        var (ids, backTo) = conversationId is { } id ? await InConversationAsync(sought, id, ct) : await EverywhereAsync(sought, ct);
        return (new([.. await ReadAsync([.. ids.Take(Most)], ct)], HasMore: ids.Count > Most), backTo);
    }

    private async Task<(List<long> Ids, DateTimeOffset? BackTo)> EverywhereAsync(Sought sought, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        var ends = await db.Database.SqlQuery<Ends>($"select min(id) as first, max(id) as last from messages").SingleAsync(ct);
        if (ends is not { First: { } first, Last: { } last }) return ([], null);

        var floor = last + 1; // everything from here on was looked through
        var ids = new List<long>();
        if (!await ProbeAsync()) return (ids, await TimeOfAsync(floor, ct));
        var candidates = sought.HasTrigram && IsNotOver() ? await ByIndexAsync(sought, floor, ct) : null;
        if (candidates is { IsAll: true })
        {
            ids.AddRange(candidates.Value.Ids);
            return (ids, null);
        }
        while (IsNotOver() && await ProbeAsync()) { }
        if (!IsNotOver()) return (ids, null);
        ids.AddRange((candidates?.Ids ?? []).Where(id => id < floor));
        return (ids, await TimeOfAsync(floor, ct));

        bool IsNotOver() => ids.Count <= Most && floor > first;

        async Task<bool> ProbeAsync()
        {
            if (clock.GetElapsedTime(began) > Budget) return false;
            var from = Math.Max(first, floor - RowsOfAProbe);
            if (await ProbeRowsAsync(sought, from, floor, ct) is not { } found) return false;
            ids.AddRange(found);
            floor = from;
            return true;
        }
    }

    /// <summary>The inner query keeps the planner from turning the order round.</summary>
    private Task<List<long>?> ProbeRowsAsync(Sought sought, long from, long to, CancellationToken ct) =>
        db.TryQueryAsync<long>($"""
            select id as "Value" from (select id, search_text from messages where id >= {from} and id < {to} order by id desc limit {RowsOfAProbe}) newest
            where search_text like {sought.Pattern} order by id desc limit {Most + 1}
            """, LongestLook, ct);

    /// <summary>What is older than the floor and has the words. Not all of it when there are too many, and null when the index took too long.</summary>
    private async Task<(List<long> Ids, bool IsAll)?> ByIndexAsync(Sought sought, long floor, CancellationToken ct)
    {
        var found = await db.TryQueryAsync<Candidate>($"""
            with candidates as materialized (select id from messages where search_text like {sought.Pattern} limit {MostCandidates})
            select id, (select count(*) from candidates) as candidates from candidates where id < {floor} order by id desc limit {Most + 1}
            """, LongestLook, ct, byIndex: true);
        return found is null ? null : ([.. found.Select(candidate => candidate.Id)], IsAll: found is not [{ Candidates: MostCandidates }, ..]);
    }

    private async Task<(List<long> Ids, DateTimeOffset? BackTo)> InConversationAsync(Sought sought, long conversationId, CancellationToken ct)
    {
        var ids = await db.TryQueryAsync<long>($"""
            select id as "Value" from (select id, sent_at, search_text from messages where conversation_id = {conversationId} order by sent_at desc, id desc offset 0) newest
            where search_text like {sought.Pattern} order by sent_at desc, id desc limit {Most + 1}
            """, Budget, ct);
        return ids is null ? ([], clock.GetUtcNow()) : (ids, null);
    }

    private async Task<DateTimeOffset?> TimeOfAsync(long id, CancellationToken ct) =>
        await db.Messages.Where(message => message.Id >= id).OrderBy(message => message.Id).Select(message => (DateTimeOffset?)message.SentAt).FirstOrDefaultAsync(ct) ?? clock.GetUtcNow();

    private Task<List<FoundMessage>> ReadAsync(long[] ids, CancellationToken ct) =>
        (from message in db.Messages.AsNoTracking()
         where ids.Contains(message.Id) && message.Text != null
         join conversation in db.Conversations on message.ConversationId equals conversation.Id
         orderby message.SentAt descending, message.Id descending
         select new FoundMessage
         {
             Id = message.Id,
             ConversationId = message.ConversationId,
             CustomerName = conversation.Customer.Nickname ?? conversation.Customer.DisplayName,
             PictureUrl = conversation.Customer.PictureUrl,
             Author = message.Author,
             OperatorName = db.Operators.Where(author => author.Id == message.OperatorId).Select(author => author.DisplayName).FirstOrDefault(),
             AboutOperatorName = db.Operators.Where(about => about.Id == message.AboutOperatorId).Select(about => about.DisplayName).FirstOrDefault(),
             Kind = message.Kind,
             Text = message.Text!,
             SentAt = message.SentAt,
         }).ToListAsync(ct);
}
