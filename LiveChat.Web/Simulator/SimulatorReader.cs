namespace LiveChat.Web.Simulator;

/// <summary>Reads the platform into what the page shows.</summary>
public sealed class SimulatorReader(FakeLine line, IConfiguration configuration)
{
    private const int BubblesShown = 120;
    private const int CallsShown = 60;
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(configuration["Business:TimeZone"] ?? "Asia/Bangkok");

    /// <summary>Without an id, the customer who wrote last is chosen. Null for a phone that does not exist.</summary>
    public SimulatorView? Read(PhoneId? asked)
    {
        var revision = line.Revision;    // first: what changes while we read is read again
        var channel = line.Current;
        var known = line.Customers
            .Select(c => (Customer: c, Chat: channel is null ? null : line.Chat(channel.BotUserId, c.UserId)))
            .OrderByDescending(p => p.Chat?.LastMessage?.SentAt)
            .ThenBy(p => p.Customer.DisplayName, StringComparer.CurrentCulture)
            .ToList();
        var id = asked ?? (known.Count > 0 ? new(known[0].Customer.UserId) : null);
        if (asked is not null && Customer(asked) is null) return null;

        var isTyping = channel is not null && id is not null && line.KnownChat(channel.BotUserId, id.ChatId)?.IsShopTyping(line.Clock.GetUtcNow()) == true;
        var phone = channel is null || id is null ? null : Phone(channel, id, isTyping);
        var people = known.Select(p => new PersonView(p.Customer, p.Chat?.Friendship ?? Friendship.None, p.Chat?.LastMessage, id is { GroupId: null } && p.Customer.UserId.Is(id.UserId))).ToList();
        return new(Version(revision, isTyping), zone, phone, people, Groups(channel, id), Platform(channel));
    }

    /// <summary>Differs from the version of an earlier <see cref="Read"/> when something has changed since.</summary>
    public string Version(PhoneId id) =>
        Version(line.Revision, line.Current is { } channel && line.KnownChat(channel.BotUserId, id.ChatId)?.IsShopTyping(line.Clock.GetUtcNow()) == true);

    /// <summary>Whose phone it is; in a group, only of who has ever been in it.</summary>
    public FakeCustomer? Customer(PhoneId id) => id.GroupId is null || line.Group(id.GroupId) is not null ? line.Customer(id.UserId) : null;

    private static string Version(long revision, bool isShopTyping) => isShopTyping ? $"{revision}-typing" : $"{revision}";

    private PhoneView Phone(FakeChannel channel, PhoneId id, bool isTyping)
    {
        var customer = line.Customer(id.UserId)!;
        var group = id.GroupId is null ? null : line.Group(id.GroupId);
        var chat = line.Chat(channel.BotUserId, id.ChatId);
        var messages = chat.Messages;
        return new(id, channel, customer, [.. messages.TakeLast(BubblesShown).Select(message => Bubble(channel, customer, group, messages, message))], chat.Friendship, isTyping)
        {
            Group = group,
            Members = group is null ? [] : [.. group.MemberIds.Select(line.Customer).OfType<FakeCustomer>()],
        };
    }

    private BubbleView Bubble(FakeChannel channel, FakeCustomer customer, FakeGroup? group, IReadOnlyList<FakeMessage> messages, FakeMessage message)
    {
        var isMine = message.FromCustomer && (group is null || (message.AuthorId is null ? customer.HidesProfile : message.AuthorId.Is(customer.UserId)));
        var quoted = message.QuotedMessageId is null ? null : messages.FirstOrDefault(m => m.Id.Is(message.QuotedMessageId));
        return BubbleView.Of(message, isMine) with
        {
            Author = !message.FromCustomer || isMine ? null : Name(message.AuthorId),
            QuotedAuthor = quoted is null ? null : quoted.FromCustomer ? Name(quoted.AuthorId ?? customer.UserId) : channel.Name,
            Quoted = quoted,
            HasContent = message is { FromCustomer: true, IsUnsent: false } && SimulatorMedia.Find(line, message.Id) is not null,
        };
    }

    private string Name(string? userId) => (userId is null ? null : line.Customer(userId)?.DisplayName) ?? "?";

    private List<GroupView> Groups(FakeChannel? channel, PhoneId? open) => channel is null ? [] :
    [
        .. from known in line.Groups
           let isOpen = known.GroupId.Is(open?.GroupId)
           let memberId = isOpen ? open!.UserId : known.MemberIds.FirstOrDefault(id => line.Customer(id) is not null)
           let chat = line.KnownChat(channel.BotUserId, known.GroupId)
           where memberId is not null && (chat is not null || line.Channels.Count == 1) // a group has one account only (LINE.md §8)
           select new GroupView(known, new(memberId, known.GroupId), chat?.LastMessage, isOpen),
    ];

    private PlatformView Platform(FakeChannel? channel)
    {
        var quota = channel is null ? null : line.QuotaOf(channel.BotUserId);
        var webhooks = line.Webhooks;
        return new(
            line.WebhookUrl, quota?.Limit, quota?.Used ?? 0, webhooks.RedeliveryIsOn, webhooks.Pending, webhooks.Troubles.Awaited, webhooks.Troubles.HoldsOne,
            line.Faults.Planned, [.. line.Journal.Entries.Take(CallsShown)], line.Channels);
    }
}
