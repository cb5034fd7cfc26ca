using LiveChat.Core.Channels;
using LiveChat.Core.Customers;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Web.Simulator;

/// <summary>
/// Fills the fake platform with what the console's own database knows: the simulator's channel, its customers, and what their phones showed before
/// the process was started anew.
/// </summary>
public sealed class SimulatorMemory(LiveChatDb db, ChannelDirectory channels, FakeLine line)
{
    private const int MessagesPerPhone = 60;

    public async Task RecallAsync(CancellationToken ct)
    {
        var own = await db.Channels.AsNoTracking().SingleAsync(channel => channel.Origin == ChannelOrigin.Simulator, ct);
        var credentials = await channels.GetAsync(own.Id, ct);
        line.AddChannel(new(own.BotUserId!, own.Name, credentials.Secret, credentials.AccessToken));
        await RecallCustomersAsync(own.Id, own.BotUserId!, ct);
    }

    private async Task RecallCustomersAsync(long channelId, string botUserId, CancellationToken ct)
    {
        var conversations = await db.Conversations.AsNoTracking().Include(conversation => conversation.Customer)
            .Where(conversation => conversation.ChannelId == channelId && conversation.Customer.Kind == CustomerKind.User).OrderBy(conversation => conversation.Id).ToListAsync(ct);
        foreach (var conversation in conversations)
        {
            var customer = conversation.Customer;
            // Who never told a name gave no consent: LINE answers 404 for them, and so does the fake.
            line.AddCustomer(
                new FakeCustomer(customer.LineId, customer.DisplayName ?? "ผู้ใช้ที่ไม่เปิดเผยชื่อ") { PictureUrl = customer.PictureUrl, StatusMessage = customer.StatusMessage, Language = customer.Language },
                customer.DisplayName is null ? Friendship.None : Friendship.Friend);
            line.Chat(botUserId, customer.LineId).Remember(await RecallMessagesAsync(conversation.Id, ct));
        }
    }

    private async Task<List<FakeMessage>> RecallMessagesAsync(long conversationId, CancellationToken ct)
    {
        var messages = await db.Messages.AsNoTracking()
            .Where(message => message.ConversationId == conversationId && message.LineMessageId != null)
            .OrderByDescending(message => message.SentAt).ThenByDescending(message => message.Id).Take(MessagesPerPhone).ToListAsync(ct);
        return [.. messages.Select(message => new FakeMessage(message.LineMessageId!, message.Direction == MessageDirection.Incoming, message.Kind, message.SentAt) { Text = message.Text })];
    }
}
