using LiveChat.Core.Conversations;
using LiveChat.Core.Line;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>
/// What was not worth a call of its own leaves with an answer, before it, within the caller's transaction and under the conversation's lock: a call
/// costs the same whatever it carries (LINE.md §6).
/// </summary>
public sealed class TakeAlong(LiveChatDb db)
{
    /// <returns>The messages that are changed by it.</returns>
    public async Task<IReadOnlyList<Message>> RunAsync(Conversation conversation, Delivery answer, DateTimeOffset now, CancellationToken ct)
    {
        var waiting = await db.Deliveries.Where(delivery => delivery.ConversationId == conversation.Id && !delivery.IsUrgent
                && (delivery.State == DeliveryState.Held || (delivery.State == DeliveryState.Queued && delivery.Attempts == 0)))
            .OrderBy(delivery => delivery.Id).FirstOrDefaultAsync(ct);
        if (waiting is null) return [];
        var messages = await db.Messages.Where(message => message.DeliveryId == waiting.Id && message.DeliveryState != DeliveryState.Unsent).OrderBy(message => message.Id).ToListAsync(ct);

        if (waiting.IsStale(now)) Drop(waiting, messages, now);
        else Stand(messages, waiting.Count + answer.Count <= LineBodies.MostMessages ? Move(waiting, answer) : Wait(waiting));
        foreach (var message in messages) message.Revision = conversation.NextRevision();
        await db.SaveChangesAsync(ct);
        return messages;
    }

    private static void Drop(Delivery waiting, List<Message> messages, DateTimeOffset now)
    {
        waiting.TakeBack(now);
        foreach (var message in messages) message.TakeBack();
    }

    private Delivery Move(Delivery waiting, Delivery answer)
    {
        waiting.Join(answer);
        answer.Messages = waiting.Messages;
        db.Deliveries.Remove(waiting);
        return answer;
    }

    /// <summary>An answer that is full does not wait behind it.</summary>
    private static Delivery Wait(Delivery waiting)
    {
        waiting.WaitForReply(waiting.Detail);
        return waiting;
    }

    private static void Stand(List<Message> messages, Delivery delivery)
    {
        foreach (var message in messages) (message.DeliveryId, message.DeliveryState, message.DeliveryProblem) = (delivery.Id, delivery.State, delivery.Problem);
    }
}
