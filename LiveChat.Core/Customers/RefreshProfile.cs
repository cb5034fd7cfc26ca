using LiveChat.Core.Live;
using LiveChat.Core.Persistence;

namespace LiveChat.Core.Customers;

/// <summary>An operator wants to know what LINE says of a customer now. The worker asks; once a minute is often enough.</summary>
public sealed class RefreshProfile(LiveChatDb db, ILiveFeed live, TimeProvider clock)
{
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public enum Outcome { Asked, AlreadyAsked, TooSoon, NotFound }

    public async Task<Outcome> RunAsync(long conversationId, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(conversationId, clock, ct);
        if (work.Conversation is not { Customer: { } customer } conversation) return Outcome.NotFound;
        if (work.Now - customer.ProfileFetchedAt < Pause) return Outcome.TooSoon;
        if (!customer.AskForProfileNow(work.Now)) return Outcome.AlreadyAsked;

        await work.CommitAsync(ct);
        await live.AnnounceAsync(new ProfileWanted(conversation.CustomerId), ct);
        return Outcome.Asked;
    }
}
