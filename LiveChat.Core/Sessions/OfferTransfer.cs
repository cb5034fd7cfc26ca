using LiveChat.Core.Live;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Sessions;

/// <summary>The owner asks a colleague to take a session over, and says what they need to know. Until it is accepted the owner stays the owner.</summary>
public sealed class OfferTransfer(LiveChatDb db, ILiveFeed live, TimeProvider clock)
{
    /// <summary>UTF-16 units of the summary.</summary>
    public const int LongestSummary = 1_000;

    public enum Outcome { Offered, NoSummary, SummaryTooLong, ToOneself, NotAvailable, NotOwner, AlreadyOffered, Closed, NotFound }

    public async Task<Outcome> RunAsync(long conversationId, long operatorId, long toId, string? summary, CancellationToken ct)
    {
        var words = Words.Clean(summary ?? "").Trim();
        if (words.Length == 0) return Outcome.NoSummary;
        if (words.Length > LongestSummary) return Outcome.SummaryTooLong;
        if (toId == operatorId) return Outcome.ToOneself;

        await using var work = await db.BeginWorkAsync(conversationId, clock, ct);
        if (work.Conversation is not { } conversation) return Outcome.NotFound;
        if (work.Session is not { } session) return Outcome.Closed;
        if (!session.IsOwnedBy(operatorId)) return Outcome.NotOwner;
        if (session.TransferToId is not null) return Outcome.AlreadyOffered;
        if (!await db.Operators.AnyAsync(found => found.Id == toId && found.DisabledAt == null, ct)) return Outcome.NotAvailable;
        if (!session.TryOffer(operatorId, toId, words, work.Now)) return Outcome.NotOwner;

        conversation.Follow(session);
        work.Enter(session, SessionEntry.Offered, operatorId, words, about: toId);
        work.Audit(operatorId, "session.transfer_offered", session.Id);
        var by = await db.Operators.Where(found => found.Id == operatorId).Select(found => found.DisplayName).SingleAsync(ct);
        await work.CommitSessionAsync(live, ct);
        await live.AnnounceAsync(new TransferOffered(conversationId, conversation.Revision, toId, by), ct);
        return Outcome.Offered;
    }
}
