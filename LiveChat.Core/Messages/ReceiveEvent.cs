using LiveChat.Core.Channels;
using LiveChat.Core.Conversations;
using LiveChat.Core.Customers;
using LiveChat.Core.Line;
using LiveChat.Core.Live;
using LiveChat.Core.Media;
using LiveChat.Core.Persistence;
using LiveChat.Core.Sessions;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>The effects of one event of LINE, within the caller's transaction: its place in the timeline, and what a message means for the queue.</summary>
public sealed class ReceiveEvent(LiveChatDb db, UnsendMessage unsend, EditMessage edit, NoteMembers members, NoteSuspension suspension, ReleaseHeld releaseHeld, TimeProvider clock)
{
    /// <summary>LINE promises a minute from receiving the webhook (LINE.md §6); the margin is for our own way there.</summary>
    private static readonly TimeSpan ReplyTokenLifetime = TimeSpan.FromSeconds(55);

    private static readonly TimeSpan OldestReplyableEvent = TimeSpan.FromMinutes(20);

    /// <param name="UnsentId">LINE's id of a message whose words must go from the raw events too, once the whole batch has its ids.</param>
    public sealed record Effects(EventOutcome Outcome, IReadOnlyList<Change> Changes, string? UnsentId = null)
    {
        public static readonly Effects None = new(EventOutcome.Ignored, []);
    }

    /// <summary>Throws <see cref="System.Text.Json.JsonException"/> when the bytes are not an event.</summary>
    public async Task<Effects> RunAsync(WebhookEvent received, CancellationToken ct)
    {
        var said = LineEvent.Read(received.Raw);
        received.LineMessageId = said.Message?.Id;
        var at = WholeMilliseconds(said.SentAt ?? received.ReceivedAt);
        if (said.Source is not { } source) return await NoteAccountAsync(received.ChannelId, said.IsSuspended, at, ct);
        var conversation = await FindOrBeginAsync(received, said, source, ct);
        List<Change> changes = [];
        if (conversation.Follow(said.HandsOver, at)) changes.Add(new SessionChanged(conversation.Id, conversation.NextRevision()));
        if (await members.RunAsync(conversation.Customer, said, at, ct)) changes.Add(new ProfileWanted(conversation.CustomerId));
        var isFree = KeepReplyToken(conversation, received, said);

        var isUnsent = await IsUnsentAsync(received.ChannelId, said.Message, ct);
        var outcome = said.Type switch
        {
            LineEvent.UnsendType when said.UnsentMessageId is { } id => await unsend.RunAsync(conversation, id, at, changes, ct),
            LineEvent.EditedType when said.Message?.Id is not null => await edit.RunAsync(conversation, said.Message, at, changes, ct) || await RecordAsync(received, said, conversation, at, isUnsent, changes, ct),
            _ => await RecordAsync(received, said, conversation, at, isUnsent, changes, ct),
        };
        if (conversation.Customer.AskForProfile(clock.GetUtcNow())) changes.Add(new ProfileWanted(conversation.CustomerId));
        await db.SaveChangesAsync(ct);
        if (isFree) changes.AddRange(await releaseHeld.RunAsync(conversation, ct)); // what waited for the quota leaves by the token
        return new(outcome ? EventOutcome.Recorded : EventOutcome.Ignored, changes, said.UnsentMessageId ?? (isUnsent ? said.Message!.Id : null));
    }

    /// <summary>The account's own affairs: nobody's timeline.</summary>
    private async Task<Effects> NoteAccountAsync(long channelId, bool? isSuspended, DateTimeOffset at, CancellationToken ct)
    {
        if (isSuspended is not { } known) return Effects.None;
        await suspension.RunAsync(channelId, known, at, ct);
        return Effects.None with { Changes = [new ChannelSuspended(channelId)] };
    }

