using LiveChat.Core.Live;
using LiveChat.Core.Persistence;

namespace LiveChat.Core.Sessions;

/// <summary>The owner gives a session back, for whoever claims it next.</summary>
public sealed class ReturnToQueue(LiveChatDb db, ILiveFeed live, TimeProvider clock)
{
    public enum Outcome { Returned, NotOwner, NotOpen, NotFound }

    public async Task<Outcome> RunAsync(long conversationId, long operatorId, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(conversationId, clock, ct);
        if (work.Conversation is not { } conversation) return Outcome.NotFound;
        if (work.Session is not { } session) return Outcome.NotOpen;
        if (!session.TryReturnToQueue(operatorId, work.Now)) return Outcome.NotOwner;

        conversation.Follow(session);
        work.Enter(session, SessionEntry.Returned, operatorId);
        work.Audit(operatorId, "session.returned", session.Id);
        await work.CommitSessionAsync(live, ct);
        return Outcome.Returned;
    }
}
