using System.Text.Json;
using LiveChat.Core.Channels;
using LiveChat.Core.Customers;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using LiveChat.Web.Simulator.Rules;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Web.Simulator;

/// <summary>
/// Fills the fake platform with what the console's own database knows: the simulator's channel and those that were added beside it, their customers,
/// and what their phones showed before the process was started anew.
/// </summary>
public sealed class SimulatorMemory(LiveChatDb db, ChannelDirectory channels, FakeLine line, TimeProvider clock)
{
    private const int MessagesPerPhone = 60;
    private const int Skies = 6;
    private const string Followed = Message.EventPrefix + "follow";
    private const string Joined = Message.EventPrefix + "join";
    private const string Left = Message.EventPrefix + "leave";
    private const string Nameless = "ผู้ใช้ที่ไม่เปิดเผยชื่อ";
    private const string Unfollowed = Message.EventPrefix + "unfollow";
    private readonly byte[]?[] skies = new byte[Skies][];
    private int pictures;

    public async Task RecallAsync(CancellationToken ct)
    {
        var known = await db.Channels.AsNoTracking().Where(channel => channel.Origin != ChannelOrigin.Settings && channel.BotUserId != null)
            .OrderByDescending(channel => channel.Origin == ChannelOrigin.Simulator).ThenBy(channel => channel.Id).ToListAsync(ct);
        foreach (var channel in known)
        {
            line.AddChannel(Account(channel, await channels.GetAsync(channel.Id, ct)));
            await RecallQuotaAsync(channel, ct);
            await RecallCustomersAsync(channel.Id, channel.BotUserId!, ct);
            await RecallGroupsAsync(channel.Id, channel.BotUserId!, ct);
        }
    }

    /// <summary>What was pushed this month is used, as the console's books have it.</summary>
    private async Task RecallQuotaAsync(Channel channel, CancellationToken ct)
    {
        var month = LineMonth.BeginningOf(LineMonth.FirstDayOf(LineMonth.DayOf(clock.GetUtcNow())));
        line.QuotaOf(channel.BotUserId!).Used = await db.Deliveries.Where(delivery => delivery.ChannelId == channel.Id && delivery.State == DeliveryState.Accepted && delivery.FinishedAt >= month).SumAsync(delivery => (long)delivery.Cost, ct);
    }

    /// <summary>Where LINE gives the tokens, the lasting one was never told.</summary>
    private static FakeChannel Account(Channel known, ChannelCredentials keys) =>
        new(known.BotUserId!, known.Name, keys.Secret, keys.AccessToken.Length > 0 ? keys.AccessToken : FakeIds.NewReplyToken()) { ChannelId = keys.LineChannelId, BasicId = known.BasicId ?? "@livechat" };

    private async Task RecallCustomersAsync(long channelId, string botUserId, CancellationToken ct)
    {
        var conversations = await db.Conversations.AsNoTracking().Include(conversation => conversation.Customer)
            .Where(conversation => conversation.ChannelId == channelId && conversation.Customer.Kind == CustomerKind.User).OrderBy(conversation => conversation.Id).ToListAsync(ct);
        foreach (var conversation in conversations)
        {
            var userId = conversation.Customer.LineId;
            if (line.Customer(userId) is null) line.AddCustomer(Person(conversation.Customer));
            line.Chat(botUserId, userId).Become(await RecallFriendshipAsync(conversation.Id, ct));
            await RecallChatAsync(conversation.Id, botUserId, userId, ct);
        }
    }

    /// <summary>Those who were seen in a group are its members; whoever never told a name stays without one.</summary>
    private async Task RecallGroupsAsync(long channelId, string botUserId, CancellationToken ct)
    {
        var conversations = await db.Conversations.AsNoTracking().Include(conversation => conversation.Customer)
            .Where(conversation => conversation.ChannelId == channelId && conversation.Customer.Kind != CustomerKind.User).OrderBy(conversation => conversation.Id).ToListAsync(ct);
        foreach (var conversation in conversations)
        {
            var members = await db.Members.AsNoTracking().Where(member => member.CustomerId == conversation.CustomerId).OrderBy(member => member.LineId).ToListAsync(ct);
            foreach (var member in members.Where(member => line.Customer(member.LineId) is null))
                line.AddCustomer(new FakeCustomer(member.LineId, member.DisplayName ?? Nameless) { PictureUrl = member.PictureUrl, HidesProfile = member.DisplayName is null }, Friendship.None);
            var groupId = conversation.Customer.LineId;
            line.AddGroup(new(groupId, conversation.Customer.DisplayName ?? "", [.. members.Where(member => member.LeftAt is null).Select(member => member.LineId)])
            {
                IsJoined = !(await NewestAsync(conversation.Id, Joined, Left, ct)).Is(Left),
            });
            await RecallChatAsync(conversation.Id, botUserId, groupId, ct);
        }
    }

