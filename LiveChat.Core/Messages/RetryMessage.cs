using LiveChat.Core.Conversations;
using LiveChat.Core.Live;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>
/// Sends a message again that failed, or of which nobody knows: the owner's decision, never ours. What left in the same call goes with it, and of what
/// is held back all that is, because it was typed in an order.
/// </summary>
public sealed class RetryMessage(LiveChatDb db, ReleaseHeld release, ILiveFeed live, TimeProvider clock)
{
    public enum Outcome { Queued, NotFailed, NotOwner, Closed, NotFound }

    public async Task<Outcome> RunAsync(long conversationId, long messageId, long operatorId, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(conversationId, clock, ct);
        if (work.Conversation is not { } conversation) return Outcome.NotFound;
        var message = await db.Messages.SingleOrDefaultAsync(found => found.Id == messageId && found.ConversationId == conversationId, ct);
        if (message?.DeliveryId is not { } deliveryId) return Outcome.NotFound;
        if (work.Session is not { } session) return Outcome.Closed;
        if (!session.IsOwnedBy(operatorId)) return Outcome.NotOwner;
        if (message.DeliveryState is not (DeliveryState.Failed or DeliveryState.Uncertain or DeliveryState.Held)) return Outcome.NotFailed;

        var delivery = await db.Deliveries.SingleAsync(found => found.Id == deliveryId, ct);
        delivery.IsUrgent = true; // whoever asks wants it now, whatever it costs
        var changes = message.DeliveryState == DeliveryState.Held ? await release.RunAsync(conversation, all: true, ct) : await SendAgainAsync(conversation, delivery, work.Now, ct);
        work.Audit(operatorId, "message.retried", message.Id);
        await work.CommitAsync(ct);
        foreach (var change in changes) await live.AnnounceAsync(change, ct);
        return Outcome.Queued;
    }

    private async Task<IReadOnlyList<Change>> SendAgainAsync(Conversation conversation, Delivery delivery, DateTimeOffset now, CancellationToken ct)
    {
        delivery.SendAgain(now);
        List<Change> changes = [];
        foreach (var message in await db.Messages.Where(carried => carried.DeliveryId == delivery.Id && carried.DeliveryState != DeliveryState.Unsent).OrderBy(carried => carried.Id).ToListAsync(ct))
        {
            (message.DeliveryState, message.DeliveryProblem) = (delivery.State, delivery.Problem);
            message.Revision = conversation.NextRevision();
            changes.Add(new MessageChanged(conversation.Id, message.Revision, message.Id));
        }
        return [.. changes, new DeliveryQueued(conversation.Id)];
    }
}
