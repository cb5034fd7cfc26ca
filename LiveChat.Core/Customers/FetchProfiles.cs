using LiveChat.Core.Channels;
using LiveChat.Core.Line;
using LiveChat.Core.Live;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Customers;

/// <summary>Fetches the profiles that are due. No message ever waits for one, and none is lost because LINE will not tell (LINE.md §8).</summary>
public sealed class FetchProfiles(LiveChatDb db, ChannelDirectory channels, LineClient line, ILiveFeed live, TimeProvider clock)
{
    private const int BatchSize = 20;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(2);

    private sealed record Due(long CustomerId, long ChannelId, string LineId, long ConversationId);

    /// <returns>True when there may be more to ask at once. When LINE does not answer, the rest of the batch waits as well: it comes round when its lease is over.</returns>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        var due = await TakeAsync(ct);
        foreach (var customer in due)
            if (!await TryFetchAsync(customer, ct)) return false;
        return due.Count > 0;
    }

    /// <summary>Moves each into the near future, so that no other worker asks for the same one; if we die, it comes round again.</summary>
    private async Task<List<Due>> TakeAsync(CancellationToken ct)
    {
        var (now, leaseEnd) = (clock.GetUtcNow(), clock.GetUtcNow() + Lease);
        return await db.Database.SqlQuery<Due>($"""
            update customers set profile_due_at = {leaseEnd} from conversations
            where conversations.customer_id = customers.id and customers.id in (
                select id from customers where profile_due_at <= {now} order by profile_due_at limit {BatchSize} for update skip locked)
            returning customers.id as customer_id, customers.channel_id, customers.line_id, conversations.id as conversation_id
            """).ToListAsync(ct);
    }

    private async Task<bool> TryFetchAsync(Due due, CancellationToken ct)
    {
        LineProfile? profile = null;
        var answered = false;
        try
        {
            profile = await line.ReadProfileAsync(await channels.GetAsync(due.ChannelId, ct), due.LineId, ct);
            answered = true;
        }
        catch (LineUnavailableException)
        {
            // asked again below, later
        }

        await using var work = await db.BeginWorkAsync(due.ConversationId, clock, ct);
        if (work.Conversation is not { Customer: { } customer } conversation) return answered;
        var changed = false;
        if (!answered) customer.AskAgainLater(work.Now + PauseAfterFailure);
        else if (profile is null) customer.KeepProfile(work.Now);
        else changed = customer.Describe(Messages.Words.Clean(profile.DisplayName), profile.PictureUrl, profile.StatusMessage is { } status ? Messages.Words.Clean(status) : null, profile.Language, work.Now);

        if (changed) conversation.NextRevision();
        await work.CommitAsync(ct);
        if (answered) await live.AnnounceAsync(new CustomerChanged(conversation.Id, conversation.Revision), ct);
        return answered;
    }
}
