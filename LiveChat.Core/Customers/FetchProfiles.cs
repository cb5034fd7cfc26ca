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
    private const int MostRenamed = 50;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(2);

    private sealed record Due(long CustomerId, long ChannelId, CustomerKind Kind, string LineId, string? MemberId, long ConversationId);

    /// <returns>True when there may be more to ask at once. When LINE does not answer, the rest of the batch waits as well: it comes round when its lease is over.</returns>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        var due = await TakeAsync(ct);
        due.AddRange(await TakeMembersAsync(ct));
        foreach (var one in due)
            if (!await TryFetchAsync(one, ct)) return false;
        return due.Count > 0;
    }

    /// <summary>Moves each into the near future, so that no other worker asks for the same one; if we die, it comes round again.</summary>
    private async Task<List<Due>> TakeAsync(CancellationToken ct)
    {
        var (now, leaseEnd) = (clock.GetUtcNow(), clock.GetUtcNow() + Lease);
        var taken = await db.Database.SqlQuery<TakenRow>($"""
            update customers set profile_due_at = {leaseEnd} from conversations
            where conversations.customer_id = customers.id and customers.id in (
                select id from customers where profile_due_at <= {now} and channel_id not in (select id from channels where disabled_at is not null) order by profile_due_at limit {BatchSize} for update skip locked)
            returning customers.id as customer_id, customers.channel_id, customers.kind, customers.line_id, null as member_id, conversations.id as conversation_id
            """).ToListAsync(ct);
        return [.. taken.Select(ToDue)];
    }

    private async Task<List<Due>> TakeMembersAsync(CancellationToken ct)
    {
        var (now, leaseEnd) = (clock.GetUtcNow(), clock.GetUtcNow() + Lease);
        var taken = await db.Database.SqlQuery<TakenRow>($"""
            update members set profile_due_at = {leaseEnd} from customers join conversations on conversations.customer_id = customers.id
            where customers.id = members.customer_id and (members.customer_id, members.line_id) in (
                select members.customer_id, members.line_id from members join customers on customers.id = members.customer_id
                where members.profile_due_at <= {now} and channel_id not in (select id from channels where disabled_at is not null) order by members.profile_due_at limit {BatchSize} for update of members skip locked)
            returning customers.id as customer_id, customers.channel_id, customers.kind, customers.line_id, members.line_id as member_id, conversations.id as conversation_id
            """).ToListAsync(ct);
        return [.. taken.Select(ToDue)];
    }

    private sealed record TakenRow(long CustomerId, long ChannelId, string Kind, string LineId, string? MemberId, long ConversationId);

    private static Due ToDue(TakenRow row) => new(row.CustomerId, row.ChannelId, Enum.Parse<CustomerKind>(row.Kind, ignoreCase: true), row.LineId, row.MemberId, row.ConversationId);

    private async Task<bool> TryFetchAsync(Due due, CancellationToken ct)
    {
        var channel = await channels.GetAsync(due.ChannelId, ct);
        try
        {
            if (due.MemberId is { } memberId) await KeepMemberAsync(due, memberId, await line.ReadMemberAsync(channel, due.Kind, due.LineId, memberId, ct), ct);
            else if (due.Kind == CustomerKind.User) await KeepAsync(due, await line.ReadProfileAsync(channel, due.LineId, ct), ct);
            else await KeepGroupAsync(due, await line.ReadGroupAsync(channel, due.Kind, due.LineId, ct), ct);
            return true;
        }
        catch (LineUnavailableException)
        {
            await AskAgainAsync(due, ct);
            return false;
        }
    }

    private Task KeepAsync(Due due, LineProfile? profile, CancellationToken ct) => ChangeAsync(due, (customer, now) =>
    {
        if (profile is not null) return customer.Describe(Messages.Words.Clean(profile.DisplayName), profile.PictureUrl, profile.StatusMessage is { } status ? Messages.Words.Clean(status) : null, profile.Language, now);
        customer.KeepProfile(now);
        return false;
    }, ct);

    private Task KeepGroupAsync(Due due, LineGroup? group, CancellationToken ct) => ChangeAsync(due, (customer, now) =>
    {
        if (group is not null) return customer.DescribeGroup(group.Name is { } name ? Messages.Words.Clean(name) : null, group.PictureUrl, group.MemberCount, now);
        customer.KeepProfile(now);
        return false;
    }, ct);

    private async Task ChangeAsync(Due due, Func<Customer, DateTimeOffset, bool> describe, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(due.ConversationId, clock, ct);
        if (work.Conversation is not { Customer: { } customer } conversation) return;
        if (describe(customer, work.Now)) conversation.NextRevision();
        await work.CommitAsync(ct);
        await live.AnnounceAsync(new CustomerChanged(conversation.Id, conversation.Revision), ct);
    }

    /// <summary>A name that is another stands on every bubble of theirs: the newest are told.</summary>
    private async Task KeepMemberAsync(Due due, string memberId, LineProfile? profile, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(due.ConversationId, clock, ct);
        if (work.Conversation is not { } conversation) return;
        var member = await db.Members.SingleAsync(found => found.CustomerId == due.CustomerId && found.LineId == memberId, ct);
        List<Change> changes = [];
        if (member.Describe(profile is null ? null : Messages.Words.Clean(profile.DisplayName), profile?.PictureUrl, work.Now))
        {
            var theirs = await db.Messages.Where(message => message.ConversationId == conversation.Id && message.AuthorLineId == memberId)
                .OrderByDescending(message => message.SentAt).Take(MostRenamed).ToListAsync(ct);
            foreach (var message in theirs)
            {
                message.Revision = conversation.NextRevision();
                changes.Add(new MessageChanged(conversation.Id, message.Revision, message.Id));
            }
        }
        await work.CommitAsync(ct);
        foreach (var change in changes) await live.AnnounceAsync(change, ct);
    }

    private async Task AskAgainAsync(Due due, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(due.ConversationId, clock, ct);
        if (due.MemberId is { } memberId) (await db.Members.SingleAsync(found => found.CustomerId == due.CustomerId && found.LineId == memberId, ct)).AskAgainLater(work.Now + PauseAfterFailure);
        else work.Conversation?.Customer.AskAgainLater(work.Now + PauseAfterFailure);
        await work.CommitAsync(ct);
    }
}
