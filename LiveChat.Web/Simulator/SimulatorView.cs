namespace LiveChat.Web.Simulator;

/// <summary>All that the simulator's page shows at one moment.</summary>
public sealed record SimulatorView(string Version, TimeZoneInfo Zone, PhoneView? Phone, IReadOnlyList<PersonView> People, IReadOnlyList<GroupView> Groups, PlatformView Platform)
{
    /// <summary>A sentence about what was refused just now: a key of the texts.</summary>
    public string? Notice { get; init; }

    public DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone);
}

/// <summary>The phone's screen. Every form of the page lies below <see cref="Path"/>.</summary>
public sealed record PhoneView(PhoneId Id, FakeChannel Channel, FakeCustomer Customer, IReadOnlyList<BubbleView> Bubbles, Friendship Friendship, bool IsShopTyping)
{
    /// <summary>The group that is open, and who is in it.</summary>
    public FakeGroup? Group { get; init; }

    public IReadOnlyList<FakeCustomer> Members { get; init; } = [];

    public string Path => $"/simulator/{Id}";

    /// <summary>Shown under the last message only (R#quick-reply).</summary>
    public BubbleView? WithQuickReplies => Bubbles is [.., { Message.IsUnsent: false, QuickReplies.Count: > 0 } last] ? last : null;
}

/// <summary>A line in the list of customers.</summary>
public sealed record PersonView(FakeCustomer Customer, Friendship Friendship, FakeMessage? LastMessage, bool IsChosen);

/// <summary>A group in the list, opened on a member's phone.</summary>
public sealed record GroupView(FakeGroup Group, PhoneId Phone, FakeMessage? LastMessage, bool IsChosen);

/// <summary>The platform behind the phone.</summary>
public sealed record PlatformView(
    Uri? WebhookUrl, long? QuotaLimit, long QuotaUsed, bool RedeliveryIsOn, int WaitingForRedelivery, IReadOnlyList<WebhookTrouble> Troubles, bool HoldsWebhook,
    IReadOnlyList<PlannedFault> Faults, IReadOnlyList<JournalEntry> Calls, IReadOnlyList<FakeChannel> Accounts);

/// <summary>A sticker to send. The picture is LINE's own and stays there; the phone shows a sign in its place.</summary>
public sealed record SampleSticker(string PackageId, string StickerId, string Sign, params string[] Keywords)
{
    public static IReadOnlyList<SampleSticker> All { get; } =
    [
        new("446", "1988", "😀", "happy", "hello"),
        new("446", "1989", "😍", "love"),
        new("446", "1990", "🙏", "thanks"),
        new("789", "10855", "👍", "ok", "good"),
        new("11537", "52002734", "🎉", "celebrate"),
        new("11538", "51626494", "😭", "cry", "sad"),
        new("11539", "52114110", "😡", "angry"),
        new("6325", "10979904", "👋", "wave", "bye"),
    ];

    public static SampleSticker? Find(string? packageId, string? stickerId) => All.FirstOrDefault(s => s.PackageId.Is(packageId) && s.StickerId.Is(stickerId));
}
