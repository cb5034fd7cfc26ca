using LiveChat.Core.Live;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Conversations;

/// <summary>One operator wants to come back to it: their row says unread until they open it again.</summary>
public sealed class MarkConversationUnread(LiveChatDb db, ILiveFeed live, TimeProvider clock)
{
    public enum Outcome { Marked, NotFound }

    public async Task<Outcome> RunAsync(long conversationId, long operatorId, CancellationToken ct)
    {
        var revision = await db.Conversations.Where(found => found.Id == conversationId).Select(found => (long?)found.Revision).SingleOrDefaultAsync(ct);
        if (revision is null) return Outcome.NotFound;

        await db.Database.ExecuteSqlAsync($"""
            insert into read_cursors (conversation_id, operator_id, read_count, read_at, is_marked_unread) values ({conversationId}, {operatorId}, 0, {clock.GetUtcNow()}, true)
            on conflict (conversation_id, operator_id) do update set is_marked_unread = true
            """, ct);
        await live.AnnounceAsync(new ConversationRead(conversationId, revision.Value, operatorId), ct);
        return Outcome.Marked;
    }
}
