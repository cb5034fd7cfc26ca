using LiveChat.Core.Live;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Conversations;

/// <summary>Moves an operator's read cursor up to what their page shows: the revision it has. What came later stays unread; what they marked is done with.</summary>
public sealed class MarkConversationRead(LiveChatDb db, ILiveFeed live, TimeProvider clock)
{
    public enum Outcome { Moved, Unchanged, NotFound }

    public async Task<Outcome> RunAsync(long conversationId, long operatorId, long seenRevision, CancellationToken ct)
    {
        // One statement, one snapshot: a message that arrives meanwhile is in both numbers or in neither. What counts as unread stands in a session.
        var conversation = await db.Conversations.Where(found => found.Id == conversationId).Select(found => new
        {
            found.IncomingCount,
            found.Revision,
            Unseen = db.Messages.Count(message => message.ConversationId == conversationId && message.Revision > seenRevision
                && message.Direction == MessageDirection.Incoming && message.SessionId != null),
        }).SingleOrDefaultAsync(ct);
        if (conversation is null) return Outcome.NotFound;

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
}
