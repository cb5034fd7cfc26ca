using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace LiveChat.Web.Simulator;

/// <summary>The LINE platform in memory, as strict as the real one: it signs and redelivers webhooks, keeps one-use reply tokens and
/// 24-hour retry keys, counts quota, and can be told to hang, fail or run out. The Development simulator and the tests share it.</summary>
public sealed class FakeLine : IAsyncDisposable, IDisposable
{
    private readonly ConcurrentDictionary<string, FakeChannel> channels = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FakeCustomer> customers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FakeGroup> groups = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string BotUserId, string ChatId), FakeChat> chats = new();
    private readonly ConcurrentDictionary<string, FakeQuota> quotas = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FakeContent> contents = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string BotUserId, string ChatId, string MessageId)> quoteTokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string BotUserId, string ChatId, string MessageId)> markAsReadTokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string BotUserId, DateTimeOffset Until)> issuedTokens = new(StringComparer.Ordinal);
    private readonly List<AcceptedMessage> accepted = [];
    private string? current;
    private long revision = TimeProvider.System.GetTimestamp();    // a restarted platform never looks like the one before

    /// <param name="http">Posts the webhooks; see <see cref="NewWebhookClient"/>.</param>
    /// <param name="clock">Every rule about time asks this clock.</param>
    /// <param name="seed">Seeds the chance in <see cref="Faults"/>.</param>
    public FakeLine(HttpClient http, TimeProvider clock, int seed = 1)
    {
        Clock = clock;
        Ids = new(clock);
        Events = new(this);
        ReplyTokens = new(clock);
        RetryKeys = new(clock);
        Journal = new(clock, Changed);
        Faults = new(seed, Changed);
        Webhooks = new(http, clock, Journal, Changed);
    }

    /// <summary>A client as LINE's: straight to the address, a redirect is an answer that is not 2xx.</summary>
    public static HttpClient NewWebhookClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false });

    public TimeProvider Clock { get; }
    public FakeIds Ids { get; }
    public FakeEvents Events { get; }
    public FaultPlan Faults { get; }
    public CallJournal Journal { get; }
    public WebhookSender Webhooks { get; }
    internal ReplyTokens ReplyTokens { get; }
    internal RetryKeys RetryKeys { get; }
    internal Lock SendingGate { get; } = new();

    /// <summary>Where webhooks go: one address for all channels of the fake.</summary>
    public Uri? WebhookUrl { get => Webhooks.Target; set => Webhooks.Target = value; }

    /// <summary>Grows with every change; pages that show the platform compare it.</summary>
    public long Revision => Interlocked.Read(ref revision);

    // Channels

    /// <summary>Adds a channel, or replaces it: a reissued secret or token kills the old one at once. People already there become its friends.</summary>
    public FakeChannel AddChannel(FakeChannel channel)
    {
        channels[channel.BotUserId] = channel;
        current ??= channel.BotUserId;
        foreach (var customer in customers.Values.Where(c => KnownChat(channel.BotUserId, c.UserId) is null)) Chat(channel.BotUserId, customer.UserId).Become(Friendship.Friend);
        Changed();
        return channel;
    }

    /// <summary>An account that the console does not know yet; its keys are made up.</summary>
    public FakeChannel NewChannel(string name)
    {
        var id = FakeIds.NewChannelId();
        return AddChannel(new(FakeIds.NewUserId(), name, FakeIds.NewReplyToken(), FakeIds.NewReplyToken()) { ChannelId = id, BasicId = $"@{id}" });
    }

    /// <summary>The account that the phones talk with: the first, until another is chosen.</summary>
    public FakeChannel? Current => current is null ? null : Channel(current);

    public void Choose(FakeChannel channel)
    {
        current = channel.BotUserId;
        Changed();
    }

    public IReadOnlyList<FakeChannel> Channels => [.. channels.Values.OrderBy(c => c.Name, StringComparer.Ordinal)];
    public FakeChannel? Channel(string botUserId) => channels.GetValueOrDefault(botUserId);
    public FakeQuota QuotaOf(string botUserId) => quotas.GetOrAdd(botUserId, _ => new(Clock, Changed));

    // People

    /// <summary>Adds a person; as a friend of every channel there is, unless told otherwise. No webhook is sent.</summary>
    public FakeCustomer AddCustomer(FakeCustomer customer, Friendship friendship = Friendship.Friend)
    {
        customers[customer.UserId] = customer;
        foreach (var channel in channels.Values) Chat(channel.BotUserId, customer.UserId).Become(friendship);
        Changed();
        return customer;
    }

    public FakeCustomer AddCustomer(string displayName, Friendship friendship = Friendship.Friend) =>
        AddCustomer(new FakeCustomer(FakeIds.NewUserId(), displayName), friendship);

    /// <summary>Somebody changes their own profile. LINE tells nobody: accounts find out when they ask (LINE.md §3 has no event for it).</summary>
    public void ChangeCustomer(string userId, Func<FakeCustomer, FakeCustomer> change)
    {
        if (customers.TryGetValue(userId, out var customer)) customers[userId] = change(customer);
        Changed();
    }

    public IReadOnlyList<FakeCustomer> Customers => [.. customers.Values];
    public FakeCustomer? Customer(string userId) => customers.GetValueOrDefault(userId);

    /// <summary>Adds a group or room that the account is in. No webhook is sent.</summary>
    public FakeGroup AddGroup(FakeGroup group)
    {
        groups[group.GroupId] = group;
        Changed();
        return group;
    }

    public FakeGroup NewGroup(string name, params IEnumerable<FakeCustomer> members) => AddGroup(new(FakeIds.NewGroupId(), name, [.. members.Select(m => m.UserId)]));

    /// <summary>A chat of several people that has no name (R#source-room).</summary>
    public FakeGroup NewRoom(params IEnumerable<FakeCustomer> members) => AddGroup(new(FakeIds.NewRoomId(), "", [.. members.Select(m => m.UserId)]));

    /// <summary>The account is asked in. A group says so at once.</summary>
    public async Task InviteAsync(FakeChannel channel, FakeGroup group, CancellationToken ct = default)
    {
        if (group.IsRoom) AddGroup(group with { IsJoined = true, TellsWithFirstEvent = true });
        else await DeliverAsync(channel, [Events.Join(group.GroupId)], ct: ct);
    }

    public IReadOnlyList<FakeGroup> Groups => [.. groups.Values.OrderBy(g => g.Name, StringComparer.Ordinal)];
    public FakeGroup? Group(string groupId) => groups.GetValueOrDefault(groupId);

    public FakeChat Chat(string botUserId, string chatId) => chats.GetOrAdd((botUserId, chatId), key => new(key.BotUserId, key.ChatId, Changed));
    public FakeChat? KnownChat(string botUserId, string chatId) => chats.GetValueOrDefault((botUserId, chatId));

    /// <summary>The customer's phone: what they can do in their chat with a channel (the chosen one, unless named).</summary>
    public FakePhone Phone(FakeCustomer customer, FakeChannel? channel = null) => new(this, channel ?? Current!, customer);

    /// <summary>A member's phone with the group open. Of a member who hides the profile the group's events do not tell the id.</summary>
    public FakePhone GroupPhone(FakeGroup group, FakeCustomer member, FakeChannel? channel = null) => new(this, channel ?? Current!, member, group.GroupId);

    // What came and what went

    /// <summary>Every message object accepted so far, oldest first; a copy.</summary>
    public IReadOnlyList<AcceptedMessage> Accepted { get { lock (accepted) return [.. accepted]; } }

    public FakeContent? Content(string messageId) => contents.GetValueOrDefault(messageId);

    /// <summary>Sends events to the webhook in one signed request and lets the platform remember what they mean: reply tokens begin to
    /// run, messages stand in the chat. Duplicates, other orders and made-up events are welcome.</summary>
    public async Task<WebhookReceipt> DeliverAsync(FakeChannel channel, IEnumerable<JsonObject> events, WebhookOptions? options = null, CancellationToken ct = default)
    {
        options ??= WebhookOptions.Default;
        var batch = events.Select(e => e.DeepClone().AsObject()).ToList();
        if (options.Signature is null) WebhookEffects.Apply(this, channel, batch);
        return await Webhooks.SendAsync(channel, batch, options, isRedelivery => WebhookEffects.StartReplyTokens(this, channel, batch, isRedelivery), ct);
    }

    /// <summary>What happens where the account is not: the chat goes on, and no webhook is sent.</summary>
    internal void Happen(FakeChannel channel, JsonObject happened) => WebhookEffects.Apply(this, channel, [happened]);

    /// <summary>Sends exactly these bytes, once.</summary>
    public Task<WebhookReceipt> DeliverRawAsync(FakeChannel channel, byte[] body, WebhookOptions? options = null, CancellationToken ct = default) =>
        Webhooks.SendRawAsync(channel, body, options ?? WebhookOptions.Default, ct);

    public ValueTask DisposeAsync() => Webhooks.DisposeAsync();
    public void Dispose() => Webhooks.Dispose();

    // For the rules

    internal FakeChannel? ChannelOfToken(string token) =>
        channels.Values.FirstOrDefault(c => c.AccessToken.Is(token))
        ?? (issuedTokens.TryGetValue(token, out var issued) && Clock.GetUtcNow() < issued.Until ? Channel(issued.BotUserId) : null);

    internal void KeepToken(string token, string botUserId, TimeSpan life) => issuedTokens[token] = (botUserId, Clock.GetUtcNow() + life);

    internal string NewQuoteToken(string botUserId, string chatId, string messageId)
    {
        var token = FakeIds.NewQuoteToken();
        quoteTokens[token] = (botUserId, chatId, messageId);
        return token;
    }

    /// <summary>What a message of a customer can be quoted and marked as read by; either may be missing.</summary>
    internal void KeepTokens(string botUserId, string chatId, string messageId, string? quoteToken, string? markAsReadToken)
    {
        if (quoteToken is not null) quoteTokens[quoteToken] = (botUserId, chatId, messageId);
        if (markAsReadToken is not null) markAsReadTokens[markAsReadToken] = (botUserId, chatId, messageId);
    }

    internal bool KnowsQuoteToken(string token, string botUserId, string chatId) =>
        quoteTokens.TryGetValue(token, out var known) && known.BotUserId.Is(botUserId) && known.ChatId.Is(chatId);

    internal string? QuotedBy(string? token) => token is not null && quoteTokens.TryGetValue(token, out var known) ? known.MessageId : null;

    internal (string ChatId, string MessageId)? FindMarkAsReadToken(string token, string botUserId) =>
        markAsReadTokens.TryGetValue(token, out var known) && known.BotUserId.Is(botUserId) ? (known.ChatId, known.MessageId) : null;

    internal void KeepContent(string messageId, FakeContent content)
    {
        contents[messageId] = content;
        foreach (var trouble in content.Troubles) Faults.Add(FakeEndpoint.Content, trouble with { OnlyFor = messageId });
    }

    internal void ChangeGroup(string groupId, Func<FakeGroup, FakeGroup> change)
    {
        if (groups.TryGetValue(groupId, out var group)) AddGroup(change(group));
    }

    internal void LoseContent(string messageId)
    {
        if (contents.TryGetValue(messageId, out var content)) contents[messageId] = new(content.ContentType, default) { IsGone = true };
    }

    internal void Accept(AcceptedMessage message)
    {
        lock (accepted) accepted.Add(message);
        Changed();
    }

    private void Changed() => Interlocked.Increment(ref revision);
}
