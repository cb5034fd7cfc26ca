using LiveChat.Core.Conversations;
using LiveChat.Core.Line;
using LiveChat.Core.Persistence;
using LiveChat.Core.Sessions;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>
/// Tells the customer the closing words, in nobody's name, within the caller's work. They share the call of an answer that has not left yet; on their
/// own they are worth a push only if the settings say so.
/// </summary>
public sealed class SayFarewell(LiveChatDb db, ReadFarewell read)
{
    /// <returns>False when nothing is said: nobody would hear it, or an earlier farewell is still on its way.</returns>
    public async Task<bool> RunAsync(Work work, Session session, long operatorId, CancellationToken ct)
    {
        var conversation = work.Conversation!;
        if (await read.RunAsync(conversation.Id, operatorId, ct) is not { } words) return false;
        var owed = await db.Deliveries.Where(delivery => delivery.ConversationId == conversation.Id && (delivery.State == DeliveryState.Queued || delivery.State == DeliveryState.Sending || delivery.State == DeliveryState.Held))
            .OrderBy(delivery => delivery.Id).ToListAsync(ct);
        var ids = owed.Select(delivery => (long?)delivery.Id).ToArray();
        if (await db.Messages.AnyAsync(message => message.Author == MessageAuthor.System && ids.Contains(message.DeliveryId) && message.DeliveryState != DeliveryState.Unsent, ct)) return false;

        var payload = LineBodies.Write(LineBodies.Text(words));
        var delivery = owed is [.., { MayBeTakenBack: true, Count: < LineBodies.MostMessages } last] ? last : null;
        if (delivery is not null) delivery.Join(payload);
        else db.Deliveries.Add(delivery = await NewAsync(conversation, payload, work.Now, ct));
        await db.SaveChangesAsync(ct);

        var message = NewMessage(conversation, session, delivery, payload, work.Now).Saying(words);
        db.Messages.Add(message);
        await db.SaveChangesAsync(ct); // before what is entered after it: ids are the order of what happened at one time
        work.Enter(message);
        return true;
    }

    private async Task<Delivery> NewAsync(Conversation conversation, string payload, DateTimeOffset now, CancellationToken ct) => new()
    {
        ChannelId = conversation.ChannelId,
        ConversationId = conversation.Id,
        RetryKey = Guid.NewGuid(),
        IsUrgent = !await db.ConsoleSettings.Select(settings => settings.FarewellWaits).SingleAsync(ct),
        Messages = LineBodies.Messages([payload]),
        CreatedAt = now,
    };

    private static Message NewMessage(Conversation conversation, Session session, Delivery delivery, string payload, DateTimeOffset now) => new()
    {
        ChannelId = conversation.ChannelId,
        ConversationId = conversation.Id,
        SessionId = session.Id,
        Direction = MessageDirection.Outgoing,
        Author = MessageAuthor.System,
        Kind = Message.TextKind,
        IsSupported = true,
        Reading = MessageReading.Version,
        Payload = payload,
        SentAt = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
        CreatedAt = now,
        Revision = conversation.NextRevision(),
        DeliveryId = delivery.Id,
        DeliveryState = delivery.State,
    };
}
