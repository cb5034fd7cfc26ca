using LiveChat.Core.Live;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Conversations;

/// <summary>Lets a conversation stand where it belongs in one operator's list.</summary>
public sealed class UnpinConversation(LiveChatDb db, ILiveFeed live)
{
    public enum Outcome { Unpinned, NotFound }

    public async Task<Outcome> RunAsync(long conversationId, long operatorId, CancellationToken ct)
    {
        var revision = await db.Conversations.Where(found => found.Id == conversationId).Select(found => (long?)found.Revision).SingleOrDefaultAsync(ct);
        if (revision is null) return Outcome.NotFound;

        await db.ReadCursors.Where(cursor => cursor.ConversationId == conversationId && cursor.OperatorId == operatorId)
            .ExecuteUpdateAsync(set => set.SetProperty(cursor => cursor.PinnedAt, (DateTimeOffset?)null), ct);
        await live.AnnounceAsync(new ConversationRead(conversationId, revision.Value, operatorId), ct);
        return Outcome.Unpinned;
    }
}
