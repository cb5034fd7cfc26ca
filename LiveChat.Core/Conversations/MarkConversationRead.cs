using LiveChat.Core.Live;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using LiveChat.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Conversations;

/// <summary>
/// Moves an operator's read cursor up to what their page shows: the revision it has. What came later stays unread; what they marked is done with. When
/// it is the owner who looks, the customer may be shown "Read"; a colleague's look is nobody's business.
/// </summary>
public sealed class MarkConversationRead(LiveChatDb db, OweReadMark owe, ILiveFeed live, TimeProvider clock)
{
    public enum Outcome { Moved, Unchanged, NotFound }

    public async Task<Outcome> RunAsync(long conversationId, long operatorId, long seenRevision, CancellationToken ct)
    {
        // One statement, one snapshot: a message that arrives meanwhile is in both numbers or in neither. What counts as unread stands in a session.
        var conversation = await db.Conversations.Where(found => found.Id == conversationId).Select(found => new
        {
            found.IncomingCount,
            found.Revision,
            IsOwner = found.Status == ConversationStatus.Active && found.OwnerId == operatorId,
            Unseen = db.Messages.Count(message => message.ConversationId == conversationId && message.Revision > seenRevision
                && message.Direction == MessageDirection.Incoming && message.SessionId != null),
        }).SingleOrDefaultAsync(ct);
        if (conversation is null) return Outcome.NotFound;

        if (conversation.IsOwner) await OweReadMarkAsync(conversationId, operatorId, seenRevision, ct);
        var (seen, now) = (conversation.IncomingCount - conversation.Unseen, clock.GetUtcNow());
        var moved = await db.Database.ExecuteSqlAsync($"""
            insert into read_cursors (conversation_id, operator_id, read_count, read_at) values ({conversationId}, {operatorId}, {seen}, {now})
            on conflict (conversation_id, operator_id) do update set read_count = greatest(read_cursors.read_count, excluded.read_count), read_at = excluded.read_at,
                is_marked_unread = false, is_mentioned = false
            where read_cursors.read_count < excluded.read_count or read_cursors.is_marked_unread or read_cursors.is_mentioned
            """, ct);
        if (moved == 0) return Outcome.Unchanged;
        await live.AnnounceAsync(new ConversationRead(conversationId, conversation.Revision, operatorId), ct);
        return Outcome.Moved;
    }

    private async Task OweReadMarkAsync(long conversationId, long operatorId, long seenRevision, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(conversationId, clock, ct);
        if (work is not { Conversation: { } conversation, Session: { } session } || !session.IsOwnedBy(operatorId)) return;
        var changes = await owe.RunAsync(conversation, ReadMark.Open, message => message.Revision <= seenRevision, ct);
        if (changes.Count == 0) return;
        await work.CommitAsync(ct);
        foreach (var change in changes) await live.AnnounceAsync(change, ct);
    }
}
