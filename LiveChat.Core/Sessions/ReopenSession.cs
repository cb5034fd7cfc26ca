using LiveChat.Core.Live;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Sessions;

/// <summary>Takes up the last session again; whoever does owns it.</summary>
public sealed class ReopenSession(LiveChatDb db, ILiveFeed live, TimeProvider clock)
{
    public enum Outcome { Reopened, AlreadyOpen, NothingToReopen, NotFound }

    public async Task<Outcome> RunAsync(long conversationId, long operatorId, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(conversationId, clock, ct);
        if (work.Conversation is not { } conversation) return Outcome.NotFound;
        if (work.Session is not null) return Outcome.AlreadyOpen;
        var last = await db.Sessions.Where(session => session.ConversationId == conversationId)
            .OrderByDescending(session => session.StartedAt).ThenByDescending(session => session.Id).FirstOrDefaultAsync(ct);
        if (last is null || !last.TryReopen(operatorId)) return Outcome.NothingToReopen;

        conversation.Follow(last);
        work.Enter(last, SessionEntry.Reopened, operatorId);
        work.Audit(operatorId, "session.reopened", last.Id);
        await work.CommitSessionAsync(live, ct);
        return Outcome.Reopened;
    }
}
