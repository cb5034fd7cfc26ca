using LiveChat.Core.Conversations;
using LiveChat.Core.Live;
using LiveChat.Core.Persistence;
using LiveChat.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Sessions;

/// <summary>Makes one operator the owner of a waiting session. Of any number who try at once, exactly one wins.</summary>
public sealed class ClaimSession(LiveChatDb db, OweReadMark oweReadMark, ILiveFeed live, TimeProvider clock)
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
        var readMark = await OweReadMarkAsync(conversation, operatorId, ct);
        await work.CommitSessionAsync(live, ct);
        foreach (var change in readMark) await live.AnnounceAsync(change, ct);
        return Outcome.Claimed;
    }

    /// <summary>Whoever claims what they have read already will not open it again: the customer is shown now that it was read.</summary>
    private async Task<IReadOnlyList<Change>> OweReadMarkAsync(Conversation conversation, long operatorId, CancellationToken ct) =>
        await db.ReadCursors.AnyAsync(cursor => cursor.ConversationId == conversation.Id && cursor.OperatorId == operatorId && cursor.ReadCount >= conversation.IncomingCount, ct)
            ? await oweReadMark.RunAsync(conversation, ReadMark.Open, _ => true, ct)
            : [];
}