    /// <returns>False when the message stands there already.</returns>
    private async Task<bool> RecordAsync(WebhookEvent received, LineEvent said, Conversation conversation, DateTimeOffset at, bool isUnsent, List<Change> changes, CancellationToken ct)
    {
        if (await FindKnownAsync(received.ChannelId, said.Message, ct) is { } known) return await edit.RecallAsync(conversation, known, said.Message!, at, changes, ct);

        var message = NewMessage(received, said, conversation, at);
        if (said.Type == LineEvent.EditedType) message.EditedAt = at;
        if (isUnsent) message.Unsend(at);
        db.Messages.Add(message);
        await db.SaveChangesAsync(ct); // the preview names the message, so it needs its id
        changes.Add(new MessageChanged(conversation.Id, message.Revision, message.Id, IsNews: !isUnsent));
        if (!isUnsent && said.Message?.Content is { } content)
        {
            db.MediaFiles.Add(MediaFile.OfCustomer(message, content, clock.GetUtcNow())); // LINE keeps it for a while only: a worker fetches it at once (LINE.md §5)
            changes.Add(new MediaWanted(conversation.Id));
        }

        if (said is { Message: not null, IsStandby: false } && !isUnsent)
        {
            changes.AddRange(await QueueAsync(conversation, message, ct));
            conversation.CountIncoming(message);
        }
        if (await FollowAsync(conversation, message, ct)) changes.Add(new CustomerChanged(conversation.Id, message.Revision));
        if (said.Message is not null || conversation.LastMessageId is null) conversation.Show(message);
        return true;
    }

    /// <summary>The source's conversation under its lock; whoever is first makes customer and conversation, and the others find them.</summary>
    private async Task<Conversation> FindOrBeginAsync(WebhookEvent received, LineEvent said, LineSource source, CancellationToken ct)
    {
        var id = await FindAsync(received.ChannelId, source.Id, ct);
        if (id is null)
        {
            var (now, firstAt, kind, bot) = (clock.GetUtcNow(), said.SentAt ?? received.ReceivedAt, source.Kind.Word(), ConversationStatus.Bot.Word());
            await db.Database.ExecuteSqlAsync($"""
                insert into customers (channel_id, kind, line_id, created_at) values ({received.ChannelId}, {kind}, {source.Id}, {now})
                on conflict (channel_id, line_id) do nothing
                """, ct);
            await db.Database.ExecuteSqlAsync($"""
                insert into conversations (channel_id, customer_id, revision, status, incoming_count, last_message_at, waiting_order, created_at)
                select channel_id, id, 0, {bot}, 0, {firstAt}, {Conversation.RestingOrder(firstAt)}, {now} from customers where channel_id = {received.ChannelId} and line_id = {source.Id}
                on conflict (customer_id) do nothing
                """, ct);
            id = await FindAsync(received.ChannelId, source.Id, ct);
        }
        return await db.LockConversationAsync(id!.Value, ct) ?? throw new InvalidOperationException("A conversation vanished.");
    }

    private async Task<long?> FindAsync(long channelId, string lineId, CancellationToken ct) =>
        await db.Conversations.Where(conversation => conversation.Customer.ChannelId == channelId && conversation.Customer.LineId == lineId)
            .Select(conversation => (long?)conversation.Id).SingleOrDefaultAsync(ct);

    /// <summary>The second guard against repetitions: two events that carry one message make one message.</summary>
    private async Task<Message?> FindKnownAsync(long channelId, LineMessage? message, CancellationToken ct) =>
        message?.Id is { } lineMessageId ? await db.Messages.SingleOrDefaultAsync(known => known.ChannelId == channelId && known.LineMessageId == lineMessageId, ct) : null;

    private async Task<bool> IsUnsentAsync(long channelId, LineMessage? message, CancellationToken ct) =>
        message?.Id is { } lineMessageId && await db.UnsentMessages.AnyAsync(unsent => unsent.ChannelId == channelId && unsent.LineMessageId == lineMessageId, ct);

