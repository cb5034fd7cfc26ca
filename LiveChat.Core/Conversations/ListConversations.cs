using System.Linq.Expressions;
using LiveChat.Core.Persistence;
using LiveChat.Core.Tags;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Conversations;

/// <summary>A stretch of the list and whether it goes on. The first begins with what the viewer has pinned.</summary>
public sealed record ListPage(IReadOnlyList<ConversationRow> Rows, bool HasMore);

/// <summary>
/// The list in one query whatever its length: the ids come out of an index in the list's own order, each condition is there only when it was asked
/// for, and the rows carry all they show. Paging goes by key.
/// </summary>
public sealed class ListConversations(LiveChatDb db)
{
    public const int PageSize = 50;
    public const int LargestPage = 500;

    public async Task<ListPage> RunAsync(ListFilter filter, long viewerId, CancellationToken ct)
    {
        var pins = db.ReadCursors.Where(cursor => cursor.OperatorId == viewerId && cursor.PinnedAt != null).Select(cursor => cursor.ConversationId);
        var matching = Matching(filter, viewerId);
        var ids = InOrder(filter.Sort, Behind(filter, matching.Where(conversation => !pins.Contains(conversation.Id)))).Take(filter.Count + 1).Select(conversation => conversation.Id);
        if (filter.After is null) ids = matching.Where(conversation => pins.Contains(conversation.Id)).Select(conversation => conversation.Id).Concat(ids);

        var rows = await InOrder(filter.Sort, db.Conversations.Where(conversation => ids.Contains(conversation.Id)))
            .Select(ToRow(db, viewerId)).AsNoTracking().AsSingleQuery().ToListAsync(ct);
        var pinned = rows.Where(row => row.IsPinned).ToList();
        var others = rows.Where(row => !row.IsPinned).ToList();
        return new([.. pinned, .. others.Take(filter.Count)], HasMore: others.Count > filter.Count);
    }

    /// <summary>Some rows for everybody who watches, with every reader's cursor.</summary>
    public async Task<IReadOnlyList<ConversationRow>> ForEveryoneAsync(long[] ids, CancellationToken ct) =>
        await db.Conversations.Where(conversation => ids.Contains(conversation.Id)).Select(ToRow(db, viewerId: null)).AsNoTracking().AsSingleQuery().ToListAsync(ct);

    private IQueryable<Conversation> Matching(ListFilter filter, long viewerId)
    {
        var found = db.Conversations.AsQueryable();
        if (filter.Status is { } status) found = found.Where(conversation => conversation.Status == status);
        if (filter.IsMine) found = found.Where(conversation => conversation.OwnerId == viewerId || conversation.TransferToId == viewerId);
        if (filter.OwnerId is { } ownerId) found = found.Where(conversation => conversation.OwnerId == ownerId);
        if (filter.ChannelId is { } channelId) found = found.Where(conversation => conversation.ChannelId == channelId);
        if (filter.NeedsReply) found = found.Where(conversation => conversation.NeedsReplySince != null && conversation.WaitingOrder < Conversation.FirstAtRest);
        if (filter.TagId is { } tagId) found = found.Where(conversation => db.ConversationTags.Any(tagged => tagged.ConversationId == conversation.Id && tagged.TagId == tagId));
        if (!filter.IsUnread) return found;
        var own = db.ReadCursors.Where(cursor => cursor.OperatorId == viewerId);
        return found.Where(conversation => own.Any(cursor => cursor.ConversationId == conversation.Id && (cursor.ReadCount < conversation.IncomingCount || cursor.IsMarkedUnread || cursor.IsMentioned))
            || (conversation.IncomingCount > 0 && !own.Any(cursor => cursor.ConversationId == conversation.Id)));
    }

    private static IQueryable<Conversation> Behind(ListFilter filter, IQueryable<Conversation> found)
    {
        if (filter.After is not { } after) return found;
        if (filter.Sort == ListSort.Waiting)
            return found.Where(conversation => EF.Functions.GreaterThan(ValueTuple.Create(conversation.WaitingOrder, conversation.Id), ValueTuple.Create(after.Order, after.Id)));
        var at = new DateTimeOffset(after.Order, TimeSpan.Zero);
        return found.Where(conversation => EF.Functions.LessThan(ValueTuple.Create(conversation.LastMessageAt, conversation.Id), ValueTuple.Create(at, after.Id)));
    }

    private static IQueryable<Conversation> InOrder(ListSort sort, IQueryable<Conversation> found) => sort == ListSort.Waiting
        ? found.OrderBy(conversation => conversation.WaitingOrder).ThenBy(conversation => conversation.Id)
        : found.OrderByDescending(conversation => conversation.LastMessageAt).ThenByDescending(conversation => conversation.Id);

    private static Expression<Func<Conversation, ConversationRow>> ToRow(LiveChatDb db, long? viewerId) => conversation => new ConversationRow
    {
        Id = conversation.Id,
        Revision = conversation.Revision,
        ChannelId = conversation.ChannelId,
        ChannelName = db.Channels.Where(channel => channel.Id == conversation.ChannelId && db.Channels.Count(other => other.DisabledAt == null || db.Conversations.Any(held => held.ChannelId == other.Id)) > 1).Select(channel => channel.Name).FirstOrDefault(),
        Status = conversation.Status,
        CustomerKind = conversation.Customer.Kind,
        CustomerName = conversation.Customer.Nickname ?? conversation.Customer.DisplayName,
        PictureUrl = conversation.Customer.PictureUrl,
        IsBlocked = conversation.Customer.BlockedAt != null,
        LastMessageAt = conversation.LastMessageAt,
        LastDirection = conversation.LastMessageDirection,
        LastKind = conversation.LastMessageKind,
        Preview = conversation.Preview,
        IncomingCount = conversation.IncomingCount,
        WaitingSince = conversation.WaitingSince,
        NeedsReplySince = conversation.NeedsReplySince,
        WaitingOrder = conversation.WaitingOrder,
        OwnerId = conversation.OwnerId,
        OwnerName = db.Operators.Where(owner => owner.Id == conversation.OwnerId).Select(owner => owner.DisplayName).FirstOrDefault(),
        TransferToId = conversation.TransferToId,
        TransferToName = db.Operators.Where(asked => asked.Id == conversation.TransferToId).Select(asked => asked.DisplayName).FirstOrDefault(),
        Tags = db.ConversationTags.Where(tagged => tagged.ConversationId == conversation.Id)
            .Join(db.Tags, tagged => tagged.TagId, tag => tag.Id, (_, tag) => tag).OrderBy(tag => tag.NameKey)
            .Select(tag => new TagView(tag.Id, tag.Name, tag.Colour)).ToList(),
        ViewerId = viewerId,
        Readers = db.ReadCursors.Where(cursor => cursor.ConversationId == conversation.Id && (viewerId == null || cursor.OperatorId == viewerId))
            .Select(cursor => new Reader(cursor.OperatorId, cursor.ReadCount, cursor.PinnedAt != null, cursor.IsMarkedUnread, cursor.IsMentioned)).ToList(),
    };
}
