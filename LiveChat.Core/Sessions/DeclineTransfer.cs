using LiveChat.Core.Live;
using LiveChat.Core.Persistence;

namespace LiveChat.Core.Sessions;

/// <summary>Whoever was asked to take a session over says no, or the owner thinks better of it: it stays with its owner.</summary>
public sealed class DeclineTransfer(LiveChatDb db, ILiveFeed live, TimeProvider clock)
{
    public enum Outcome { Declined, Withdrawn, NotOffered, NotFound }

    public async Task<Outcome> RunAsync(long conversationId, long operatorId, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(conversationId, clock, ct);
        if (work.Conversation is not { } conversation) return Outcome.NotFound;
        if (work.Session is not { } session) return Outcome.NotOffered;
        var (owner, asked) = (session.OwnerId, session.TransferToId);
        if (!session.TryWithdraw(operatorId)) return Outcome.NotOffered;

        conversation.Follow(session);
        var isOwner = owner == operatorId;
        work.Enter(session, isOwner ? SessionEntry.Withdrawn : SessionEntry.Declined, operatorId, about: isOwner ? asked : owner);
        work.Audit(operatorId, isOwner ? "session.transfer_withdrawn" : "session.transfer_declined", session.Id);
        await work.CommitSessionAsync(live, ct);
        return isOwner ? Outcome.Withdrawn : Outcome.Declined;
    }
}
