using LiveChat.Core.Line;
using LiveChat.Core.Live;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>
/// Commits an operator's answer together with its delivery; the outgoing worker then calls LINE. The same client key is the same answer, however
/// often it is posted. For a while it can still be taken back (<see cref="UndoReply"/>), and so long it stays here.
/// </summary>
public sealed class SendReply(LiveChatDb db, ILiveFeed live, TimeProvider clock)
{
    public enum Refusal { Empty, TooLong, BadKey, NotOwner, Blocked, Closed, NotFound }

    /// <summary>Either the message that now stands in the timeline, or why there is none.</summary>
    public readonly record struct Result(long? MessageId, Refusal? Refusal)
    {
        public static implicit operator Result(Refusal refusal) => new(null, refusal);
    }

    public async Task<Result> RunAsync(long conversationId, long operatorId, string? text, string? clientKey, CancellationToken ct)
    {
        var words = Words.Clean(text ?? "").Trim('\n');
        if (string.IsNullOrWhiteSpace(words)) return Refusal.Empty;
        if (words.Length > LineBodies.LongestText) return Refusal.TooLong;
        if (!ClientKey.IsValid(clientKey)) return Refusal.BadKey;

        await using var work = await db.BeginWorkAsync(conversationId, clock, ct);
        if (work.Conversation is not { } conversation) return Refusal.NotFound;
        if (await db.FindMessageAsync(conversationId, clientKey!, ct) is { } known) return new Result(known, Refusal: null);
        if (work.Session is not { } session) return Refusal.Closed;
        if (!session.IsOwnedBy(operatorId)) return Refusal.NotOwner;
        if (conversation.Customer.BlockedAt is not null) return Refusal.Blocked; // LINE would take it, and nobody would see it (LINE.md §5)

        var delivery = new Delivery
        {
            ChannelId = conversation.ChannelId,
            ConversationId = conversationId,
            RetryKey = Guid.NewGuid(),
            Messages = LineBodies.TextMessages(words),
            CreatedAt = work.Now,
        };
        db.Deliveries.Add(delivery);
        await db.SaveChangesAsync(ct);
        var undoSeconds = await HoldAsync(delivery, ct);

        var message = new Message
        {
            ChannelId = conversation.ChannelId,
            ConversationId = conversationId,
            SessionId = session.Id,
            Direction = MessageDirection.Outgoing,
            Author = MessageAuthor.Operator,
            OperatorId = operatorId,
            Kind = Message.TextKind,
            IsSupported = true,
            SentAt = DateTimeOffset.FromUnixTimeMilliseconds(work.Now.ToUnixTimeMilliseconds()),
            CreatedAt = work.Now,
            Revision = conversation.NextRevision(),
            ClientKey = clientKey,
            DeliveryId = delivery.Id,
            DeliveryState = delivery.State,
        }.Saying(words);
        db.Messages.Add(message);
        await db.SaveChangesAsync(ct);

        session.Respond(work.Now);
        conversation.Answered();
        conversation.Show(message);
        await db.Drafts.Where(draft => draft.OperatorId == operatorId && draft.ConversationId == conversationId).ExecuteDeleteAsync(ct);
        await work.CommitAsync(ct);
        await live.AnnounceAsync(new MessageChanged(conversationId, message.Revision, message.Id), ct);
        await live.AnnounceAsync(new DeliveryQueued(conversationId, DueIn: TimeSpan.FromSeconds(undoSeconds)), ct);
        return new Result(message.Id, Refusal: null);
    }

    /// <summary>The window begins and ends by the database's clock, as leases do.</summary>
    private async Task<int> HoldAsync(Delivery delivery, CancellationToken ct)
    {
        var undoSeconds = await db.ConsoleSettings.Select(settings => settings.UndoSeconds).SingleAsync(ct);
        if (undoSeconds > 0)
            await db.Database.ExecuteSqlAsync($"update deliveries set next_attempt_at = now() + make_interval(secs => {undoSeconds}) where id = {delivery.Id}", ct);
        return undoSeconds;
    }
}
