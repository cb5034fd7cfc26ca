using LiveChat.Core.Live;
using LiveChat.Core.Persistence;

namespace LiveChat.Core.Sessions;

/// <summary>Whoever was asked to take a session over does, and owns it.</summary>
public sealed class AcceptTransfer(LiveChatDb db, ILiveFeed live, TimeProvider clock)
{
    public enum Outcome { Accepted, AlreadyYours, NotOffered, NotFound }

    public async Task<Outcome> RunAsync(long conversationId, long operatorId, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(conversationId, clock, ct);
        if (work.Conversation is not { } conversation) return Outcome.NotFound;
        if (work.Session is not { } session) return Outcome.NotOffered;
        if (session.IsOwnedBy(operatorId)) return Outcome.AlreadyYours;
        var former = session.OwnerId;
        if (!session.TryAccept(operatorId)) return Outcome.NotOffered;

        conversation.Follow(session);
        work.Enter(session, SessionEntry.Transferred, operatorId, about: former);
        work.Audit(operatorId, "session.transferred", session.Id);
        await work.CommitSessionAsync(live, ct);
        return Outcome.Accepted;
    }
}