    private async Task RecallChatAsync(long conversationId, string botUserId, string chatId, CancellationToken ct)
    {
        var messages = await ReadMessagesAsync(conversationId, ct);
        line.Chat(botUserId, chatId).Remember(messages.Take(MessagesPerPhone).Select(Bubble));
        foreach (var message in messages) RecallTokensAndContent(message, botUserId, chatId);
    }

    /// <summary>Whose name the console never learned gave no consent: LINE went on answering 404, and so does the fake.</summary>
    private static FakeCustomer Person(Customer customer) => new(customer.LineId, customer.DisplayName ?? Nameless)
    {
        PictureUrl = customer.PictureUrl,
        StatusMessage = customer.StatusMessage,
        Language = customer.Language,
        HidesProfile = customer.DisplayName is null,
    };

    /// <summary>Without a word about it they are friends: the simulator's customers begin by adding the account.</summary>
    private async Task<Friendship> RecallFriendshipAsync(long conversationId, CancellationToken ct) =>
        (await NewestAsync(conversationId, Followed, Unfollowed, ct)).Is(Unfollowed) ? Friendship.Blocked : Friendship.Friend;

    /// <summary>Which of two kinds came last; null where neither has.</summary>
    private Task<string?> NewestAsync(long conversationId, string one, string other, CancellationToken ct) =>
        db.Messages.Where(message => message.ConversationId == conversationId && (message.Kind == one || message.Kind == other))
            .OrderByDescending(message => message.SentAt).ThenByDescending(message => message.Id).Select(message => message.Kind).FirstOrDefaultAsync(ct);

    /// <summary>Newest first.</summary>
    private Task<List<Message>> ReadMessagesAsync(long conversationId, CancellationToken ct) =>
        db.Messages.AsNoTracking().Where(message => message.ConversationId == conversationId && message.LineMessageId != null)
            .OrderByDescending(message => message.SentAt).ThenByDescending(message => message.Id).ToListAsync(ct);

    private static FakeMessage Bubble(Message message)
    {
        var isIncoming = message.Direction == MessageDirection.Incoming;
        var bubble = message is { Payload: not null, UnsentAt: null }
            ? FakeMessage.Read(LineObject(message), message.LineMessageId!, isIncoming, message.SentAt)
            : new(message.LineMessageId!, isIncoming, message.Kind, message.SentAt);
        return bubble with
        {
            Text = bubble.Text ?? (message.Kind.Is(Message.TextKind) ? message.Text : null),
            AuthorId = message.AuthorLineId,
            QuotedMessageId = message.QuotedLineId,
            IsUnsent = message.UnsentAt is not null,
            EditedAt = message.EditedAt,
        };
    }

    /// <summary>Tokens never expire (LINE.md §4). The console does not keep the bytes for us, so a sample of ours stands in for what was sent.</summary>
    private void RecallTokensAndContent(Message message, string botUserId, string chatId)
    {
        var said = LineObject(message);
        line.KeepTokens(botUserId, chatId, message.LineMessageId!, message.QuoteToken ?? Json.Text(said, "quoteToken"), message.MarkAsReadToken ?? Json.Text(said, "markAsReadToken"));
        if (message is not { Direction: MessageDirection.Incoming, UnsentAt: null } || Stand(message.Kind) is not { } content) return;
        if (message.Kind.Is(Message.FileKind) || Json.Property(said, "contentProvider") is { } provider && Json.Text(provider, "type").Is("line")) line.KeepContent(message.LineMessageId!, content);
    }

    private FakeContent? Stand(string kind) => kind switch
    {
        Message.ImageKind => new("image/png", NextSky()),
        Message.VideoKind => SampleMedia.Clip,
        Message.AudioKind => SampleMedia.Voice,
        Message.FileKind => SampleMedia.Menu,
        _ => null,
    };

    private byte[] NextSky()
    {
        var number = pictures++ % Skies;
        return skies[number] ??= SamplePicture.Png(number);
    }

    private static JsonElement LineObject(Message message) => message.Payload is { } json ? JsonSerializer.Deserialize<JsonElement>(json) : default;
}
