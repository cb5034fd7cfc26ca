using LiveChat.Core.Live;
using LiveChat.Core.Persistence;

namespace LiveChat.Core.Sessions;

/// <summary>Makes one operator the owner of a waiting session. Of any number who try at once, exactly one wins.</summary>
public sealed class ClaimSession(LiveChatDb db, ILiveFeed live, TimeProvider clock)
{
    public enum Outcome { Claimed, AlreadyYours, TakenByAnother, NotWaiting, NotFound }

    public async Task<Outcome> RunAsync(long conversationId, long operatorId, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(conversationId, clock, ct);
        if (work.Conversation is not { } conversation) return Outcome.NotFound;
        if (work.Session is not { } session) return Outcome.NotWaiting;
        if (session.IsOwnedBy(operatorId)) return Outcome.AlreadyYours;
        if (!session.TryClaim(operatorId, work.Now)) return Outcome.TakenByAnother;

        conversation.Follow(session);
        work.Enter(session, SessionEntry.Claimed, operatorId);
        work.Audit(operatorId, "session.claimed", session.Id);
        await work.CommitSessionAsync(live, ct);
        return Outcome.Claimed;
    }
}
