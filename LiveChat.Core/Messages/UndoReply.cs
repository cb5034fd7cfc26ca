using LiveChat.Core.Conversations;
using LiveChat.Core.Line;
using LiveChat.Core.Live;
using LiveChat.Core.Persistence;
using LiveChat.Core.Sessions;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>
/// Its author takes an answer back, all its bubbles, while no call to LINE has begun, or what of it is held: it never leaves, its words are not kept,
/// its files are the author's again as before, and the conversation stands as if it had not been written. That it was written and taken back stays in
/// the timeline.
/// </summary>
public sealed class UndoReply(LiveChatDb db, ILiveFeed live, TimeProvider clock)
{
    public enum Outcome { Undone, AlreadyUndone, TooLate, NotAuthor, NotFound }

    public async Task<Outcome> RunAsync(long conversationId, long messageId, long operatorId, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(conversationId, clock, ct);
        if (work.Conversation is not { } conversation) return Outcome.NotFound;
        var message = await db.Messages.SingleOrDefaultAsync(found => found.Id == messageId && found.ConversationId == conversationId, ct);
        if (message?.DeliveryId is not { } deliveryId) return Outcome.NotFound;
        if (message.OperatorId != operatorId) return Outcome.NotAuthor;
        if (message.DeliveryState == DeliveryState.Unsent) return Outcome.AlreadyUndone;
        var bubbles = await BubblesAsync(message, ct);
        var deliveryIds = bubbles.Select(bubble => bubble.DeliveryId).Append(deliveryId).ToArray();
        var deliveries = await db.Deliveries.Where(found => deliveryIds.Contains(found.Id)).ToListAsync(ct);
        if (!deliveries.TrueForAll(delivery => delivery.MayBeWithdrawn)) return Outcome.TooLate; // half an answer is worse than one that was regretted

        foreach (var delivery in deliveries) await TakeOutAsync(delivery, bubbles, work.Now, ct);
        foreach (var bubble in bubbles)
        {
            bubble.TakeBack();
            bubble.Revision = conversation.NextRevision();
            work.Audit(operatorId, "message.unsent", bubble.Id);
        }
        await GiveFilesBackAsync(bubbles, ct);
        await db.SaveChangesAsync(ct); // what follows looks at what is left

        if (bubbles.Exists(bubble => bubble.Id == conversation.LastMessageId) && await LastShownAsync(conversationId, ct) is { } previous) conversation.ShowInstead(previous);
        if (message.SessionId is { } sessionId) await ForgetAnswerAsync(conversation, sessionId, ct);
        await work.CommitAsync(ct);
        foreach (var bubble in bubbles) await live.AnnounceAsync(new MessageChanged(conversationId, bubble.Revision, bubble.Id), ct);
        return Outcome.Undone;
    }

    /// <summary>What was sent at once is taken back at once; of an answer that is held, what LINE does not have yet.</summary>
    private async Task<List<Message>> BubblesAsync(Message message, CancellationToken ct)
    {
        if (message.ClientKey is not { } key) return [message];
        var isHeld = message.DeliveryState == DeliveryState.Held;
        return await db.Messages.Where(bubble => bubble.ConversationId == message.ConversationId && bubble.OperatorId == message.OperatorId && bubble.DeliveryId != null && bubble.DeliveryState != DeliveryState.Unsent
                && (!isHeld || bubble.DeliveryState == DeliveryState.Held))
            .OfAnswer(key).OrderBy(bubble => bubble.Id).ToListAsync(ct);
    }

    /// <summary>What was written together leaves without it; when nothing is left, nothing leaves.</summary>
    private async Task TakeOutAsync(Delivery delivery, List<Message> bubbles, DateTimeOffset now, CancellationToken ct)
    {
        var ids = bubbles.Select(bubble => bubble.Id).ToArray();
        var left = await db.Messages.Where(other => other.DeliveryId == delivery.Id && !ids.Contains(other.Id) && other.DeliveryState != DeliveryState.Unsent).OrderBy(other => other.Id).ToListAsync(ct);
        if (left.Count == 0) delivery.TakeBack(now);
        else delivery.Keep(left.Select(other => other.Payload ?? LineBodies.Write(LineBodies.Text(other.Text!))));
        if (left.Count > 0 && left.All(other => other.Author == MessageAuthor.System)) delivery.IsUrgent = !await db.ConsoleSettings.Select(settings => settings.FarewellWaits).SingleAsync(ct);
    }

    private Task<int> GiveFilesBackAsync(List<Message> bubbles, CancellationToken ct)
    {
        var ids = bubbles.Select(bubble => (long?)bubble.Id).ToArray();
        return db.MediaFiles.Where(file => ids.Contains(file.MessageId)).ExecuteUpdateAsync(file => file.SetProperty(found => found.MessageId, (long?)null), ct);
    }

    /// <summary>What was answered is answered by what is left, if anything is; a closed session owes nobody an answer.</summary>
    private async Task ForgetAnswerAsync(Conversation conversation, long sessionId, CancellationToken ct)
    {
        var session = await db.Sessions.SingleAsync(found => found.Id == sessionId, ct);
        var answers = db.Messages.Where(left => left.SessionId == sessionId && left.Author == MessageAuthor.Operator && left.Direction == MessageDirection.Outgoing && left.DeliveryState != DeliveryState.Unsent);
        session.RespondedAt(await answers.MinAsync(answer => (DateTimeOffset?)answer.CreatedAt, ct));
        if (session.Status == SessionStatus.Closed) return;

        var closures = db.Messages.Where(entry => entry.SessionId == sessionId && entry.Kind == SessionEntry.Closed);
        var lastAnswerId = await answers.Concat(closures).MaxAsync(answer => (long?)answer.Id, ct) ?? 0; // ids are handed out under the lock: in the order in which we heard
        conversation.Owes(since: await db.Messages
            .Where(asked => asked.SessionId == sessionId && asked.Direction == MessageDirection.Incoming && asked.Author == MessageAuthor.Customer && asked.Id > lastAnswerId)
            .MinAsync(asked => (DateTimeOffset?)asked.SentAt, ct));
    }

    /// <summary>The newest that somebody said; what LINE only reported and what happened to sessions is not shown in the list.</summary>
    private Task<Message?> LastShownAsync(long conversationId, CancellationToken ct) =>
        db.Messages.Where(message => message.ConversationId == conversationId && message.Direction != MessageDirection.Internal
                && message.Author != MessageAuthor.System && message.DeliveryState != DeliveryState.Unsent)
            .OrderByDescending(message => message.SentAt).ThenByDescending(message => message.Id).FirstOrDefaultAsync(ct);
}
