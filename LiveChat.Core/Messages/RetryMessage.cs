using LiveChat.Core.Live;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>Sends a message again that failed, or of which nobody knows: the owner's decision, never ours.</summary>
public sealed class RetryMessage(LiveChatDb db, ILiveFeed live, TimeProvider clock)
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
        if (message.DeliveryState is not (DeliveryState.Failed or DeliveryState.Uncertain)) return Outcome.NotFailed;

        var delivery = await db.Deliveries.SingleAsync(found => found.Id == deliveryId, ct);
        delivery.SendAgain(work.Now);
        (message.DeliveryState, message.DeliveryProblem) = (delivery.State, delivery.Problem);
        message.Revision = conversation.NextRevision();
        work.Audit(operatorId, "message.retried", message.Id);
        await work.CommitAsync(ct);
        await live.AnnounceAsync(new MessageChanged(conversationId, message.Revision, message.Id), ct);
        await live.AnnounceAsync(new DeliveryQueued(conversationId), ct);
        return Outcome.Queued;
    }
}
