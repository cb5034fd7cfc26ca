using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Search;

/// <summary>Customers by LINE's name or the operators' own, those who were heard of last first.</summary>
public sealed class FindCustomers(LiveChatDb db)
{
    public const int Most = 5;

    /// <summary>How many conversations are looked through before the index is asked, and where it is of no use.</summary>
    private const int Recent = 20_000;

    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(300);

    public async Task<Found<FoundCustomer>> RunAsync(Sought sought, CancellationToken ct)
    {
        var ids = await AmongRecentAsync(sought, ct) ?? [];
        if (ids.Count <= Most && sought.HasTrigram) ids = await ByIndexAsync(sought, ct) ?? ids;
        if (ids.Count == 0) return Found<FoundCustomer>.None;
        var customers = await db.Conversations.AsNoTracking().Where(conversation => ids.Contains(conversation.Id))
            .OrderByDescending(conversation => conversation.LastMessageAt).ThenByDescending(conversation => conversation.Id)
            .Select(conversation => new FoundCustomer
            {
                ConversationId = conversation.Id,
                Name = conversation.Customer.Nickname ?? conversation.Customer.DisplayName,
                LineName = conversation.Customer.Nickname == null ? null : conversation.Customer.DisplayName,
                PictureUrl = conversation.Customer.PictureUrl,
                Status = conversation.Status,
                LastMessageAt = conversation.LastMessageAt,
            }).ToListAsync(ct);
        return new([.. customers.Take(Most)], HasMore: ids.Count > Most);
    }

    private Task<List<long>?> AmongRecentAsync(Sought sought, CancellationToken ct) =>
        db.TryQueryAsync<long>($"""
            select recent.id as "Value" from (select id, customer_id, last_message_at from conversations order by last_message_at desc, id desc limit {Recent}) recent
            join customers on customers.id = recent.customer_id
            where customers.search_name like {sought.Pattern}
            order by recent.last_message_at desc, recent.id desc limit {Most + 1}
            """, Longest, ct);

    private Task<List<long>?> ByIndexAsync(Sought sought, CancellationToken ct) =>
        db.TryQueryAsync<long>($"""
            with found as materialized (select id from customers where search_name like {sought.Pattern})
            select conversations.id as "Value" from found join conversations on conversations.customer_id = found.id
            order by conversations.last_message_at desc, conversations.id desc limit {Most + 1}
            """, Longest, ct, byIndex: true);
}
