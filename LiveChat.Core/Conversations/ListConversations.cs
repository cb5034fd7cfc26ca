using System.Linq.Expressions;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Conversations;

/// <summary>Where a page of the list ended: the newest not yet shown lies behind it.</summary>
public readonly record struct ListPosition(DateTimeOffset LastMessageAt, long Id);

/// <summary>What of the list an operator wants to see, and how much of it at once.</summary>
public sealed record ListFilter(ConversationStatus? Status = null, ListPosition? After = null, int Count = ListConversations.PageSize);

/// <summary>A stretch of the list, newest first, and whether it goes on.</summary>
public sealed record ListPage(IReadOnlyList<ConversationRow> Rows, bool HasMore);

/// <summary>The list, newest first, in one query whatever its length: the rows carry all they show, and paging goes by key.</summary>
public sealed class ListConversations(LiveChatDb db)
{
    public const int PageSize = 50;
    public const int LargestPage = 500;

    public async Task<ListPage> RunAsync(ListFilter filter, long viewerId, CancellationToken ct)
    {
        var conversations = db.Conversations.AsNoTracking();
        if (filter.Status is { } status) conversations = conversations.Where(conversation => conversation.Status == status);
        if (filter.After is { } after)
            conversations = conversations.Where(conversation => EF.Functions.LessThan(
                ValueTuple.Create(conversation.LastMessageAt, conversation.Id), ValueTuple.Create(after.LastMessageAt, after.Id)));

        var rows = await conversations
            .OrderByDescending(conversation => conversation.LastMessageAt).ThenByDescending(conversation => conversation.Id)
            .Take(filter.Count + 1)
            .Select(ToRow(db, viewerId))
            .ToListAsync(ct);
        return new([.. rows.Take(filter.Count)], HasMore: rows.Count > filter.Count);
    }

    /// <summary>Some rows for everybody who watches, with every reader's cursor.</summary>
    public async Task<IReadOnlyList<ConversationRow>> ForEveryoneAsync(long[] ids, CancellationToken ct) =>
        await db.Conversations.AsNoTracking().Where(conversation => ids.Contains(conversation.Id)).Select(ToRow(db, viewerId: null)).ToListAsync(ct);

    private static Expression<Func<Conversation, ConversationRow>> ToRow(LiveChatDb db, long? viewerId) => conversation => new ConversationRow
    {
        Id = conversation.Id,
        Revision = conversation.Revision,
        Status = conversation.Status,
        CustomerName = conversation.Customer.Nickname ?? conversation.Customer.DisplayName,
        PictureUrl = conversation.Customer.PictureUrl,
        LastMessageAt = conversation.LastMessageAt,
        LastDirection = conversation.LastMessageDirection,
        LastKind = conversation.LastMessageKind,
        Preview = conversation.Preview,
        IncomingCount = conversation.IncomingCount,
        WaitingSince = conversation.WaitingSince,
        OwnerId = conversation.OwnerId,
        OwnerName = db.Operators.Where(owner => owner.Id == conversation.OwnerId).Select(owner => owner.DisplayName).FirstOrDefault(),
        Readers = db.ReadCursors.Where(cursor => cursor.ConversationId == conversation.Id && (viewerId == null || cursor.OperatorId == viewerId))
            .Select(cursor => new Reader(cursor.OperatorId, cursor.ReadCount)).ToList(),
    };
}
