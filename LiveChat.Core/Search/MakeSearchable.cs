using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Search;

/// <summary>Gives messages and names from before there was a search what they are searched by. Any number of workers may do it at once.</summary>
public sealed class MakeSearchable(LiveChatDb db)
{
    private const int BatchSize = 500;

    private sealed record Words(long Id, string Text);

    /// <returns>True when there may be more.</returns>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var messages = await db.Database.SqlQuery<Words>($"""
            select id, text from messages where search_text is null and text is not null order by id limit {BatchSize} for update skip locked
            """).ToListAsync(ct);
        var customers = await db.Database.SqlQuery<Words>($"""
            select id, concat_ws(' ', nickname, display_name) as text from customers where search_name is null and (nickname is not null or display_name is not null) limit {BatchSize} for update skip locked
            """).ToListAsync(ct);

        var (ids, texts) = Indexable(messages);
        await db.Database.ExecuteSqlAsync($"""
            update messages set search_text = made.text from unnest({ids}, {texts}) as made (id, text)
            where messages.id = made.id
            """, ct);
        (ids, texts) = Indexable(customers);
        await db.Database.ExecuteSqlAsync($"""
            update customers set search_name = made.text from unnest({ids}, {texts}) as made (id, text) where customers.id = made.id
            """, ct);
        await transaction.CommitAsync(ct);
        return messages.Count == BatchSize || customers.Count == BatchSize;
    }

    private static (long[] Ids, string[] Texts) Indexable(List<Words> rows) =>
        ([.. rows.Select(row => row.Id)], [.. rows.Select(row => ThaiText.Indexable(row.Text))]);
}
