using LiveChat.Core.Live;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;

namespace LiveChat.Core.Sessions;

/// <summary>The owner ends a session. What is still on its way to the customer goes out all the same.</summary>
public sealed class CloseSession(LiveChatDb db, SayFarewell farewell, ILiveFeed live, TimeProvider clock)
{
    /// <summary>UTF-16 units of the reason that are kept.</summary>
    public const int ReasonLength = 500;

    public enum Outcome { Closed, NotOwner, AlreadyClosed, ReasonTooLong, NotFound }

    /// <param name="saysFarewell">The customer is told the closing words of the settings, if there are any.</param>
    public async Task<Outcome> RunAsync(long conversationId, long operatorId, string? reason, bool saysFarewell, CancellationToken ct)
    {
        if (reason?.Length > ReasonLength) return Outcome.ReasonTooLong;

        await using var work = await db.BeginWorkAsync(conversationId, clock, ct);
        if (work.Conversation is not { } conversation) return Outcome.NotFound;
        if (work.Session is not { } session) return Outcome.AlreadyClosed;
        if (!session.TryClose(operatorId, string.IsNullOrWhiteSpace(reason) ? null : Words.Clean(reason.Trim()), work.Now)) return Outcome.NotOwner;

        conversation.Follow(session);
        conversation.Answered();
        var isSaid = saysFarewell && await farewell.RunAsync(work, session, operatorId, ct);
        work.Enter(session, SessionEntry.Closed, operatorId, words: session.CloseReason);
        work.Audit(operatorId, "session.closed", session.Id);
        await work.CommitSessionAsync(live, ct);
        if (isSaid) await live.AnnounceAsync(new DeliveryQueued(conversation.Id), ct);
        return Outcome.Closed;
    }
}