    private Message NewMessage(WebhookEvent received, LineEvent said, Conversation conversation, DateTimeOffset at)
    {
        var message = new Message
        {
            ChannelId = received.ChannelId,
            ConversationId = conversation.Id,
            LineMessageId = said.Message?.Id,
            Direction = MessageDirection.Incoming,
            Author = said.Message is null ? MessageAuthor.System : MessageAuthor.Customer,
            AuthorLineId = said.Source is { Kind: not CustomerKind.User } source ? source.UserId : null,
            Kind = said.Message?.Kind ?? Message.EventPrefix + said.Type,
            IsSupported = true,
            Payload = said.Message?.Json ?? said.Json,
            SentAt = at,
            CreatedAt = clock.GetUtcNow(),
            Revision = conversation.NextRevision(),
        };
        MessageReading.Read(message);
        return message;
    }

    /// <summary>A message when no session is open begins one in the queue.</summary>
    private async Task<IReadOnlyList<Change>> QueueAsync(Conversation conversation, Message message, CancellationToken ct)
    {
        if (await db.OpenSessionAsync(conversation.Id, ct) is { } open)
        {
            message.SessionId = open.Id;
            return message.SentAt < conversation.LastMessageAt ? await BringOpeningForwardAsync(conversation, message, ct) : [];
        }
        var session = Session.Begin(conversation.Id, clock.GetUtcNow());
        db.Sessions.Add(session);
        await db.SaveChangesAsync(ct);
        message.SessionId = session.Id;
        conversation.Follow(session);
        var opened = SessionEntry.New(conversation, session, SessionEntry.Opened, JustBefore(message), operatorId: null);
        db.Messages.Add(opened);
        await db.SaveChangesAsync(ct);
        return [new MessageChanged(conversation.Id, opened.Revision, opened.Id), new SessionChanged(conversation.Id, opened.Revision)];
    }

    /// <summary>A message that comes late may be older than the one that opened its session: the session then began with it.</summary>
    private async Task<IReadOnlyList<Change>> BringOpeningForwardAsync(Conversation conversation, Message message, CancellationToken ct)
    {
        var opened = await db.Messages.SingleOrDefaultAsync(entry => entry.SessionId == message.SessionId && entry.Kind == SessionEntry.Opened && entry.SentAt >= message.SentAt, ct);
        if (opened is null) return [];
        (opened.SentAt, opened.Revision) = (JustBefore(message), conversation.NextRevision());
        return [new MessageChanged(conversation.Id, opened.Revision, opened.Id)];
    }

    private static DateTimeOffset JustBefore(Message message) => message.SentAt.AddMilliseconds(-1);

    /// <summary>
    /// Whoever unfollows blocks the account, until they follow or write again (LINE.md §5); a group that the account leaves is out of reach until it
    /// joins again. Events come in any order, the latest counts.
    /// </summary>
    private async Task<bool> FollowAsync(Conversation conversation, Message message, CancellationToken ct)
    {
        var customer = conversation.Customer;
        var wasBlocked = customer.BlockedAt is not null;
        if (message.Kind is Message.UnfollowKind or Message.LeaveKind)
        {
            var cameBack = await db.Messages.AnyAsync(later => later.ConversationId == conversation.Id && later.SentAt > message.SentAt && later.Direction == MessageDirection.Incoming, ct);
            if (!cameBack) customer.Block(message.SentAt);
        }
        else if (customer.BlockedAt < message.SentAt) customer.Unblock();
        return wasBlocked != customer.BlockedAt is not null;
    }

    private static bool KeepReplyToken(Conversation conversation, WebhookEvent received, LineEvent said)
    {
        if (said.IsStandby || said.ReplyToken is not { Length: > 0 } token) return false;
        if (said.SentAt is { } sentAt && received.ReceivedAt - sentAt > OldestReplyableEvent) return false;
        conversation.KeepReplyToken(token, received.ReceivedAt + ReplyTokenLifetime);
        return true;
    }

    private static DateTimeOffset WholeMilliseconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
