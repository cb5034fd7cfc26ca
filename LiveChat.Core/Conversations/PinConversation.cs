using LiveChat.Core.Live;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Conversations;

/// <summary>Keeps a conversation on top of one operator's list.</summary>
public sealed class PinConversation(LiveChatDb db, ILiveFeed live, TimeProvider clock)
{
    /// <summary>More on top, and the top says nothing.</summary>
    public const int MostPinned = 20;

    public enum Outcome { Pinned, TooMany, NotFound }

    public async Task<Outcome> RunAsync(long conversationId, long operatorId, CancellationToken ct)
    {
        var revision = await db.Conversations.Where(found => found.Id == conversationId).Select(found => (long?)found.Revision).SingleOrDefaultAsync(ct);
        if (revision is null) return Outcome.NotFound;
        if (await db.ReadCursors.CountAsync(cursor => cursor.OperatorId == operatorId && cursor.PinnedAt != null && cursor.ConversationId != conversationId, ct) >= MostPinned) return Outcome.TooMany;

        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync($"""
            insert into read_cursors (conversation_id, operator_id, read_count, read_at, pinned_at) values ({conversationId}, {operatorId}, 0, {now}, {now})
            on conflict (conversation_id, operator_id) do update set pinned_at = coalesce(read_cursors.pinned_at, excluded.pinned_at)
            """, ct);
        await live.AnnounceAsync(new ConversationRead(conversationId, revision.Value, operatorId), ct);
        return Outcome.Pinned;
    }
}
