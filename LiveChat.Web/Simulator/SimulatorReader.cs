namespace LiveChat.Web.Simulator;

/// <summary>Reads the platform into what the page shows.</summary>
public sealed class SimulatorReader(FakeLine line, IConfiguration configuration)
{
    private const int BubblesShown = 120;
    private const int CallsShown = 60;
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(configuration["Business:TimeZone"] ?? "Asia/Bangkok");

    /// <summary>Without an id, the customer who wrote last is chosen. Null for one who does not exist.</summary>
    public SimulatorView? Read(string? userId)
    {
        var revision = line.Revision;    // first: what changes while we read is read again
        var channel = OnlyChannel;
        var known = line.Customers
            .Select(c => (Customer: c, Chat: channel is null ? null : line.Chat(channel.BotUserId, c.UserId)))
            .OrderByDescending(p => p.Chat?.LastMessage?.SentAt)
            .ThenBy(p => p.Customer.DisplayName, StringComparer.CurrentCulture)
            .ToList();
        var (customer, chat) = userId is null ? known.FirstOrDefault() : known.Find(p => p.Customer.UserId.Is(userId));
        if (userId is not null && customer is null) return null;

        var isTyping = chat?.IsShopTyping(line.Clock.GetUtcNow()) == true;
        var phone = channel is null || chat is null ? null : Phone(channel, customer, chat, isTyping);
        var people = known.Select(p => new PersonView(p.Customer, p.Chat?.Friendship ?? Friendship.None, p.Chat?.LastMessage, p.Customer == customer)).ToList();
        return new(Version(revision, isTyping), zone, phone, people, Platform(channel));
    }

    /// <summary>Differs from the version of an earlier <see cref="Read"/> when something has changed since.</summary>
    public string Version(string userId) =>
        Version(line.Revision, OnlyChannel is { } channel && line.KnownChat(channel.BotUserId, userId)?.IsShopTyping(line.Clock.GetUtcNow()) == true);

    private FakeChannel? OnlyChannel => line.Channels.Count > 0 ? line.Channels[0] : null;

    private static string Version(long revision, bool isShopTyping) => isShopTyping ? $"{revision}-typing" : $"{revision}";

    private PhoneView Phone(FakeChannel channel, FakeCustomer customer, FakeChat chat, bool isTyping)
    {
        var messages = chat.Messages.TakeLast(BubblesShown).ToList();
        return new(channel, customer, messages, chat.Friendship, isTyping)
        {
            Pictures = messages.Select(message => message.Id).Where(id => SimulatorPictures.Find(line, id) is not null).ToHashSet(StringComparer.Ordinal),
        };
    }

    private PlatformView Platform(FakeChannel? channel)
    {
        var quota = channel is null ? null : line.QuotaOf(channel.BotUserId);
        return new(
            line.WebhookUrl, quota?.Limit, quota?.Used ?? 0, line.Webhooks.RedeliveryIsOn, line.Webhooks.Pending,
            line.Faults.Planned, [.. line.Journal.Entries.Take(CallsShown)]);
    }
}
