using LiveChat.Core.Conversations;
using LiveChat.Core.Line;
using LiveChat.Core.Live;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>
/// What was held back, because the month's quota was used up or because it is not worth a push, may go, within the caller's transaction and under the
/// conversation's lock: in the order typed, as many messages in one call as LINE takes.
/// </summary>
public sealed class ReleaseHeld(LiveChatDb db, TimeProvider clock)
{
    /// <summary>So long before a reply token is lost it goes to what is not urgent: until then an answer may want it, and takes that along (<see cref="TakeAlong"/>).</summary>
    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(15);

    /// <summary>The customer has written again: one call is free, because a reply token works once. What does not fit into it goes on waiting.</summary>
    /// <returns>What to announce after the commit; nothing when nothing was held.</returns>
    public Task<IReadOnlyList<Change>> RunAsync(Conversation conversation, CancellationToken ct) => RunAsync(conversation, all: false, ct);

    /// <param name="all">Because there is quota again, or because the owner wants it tried.</param>
    public async Task<IReadOnlyList<Change>> RunAsync(Conversation conversation, bool all, CancellationToken ct)
    {
        var held = await db.Deliveries.Where(delivery => delivery.ConversationId == conversation.Id && delivery.State == DeliveryState.Held).OrderBy(delivery => delivery.Id).ToListAsync(ct);
        var now = clock.GetUtcNow();
        held.RemoveAll(delivery => delivery.IsStale(now));
        if (held.Count == 0) return [];

        var calls = Bundle(held);
        if (!all) calls = calls[..1];
        List<Change> changes = [];
        foreach (var call in calls) changes.AddRange(await ReleaseAsync(conversation, call, now, ct));
        await db.SaveChangesAsync(ct);
        return [.. changes, .. calls.Select(call => new DeliveryQueued(conversation.Id, call[0].NextAttemptAt - now))];
    }

    /// <summary>Neighbours share a call as long as LINE takes as many messages.</summary>
    private static List<List<Delivery>> Bundle(List<Delivery> held)
    {
        List<List<Delivery>> calls = [[held[0]]];
        foreach (var delivery in held.Skip(1))
            if (calls[^1].Sum(other => other.Count) + delivery.Count <= LineBodies.MostMessages) calls[^1].Add(delivery);
            else calls.Add([delivery]);
        return calls;
    }

    /// <summary>The first takes the messages of the others over; those are no calls any more.</summary>
    private async Task<IEnumerable<Change>> ReleaseAsync(Conversation conversation, List<Delivery> call, DateTimeOffset now, CancellationToken ct)
    {
        var (first, ids) = (call[0], call.Select(delivery => (long?)delivery.Id).ToArray());
        foreach (var other in call.Skip(1))
        {
            first.Join(other);
            db.Deliveries.Remove(other);
        }
        first.Release(first.IsUrgent || conversation.ReplyTokenExpiresAt - LastMoment is not { } lastMoment || lastMoment < now ? now : lastMoment);
        var messages = await db.Messages.Where(message => ids.Contains(message.DeliveryId) && message.DeliveryState != DeliveryState.Unsent).OrderBy(message => message.Id).ToListAsync(ct);
        foreach (var message in messages)
        {
            (message.DeliveryId, message.DeliveryState, message.DeliveryProblem) = (first.Id, first.State, first.Problem);
            message.Revision = conversation.NextRevision();
        }
        return messages.Select(message => new MessageChanged(conversation.Id, message.Revision, message.Id));
    }
}
