using LiveChat.Core.Channels;
using LiveChat.Core.Conversations;
using LiveChat.Core.Line;
using LiveChat.Core.Live;
using LiveChat.Core.Operations;
using LiveChat.Core.Persistence;
using LiveChat.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>
/// Takes the next delivery that is owed, calls LINE, and records what LINE said: three steps, so that no transaction waits for the network.
/// One is in flight per conversation, in the order typed. Of a worker that died in between, another takes over when the lease runs out: a push goes
/// out again under its key; a reply, which cannot be repeated, becomes "uncertain". While an endpoint of LINE is left alone, what would go there waits
/// as it is.
/// </summary>
public sealed class DeliverNext(LiveChatDb db, ChannelDirectory channels, LineClient line, LineCircuits circuits, OweReadMark oweReadMark, ILiveFeed live, TimeProvider clock)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>What is in flight: the attempt's number is the fence against a worker that comes back from the dead.</summary>
    private sealed record Flight(long DeliveryId, long ConversationId, long ChannelId, int Attempt, DeliveryMethod Method, string Body, Guid RetryKey);

    /// <returns>False when nothing was owed.</returns>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        var (found, flight) = await TakeAsync(ct);
        if (flight is null) return found;

        // From here on a shutdown waits: a call that is abandoned may have been heard, and an answer that is forgotten is "uncertain".
        var channel = await channels.GetAsync(flight.ChannelId, CancellationToken.None);
        var answer = flight.Method == DeliveryMethod.Reply
            ? await line.ReplyAsync(channel, flight.Body, CancellationToken.None)
            : await line.PushAsync(channel, flight.Body, flight.RetryKey, CancellationToken.None);
        await SettleAsync(flight, answer, CancellationToken.None);
        return true;
    }

    private async Task<(bool Found, Flight? Flight)> TakeAsync(CancellationToken ct)
    {
        var (mayReply, mayPush, time) = (circuits.Of(LineEndpoint.Reply).MayTry, circuits.Of(LineEndpoint.Push).MayTry, clock.GetUtcNow());
        if (!mayReply && !mayPush) return (Found: false, null);
        await using var work = await db.BeginWorkAsync($"""
            select c.* from deliveries d join conversations c on c.id = d.conversation_id join channels on channels.id = d.channel_id
            where d.state in ('queued', 'sending') and d.next_attempt_at <= now() and not exists (
                select 1 from deliveries other where other.conversation_id = d.conversation_id and other.state in ('queued', 'sending')
                    and (other.id < d.id or other.lease_until >= now()))
                and channels.suspended_at is null
                and case when d.method = 'reply' or (d.method is null and c.reply_token is not null and c.reply_token_expires_at > {time}) then {mayReply} else {mayPush} end
            order by d.id limit 1 for update of c skip locked
            """, clock, ct);
        if (work.Conversation is not { } conversation) return (Found: false, null);
        var delivery = await OldestOwedAsync(conversation.Id, ct);
        if (delivery is null) return (Found: true, null); // another worker was here between the look and the lock

        if (delivery.MayNotBeRepeated) delivery.Doubt(detail: null, work.Now);
        else if (delivery.IsTooOld(work.Now)) delivery.Fail(DeliveryProblem.TooOld, delivery.Detail, work.Now);
        else if (conversation.Customer.BlockedAt is not null) delivery.Fail(DeliveryProblem.Blocked, detail: null, work.Now); // LINE would take it, and nobody would see it (LINE.md §6)
        else if (conversation.StandbySince is not null) delivery.Fail(DeliveryProblem.Standby, detail: null, work.Now);
        else if (await IsBehindHeldAsync(delivery, ct)) delivery.Hold(detail: null);
        else if (!delivery.IsUrgent && !conversation.HasReplyToken(work.Now)) delivery.WaitForReply(delivery.Detail);
        else if (!await TryBeginAsync(delivery, conversation, work.Now, ct)) return (Found: false, null); // another worker probes whether LINE answers again

        var changes = await TellAsync(delivery, conversation, sent: [], ct);
        await work.CommitAsync(ct);
        foreach (var change in changes) await live.AnnounceAsync(change, ct);
        return (Found: true, delivery.State == DeliveryState.Sending
            ? new Flight(delivery.Id, conversation.Id, delivery.ChannelId, delivery.Attempts, delivery.Method!.Value, delivery.Body!, delivery.RetryKey)
            : null);
    }

    /// <summary>Under the lock the look is repeated: the conversation's oldest delivery, if it is due and none is in flight (a retried one is older than it).</summary>
    private Task<Delivery?> OldestOwedAsync(long conversationId, CancellationToken ct) =>
        db.Deliveries.FromSql($"""
            select * from (select * from deliveries where conversation_id = {conversationId} and state in ('queued', 'sending') order by id limit 1) oldest
            where next_attempt_at <= now() and not exists (
                select 1 from deliveries where conversation_id = {conversationId} and state in ('queued', 'sending') and lease_until >= now())
            """).SingleOrDefaultAsync(ct);

    /// <summary>What was typed later does not overtake what waits for quota.</summary>
    private Task<bool> IsBehindHeldAsync(Delivery delivery, CancellationToken ct) =>
        db.Deliveries.AnyAsync(other => other.ConversationId == delivery.ConversationId && other.State == DeliveryState.Held && other.Problem == DeliveryProblem.QuotaUsedUp && other.Id < delivery.Id, ct);

    /// <summary>
    /// Freezes what will be said before it is said, and leases it by the database's clock: longer than any call takes, short enough that another
    /// worker has it within the minute (SAFETY P9).
    /// </summary>
    private async Task<bool> TryBeginAsync(Delivery delivery, Conversation conversation, DateTimeOffset now, CancellationToken ct)
    {
        var isReply = delivery.Body is null ? conversation.HasReplyToken(now) : delivery.Method == DeliveryMethod.Reply;
        if (!circuits.Of(isReply ? LineEndpoint.Reply : LineEndpoint.Push).TryBegin()) return false;
        if (delivery.Body is null)
        {
            if (conversation.TakeReplyToken(now) is { } token) delivery.Freeze(DeliveryMethod.Reply, LineBodies.Reply(token, delivery.Messages));
            else delivery.Freeze(DeliveryMethod.Push, LineBodies.Push(conversation.Customer.LineId, delivery.Messages));
        }
        delivery.Begin(now);
        await db.Database.ExecuteSqlAsync($"update deliveries set lease_until = now() + interval '45 seconds' where id = {delivery.Id}", ct);
        return true;
    }

    private async Task SettleAsync(Flight flight, LineAnswer answer, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(flight.ConversationId, clock, ct);
        var delivery = await db.Deliveries.SingleAsync(found => found.Id == flight.DeliveryId, ct);
        if (work.Conversation is not { } conversation || delivery.State != DeliveryState.Sending || delivery.Attempts != flight.Attempt) return;

        Judge(delivery, conversation, answer, work.Now);
        await CountAsync(delivery, answer.Verdict, ct);
        var changes = await TellAsync(delivery, conversation, answer.Sent, ct);
        changes.AddRange(await OweReadMarkAsync(delivery, conversation, ct));
        await work.CommitAsync(ct);
        foreach (var change in changes) await live.AnnounceAsync(change, ct);
        Tally.Delivered(delivery);
        if (flight.Method == DeliveryMethod.Push && answer.Verdict is LineVerdict.Accepted or LineVerdict.QuotaUsedUp) await live.AnnounceAsync(new QuotaTouched(flight.ChannelId), ct);
    }

    /// <summary>The next answer's price is told at once; LINE's own count, which comes later, takes its place.</summary>
    private async Task CountAsync(Delivery delivery, LineVerdict verdict, CancellationToken ct)
    {
        if (verdict == LineVerdict.QuotaUsedUp) await UseUpAsync(delivery.ChannelId, ct);
        else if (delivery is { State: DeliveryState.Accepted, Cost: > 0 and var cost }) await db.Channels.Where(channel => channel.Id == delivery.ChannelId).ExecuteUpdateAsync(set => set.SetProperty(channel => channel.QuotaUsed, channel => channel.QuotaUsed + cost), ct);
    }

    /// <summary>Nothing is left, whatever was read before; where no limit was known, what was used is all there was.</summary>
    private async Task UseUpAsync(long channelId, CancellationToken ct)
    {
        await db.Channels.Where(channel => channel.Id == channelId)
            .ExecuteUpdateAsync(set => set.SetProperty(channel => channel.QuotaUsed, channel => channel.QuotaLimit ?? channel.QuotaUsed).SetProperty(channel => channel.QuotaLimit, channel => channel.QuotaLimit ?? channel.QuotaUsed), ct);
        await db.QuotaReadings.Where(reading => reading.ChannelId == channelId && reading.Limit == null && reading.Day == db.QuotaReadings.Where(other => other.ChannelId == channelId).Max(other => other.Day))
            .ExecuteUpdateAsync(set => set.SetProperty(reading => reading.Limit, reading => reading.Used), ct);
    }

    /// <summary>Whoever has answered had read what stood before the answer; what came while that waited, perhaps not.</summary>
    private async Task<IReadOnlyList<Change>> OweReadMarkAsync(Delivery delivery, Conversation conversation, CancellationToken ct)
    {
        if (delivery is not { State: DeliveryState.Accepted, OperatorId: not null }) return [];
        var answerId = await db.Messages.Where(message => message.DeliveryId == delivery.Id && message.OperatorId != null).MinAsync(message => (long?)message.Id, ct);
        return await oweReadMark.RunAsync(conversation, ReadMark.Reply, message => message.Id < answerId, ct);
    }

    private static void Judge(Delivery delivery, Conversation conversation, LineAnswer answer, DateTimeOffset now)
    {
        delivery.Answered(answer.RequestId);
        switch (answer.Verdict)
        {
            case LineVerdict.NotTried:
                delivery.NotBegun();
                break;
            case LineVerdict.Accepted:
                delivery.Accept(answer.Detail, conversation.Customer.MemberCount ?? 1, now);
                break;
            case LineVerdict.ReplyTokenInvalid when !delivery.IsUrgent:
                delivery.WaitForReply(answer.Detail);
                break;
            case LineVerdict.ReplyTokenInvalid: // a definite no: nothing was sent, so a push cannot double it
                delivery.Freeze(DeliveryMethod.Push, LineBodies.Push(conversation.Customer.LineId, delivery.Messages));
                delivery.TryLater(problem: null, answer.Detail, now);
                break;
            case LineVerdict.NoAnswer when delivery.Method == DeliveryMethod.Reply:
                delivery.Doubt(answer.Detail, now);
                break;
            case LineVerdict.NoAnswer or LineVerdict.NotSent:
                delivery.TryLater(DeliveryProblem.LineUnavailable, answer.Detail, now + PauseAfter(delivery.Attempts));
                break;
            case LineVerdict.RateLimited:
                delivery.TryLater(DeliveryProblem.RateLimited, answer.Detail, now + PauseAfter(delivery.Attempts));
                break;
            case LineVerdict.TooMany when delivery.Attempts == 1:
                delivery.TryLater(DeliveryProblem.TooMany, answer.Detail, now + PauseAfter(delivery.Attempts));
                break;
            case LineVerdict.TooMany:
                delivery.Fail(DeliveryProblem.TooMany, answer.Detail, now);
                break;
            case LineVerdict.QuotaUsedUp when conversation.HasReplyToken(now): // the customer wrote while it was under way
                delivery.Release(now);
                break;
            case LineVerdict.QuotaUsedUp:
                delivery.Hold(answer.Detail);
                break;
            case LineVerdict.Unauthorised:
                delivery.Fail(DeliveryProblem.Unauthorised, answer.Detail, now);
                break;
            case LineVerdict.SwitchedOff:
                delivery.Fail(DeliveryProblem.SwitchedOff, detail: null, now); // LINE was not asked
                break;
            default:
                delivery.Fail(DeliveryProblem.Refused, answer.Detail, now);
                break;
        }
    }

    /// <summary>1 s, 2 s, 4 s … up to five minutes, each up to half as long again, so that many do not come back at once.</summary>
    private static TimeSpan PauseAfter(int attempts)
    {
        var seconds = Math.Min(Math.Pow(2, Math.Min(attempts, 20) - 1), LongestPause.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (1 + Random.Shared.NextDouble() / 2));
    }

    /// <summary>The bubbles follow their delivery, each with what LINE calls it: LINE answers in the order of the request.</summary>
    private async Task<List<Change>> TellAsync(Delivery delivery, Conversation conversation, IReadOnlyList<SentMessage?> sent, CancellationToken ct)
    {
        List<Change> changes = [];
        var messages = await db.Messages.Where(message => message.DeliveryId == delivery.Id && message.DeliveryState != DeliveryState.Unsent).OrderBy(message => message.Id).ToListAsync(ct);
        foreach (var (place, message) in messages.Index())
        {
            (message.DeliveryState, message.DeliveryProblem) = (delivery.State, delivery.Problem);
            if (sent.ElementAtOrDefault(place) is { } known) (message.LineMessageId, message.QuoteToken) = (message.LineMessageId ?? known.Id, message.QuoteToken ?? known.QuoteToken);
            message.Revision = conversation.NextRevision();
            changes.Add(new MessageChanged(conversation.Id, message.Revision, message.Id));
        }
        return changes;
    }
}
