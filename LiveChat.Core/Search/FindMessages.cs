using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Search;

/// <summary>
/// Messages by their words, newest first, in bounded time whatever the words. Most of what is looked for is common or recent, and a look through the
/// newest rows finds it. What is rare is found by the trigram index. What the index cannot tell (one or two letters, very many long ago) is looked
/// for further and further back until time is up. The planner is never left the choice: with a rare word it would read everything backwards.
/// </summary>
public sealed class FindMessages(LiveChatDb db, TimeProvider clock)
{
    public const int Most = 30;

    /// <summary>Rows of the first look back; each further one takes twice as many.</summary>
    private const int FewestRows = 20_000, MostRows = 160_000;

    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(1);

    /// <summary>Of any one look: where the index takes longer, the words are so common that looking back finds them.</summary>
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(500);

    private sealed record Ends(long? First, long? Last);

    /// <param name="conversationId">Null for all conversations.</param>
    public async Task<(Found<FoundMessage> Found, DateTimeOffset? BackTo)> RunAsync(Sought sought, long? conversationId, CancellationToken ct)
    {
        var (ids, backTo) = conversationId is { } id ? await InConversationAsync(sought, id, ct) : await EverywhereAsync(sought, ct);
        if (ids.Count == 0) return (Found<FoundMessage>.None, backTo);
        return (new(await ReadAsync([.. ids.Take(Most)], ct), HasMore: ids.Count > Most), backTo);
    }

    private async Task<(List<long> Ids, DateTimeOffset? BackTo)> EverywhereAsync(Sought sought, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        var ends = await db.Database.SqlQuery<Ends>($"select min(id) as first, max(id) as last from messages").SingleAsync(ct);
        if (ends is not { First: { } first, Last: { } last }) return ([], null);

        var (ids, floor, rows) = (new List<long>(), last + 1, FewestRows); // everything from the floor on was looked through
        var inTime = await LookBackAsync();
        if (IsNotOver() && sought.HasTrigram && await ByIndexAsync(sought, floor, ct) is { } older) return ([.. ids, .. older], null);
        while (inTime && IsNotOver()) inTime = await LookBackAsync();
        return (ids, IsNotOver() ? await TimeOfAsync(floor, ct) : null);

        bool IsNotOver() => ids.Count <= Most && floor > first;

        async Task<bool> LookBackAsync()
        {
            var from = Math.Max(first, floor - rows);
            if (clock.GetElapsedTime(began) > Budget || await AmongAsync(sought, from, floor, ct) is not { } found) return false;
            ids.AddRange(found);
            (floor, rows) = (from, Math.Min(rows * 2, MostRows));
            return true;
        }
    }

    /// <summary>The inner query keeps the planner from turning the order round.</summary>
    private Task<List<long>?> AmongAsync(Sought sought, long from, long to, CancellationToken ct) =>
        db.TryQueryAsync<long>($"""
            select id as "Value" from (select id, search_text from messages where id >= {from} and id < {to} order by id desc offset 0) newest
            where search_text like {sought.Pattern} order by id desc limit {Most + 1}
            """, LongestLook, ct);

    private Task<List<long>?> ByIndexAsync(Sought sought, long floor, CancellationToken ct) =>
        db.TryQueryAsync<long>($"""
            with found as materialized (select id from messages where search_text like {sought.Pattern})
            select id as "Value" from found where id < {floor} order by id desc limit {Most + 1}
            """, LongestLook, ct, byIndex: true);

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
