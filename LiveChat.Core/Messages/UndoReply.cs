using LiveChat.Core.Conversations;
using LiveChat.Core.Line;
using LiveChat.Core.Live;
using LiveChat.Core.Persistence;
using LiveChat.Core.Sessions;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>
/// Its author takes an answer back while no call to LINE has begun, or while it is held: it never leaves, its words are not kept, and the conversation stands as if it
/// had not been written. That it was written and taken back stays in the timeline.
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
        var delivery = await db.Deliveries.SingleAsync(found => found.Id == deliveryId, ct);
        if (!delivery.MayBeWithdrawn) return Outcome.TooLate;

        await TakeOutAsync(delivery, message, work.Now, ct);
        message.TakeBack();
        message.Revision = conversation.NextRevision();
        work.Audit(operatorId, "message.unsent", message.Id);
        await db.SaveChangesAsync(ct); // what follows looks at what is left

        if (conversation.LastMessageId == message.Id && await LastShownAsync(conversationId, ct) is { } previous) conversation.ShowInstead(previous);
        if (message.SessionId is { } sessionId) await ForgetAnswerAsync(conversation, sessionId, ct);
        await work.CommitAsync(ct);
        await live.AnnounceAsync(new MessageChanged(conversationId, message.Revision, message.Id), ct);
        return Outcome.Undone;
    }

    /// <summary>What was written together leaves without it; when nothing is left, nothing leaves.</summary>
    private async Task TakeOutAsync(Delivery delivery, Message message, DateTimeOffset now, CancellationToken ct)
    {
        var left = await db.Messages.Where(other => other.DeliveryId == delivery.Id && other.Id != message.Id && other.DeliveryState != DeliveryState.Unsent).OrderBy(other => other.Id).ToListAsync(ct);
        if (left.Count == 0) delivery.TakeBack(now);
        else delivery.Keep(left.Select(other => other.Payload ?? LineBodies.Write(LineBodies.Text(other.Text!))));
        if (left.Count > 0 && left.All(other => other.Author == MessageAuthor.System)) delivery.IsUrgent = !await db.ConsoleSettings.Select(settings => settings.FarewellWaits).SingleAsync(ct);
        await db.MediaFiles.Where(file => file.MessageId == message.Id).ExecuteUpdateAsync(file => file.SetProperty(found => found.State, Media.MediaState.Erasing), ct);
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
