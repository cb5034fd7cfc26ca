using System.Text.Json;
using LiveChat.Core.Channels;
using LiveChat.Core.Customers;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using LiveChat.Web.Simulator.Rules;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Web.Simulator;

/// <summary>
/// Fills the fake platform with what the console's own database knows: the simulator's channel, its customers, and what their phones showed before
/// the process was started anew.
/// </summary>
public sealed class SimulatorMemory(LiveChatDb db, ChannelDirectory channels, FakeLine line)
{
    private const int MessagesPerPhone = 60;
    private const int Skies = 6;
    private const string Followed = Message.EventPrefix + "follow";
    private const string Unfollowed = Message.EventPrefix + "unfollow";
    private readonly byte[]?[] skies = new byte[Skies][];
    private int pictures;

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
            var customer = line.AddCustomer(Person(conversation.Customer), await RecallFriendshipAsync(conversation.Id, ct));
            var messages = await ReadMessagesAsync(conversation.Id, ct);
            line.Chat(botUserId, customer.UserId).Remember(messages.Take(MessagesPerPhone).Select(Bubble));
            foreach (var message in messages) RecallTokensAndContent(message, botUserId, customer.UserId);
        }
    }

    /// <summary>Whose name the console never learned gave no consent: LINE went on answering 404, and so does the fake.</summary>
    private static FakeCustomer Person(Customer customer) => new(customer.LineId, customer.DisplayName ?? "ผู้ใช้ที่ไม่เปิดเผยชื่อ")
    {
        PictureUrl = customer.PictureUrl,
        StatusMessage = customer.StatusMessage,
        Language = customer.Language,
        HidesProfile = customer.DisplayName is null,
    };

    /// <summary>Without a word about it they are friends: the simulator's customers begin by adding the account.</summary>
    private async Task<Friendship> RecallFriendshipAsync(long conversationId, CancellationToken ct)
    {
        var newest = await db.Messages.Where(message => message.ConversationId == conversationId && (message.Kind == Followed || message.Kind == Unfollowed))
            .OrderByDescending(message => message.SentAt).ThenByDescending(message => message.Id).Select(message => message.Kind).FirstOrDefaultAsync(ct);
        return newest.Is(Unfollowed) ? Friendship.Blocked : Friendship.Friend;
    }

    /// <summary>Newest first.</summary>
    private Task<List<Message>> ReadMessagesAsync(long conversationId, CancellationToken ct) =>
        db.Messages.AsNoTracking().Where(message => message.ConversationId == conversationId && message.LineMessageId != null)
            .OrderByDescending(message => message.SentAt).ThenByDescending(message => message.Id).ToListAsync(ct);

    private static FakeMessage Bubble(Message message)
    {
        var said = LineObject(message);
        return new(message.LineMessageId!, message.Direction == MessageDirection.Incoming, message.Kind, message.SentAt)
        {
            Text = message.Text,
            PackageId = Json.Text(said, "packageId"),
            StickerId = Json.Text(said, "stickerId"),
            Json = message.Payload,
        };
    }

    /// <summary>Tokens never expire (LINE.md §4). The console does not keep the bytes for us, so an evening sky stands in for the picture that was sent.</summary>
    private void RecallTokensAndContent(Message message, string botUserId, string chatId)
    {
        var said = LineObject(message);
        line.KeepTokens(botUserId, chatId, message.LineMessageId!, Json.Text(said, "quoteToken"), Json.Text(said, "markAsReadToken"));
        if (message.Kind.Is("image") && Json.Property(said, "contentProvider") is { } provider && Json.Text(provider, "type").Is("line"))
            line.KeepContent(message.LineMessageId!, new("image/png", NextSky()));
    }

    private byte[] NextSky()
    {
        var number = pictures++ % Skies;
        return skies[number] ??= SamplePicture.Png(number);
    }

    private static JsonElement LineObject(Message message) => message.Payload is { } json ? JsonSerializer.Deserialize<JsonElement>(json) : default;
}
