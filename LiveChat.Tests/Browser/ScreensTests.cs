using System.Diagnostics;
using LiveChat.Core.Channels;
using LiveChat.Core.Messages;
using LiveChat.Core.Operators;
using LiveChat.Core.Sessions;
using LiveChat.Core.Tags;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>
/// Every screen of <see cref="Screens"/> in light and dark, wide and narrow, Thai and English: no violation of WCAG 2.2 A and AA, nothing over the
/// edge. SCREENSHOTS names a folder for people who want to look.
/// </summary>
public sealed class ScreensTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    private const string Failed = "ไม่ถึง";
    private const string Uncertain = "ไม่แน่ใจ";
    private static readonly string LongName = string.Concat(Enumerable.Repeat("ผู้ใหญ่บ้านน้ำผึ้ง", 5));
    private readonly ScreenWorld world = new();
    private Account account = null!;

    /// <summary>One width in one kind of light: a stranger's browser and an operator's.</summary>
    private sealed record Variant(string Name, Operator Stranger, Operator Nok)
    {
        public List<string> Faults { get; } = [];
        public int Views { get; set; }
    }

    [Fact]
    public async Task Whatever_the_screen_everybody_can_use_it()
    {
        Target.MustBeThisProcess();
        var watch = Stopwatch.StartNew();
        account = await AnAdministratorAsync("ณัฐธิดา วงศ์สุวรรณ");
        Variant[] variants =
        [
            await AVariantAsync(1280, ColorScheme.Light, "th-TH"), await AVariantAsync(1280, ColorScheme.Dark, "en-GB"),
            await AVariantAsync(375, ColorScheme.Light, "en-GB"), await AVariantAsync(375, ColorScheme.Dark, "th-TH"),
        ];

        await LookAsync(variants, Screens.All.Where(screen => screen.State == ScreenState.Empty));
        await FillAsync();
        await LookAsync(variants, Screens.All.Where(screen => screen.State != ScreenState.Empty));

        var faults = variants.SelectMany(variant => variant.Faults).ToList();
        Figures.Tell($"axe, WCAG 2.2 A and AA, {variants.Length} variants (light and dark, 1280 and 375 px, Thai and English): {variants.Sum(variant => variant.Views)} views of {Screens.All.Select(screen => screen.Address.Split('?')[0]).Distinct().Count()} addresses "
            + $"({string.Join(", ", Screens.All.CountBy(screen => screen.State).OrderBy(state => state.Key).Select(state => $"{state.Value * variants.Length} {state.Key.ToString().ToLowerInvariant()}"))}), {faults.Count} violations, {watch.Elapsed.TotalSeconds:0} s");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private async Task<Variant> AVariantAsync(int width, ColorScheme colours, string locale)
    {
        BrowserNewContextOptions Browser() =>
            new() { ViewportSize = new() { Width = width, Height = width == 375 ? 812 : 800 }, ColorScheme = colours, Locale = locale, ReducedMotion = ReducedMotion.Reduce };
        var variant = new Variant($"{width}-{locale[..2]}-{colours}".ToLowerInvariant(), await ABrowserAsync("Nobody", Browser()), await ABrowserAsync(account.Name, Browser()));
        await ComesInAsync(variant.Nok, account);
        foreach (var someone in new[] { variant.Stranger, variant.Nok }) someone.WillHearOf("ERR_", "Failed to fetch", "401", "404", "409", "422");
        return variant;
    }

    private Task LookAsync(IEnumerable<Variant> variants, IEnumerable<Screen> screens) => Task.WhenAll(variants.Select(async variant =>
    {
        foreach (var screen in screens) await LookAsync(variant, screen);
    }));

    private async Task LookAsync(Variant variant, Screen screen)
    {
        var who = screen.IsForStrangers ? variant.Stranger : variant.Nok;
        try
        {
            await who.Page.GotoAsync(world.AddressOf(screen.Address, who.BaseUrl));
            if (await who.Connection.CountAsync() > 0) await who.IsLive();
            if (screen.Steps is { } steps) await steps(new(who, world));
            await IsFineAsync(variant, screen, who.Page);
        }
        catch (PlaywrightException exception)
        {
            variant.Faults.Add($"{screen.Name}-{variant.Name}: {exception.Message}");
        }
        await who.Page.UnrouteAllAsync();
        await who.Context.SetOfflineAsync(false);
        if (!screen.IsForStrangers) await ComesInAsync(who, account);
    }

    private static async Task IsFineAsync(Variant variant, Screen screen, IPage page)
    {
        var name = $"{screen.Name}-{variant.Name}";
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
        variant.Faults.AddRange((await page.FaultsAsync()).Select(fault => $"{name}: {fault}"));
        variant.Views++;
        var (sideways, downwards) = (await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth - innerWidth"), await page.EvaluateAsync<int>("document.querySelector('.window') ? document.scrollingElement.scrollHeight - innerHeight : 0"));
        if (sideways > 0 || downwards > 0) variant.Faults.Add($"{name}: {sideways} px too wide, {downwards} px too high");
    }

    private async Task FillAsync()
    {
        world.Add("canned", await App.ReadAsync(db => db.CannedResponses.Select(response => response.Id).FirstAsync()));
        await App.UseAsync((CreateTag use) => use.RunAsync(account.Id, "ลูกค้าประจำ", TagColour.Teal, CancellationToken.None));
        world.Add("tag", await App.ReadAsync(db => db.Tags.Select(tag => tag.Id).SingleAsync()));
        var lek = await Stage.AnOperatorAsync(ScreenWorld.Colleague, "th", at: null);
        for (var i = 0; i < 8; i++) await ACustomerAsync($"มีของไหมคะ {i}", $"ลูกค้า {i}");
        await App.ReadAsync(db => db.ConsoleSettings.ExecuteUpdateAsync(set => set.SetProperty(settings => settings.Farewell, "ขอบคุณที่ทักมานะคะ/ครับ คุณ{{customer}} หากมีคำถามเพิ่มเติม ทักได้เลยค่ะ/ครับ")));
        world.Add("closed", (await ServedAsync(lek, "ขอบคุณค่ะ", "ก้อย")).ConversationId);
        await App.UseAsync((CloseSession use) => use.RunAsync(world["closed"], lek.Id, reason: null, saysFarewell: true, CancellationToken.None));
        world.Add("others", (await ServedAsync(lek, "https://example.com/" + new string('x', 200), "James")).ConversationId);
        world.Add("long", (await ServedAsync(account, string.Concat(Enumerable.Repeat("น้ำใจ ", 833)), "น้ำใจ")).ConversationId);
        world.Add("waiting", (await ACustomerAsync("ใครว่างคะ", LongName)).ConversationId);
        var mine = await ServedAsync(account, "สวัสดีค่ะ น้ำผึ้งป่าขวดละเท่าไหร่คะ ที่นี่ใช้ได้ไหม", LongName);
        world.Add("mine", mine.ConversationId);
        await App.UseAsync((TagConversation use) => use.RunAsync(mine.ConversationId, account.Id, "ลูกค้าประจำ", CancellationToken.None));
        await mine.Writes("https://www.example.com/สินค้า/" + string.Concat(Enumerable.Repeat("กขฃคฅฆงจฉ", 20)));
        await mine.SendsASticker();
        await mine.SendsAPicture();
        await FillWithKindsAsync();
        await FillChannelsAsync();
        await AnswerAsync(mine.ConversationId, "ค่ะ", "ขวดละ 250 บาทค่ะ\nส่งฟรีเมื่อสั่งสองขวดขึ้นไป", Failed, Uncertain);
    }

    /// <summary>A group that sends everything LINE has, an edited and an unsent message among it.</summary>
    private async Task FillWithKindsAsync()
    {
        var (mani, mana) = (App.Line.AddCustomer("มานี มีนา"), App.Line.AddCustomer(LongName));
        var group = App.Line.NewGroup("ลูกบ้านหมู่ 4 ริมน้ำ", mani, mana);
        var (phone, other, channel) = (App.Line.GroupPhone(group, mani, App.LineHost.Channel), App.Line.GroupPhone(group, mana, App.LineHost.Channel), App.LineHost.Channel);
        await phone.DoAsync(App.Line.Events.Join(group.GroupId));
        var said = await phone.SendTextAsync("น้ำไม่ไหลตั้งแต่เช้าค่ะ");
        await phone.EditAsync(said.Message.Id, "น้ำไม่ไหลตั้งแต่เมื่อวานค่ะ");
        await other.UnsendAsync((await other.SendTextAsync("ส่งผิดกลุ่ม")).Message.Id);
        await other.SendStickerAsync("446", "1988", ["ดีใจ"]);
        await phone.SendAlbumAsync([SampleMedia.Tea, SampleMedia.Cloth, SampleMedia.Upright]);
        await other.SendVideoAsync(SampleMedia.Clip, SampleMedia.ClipDurationMs);
        await phone.SendAudioAsync(SampleMedia.Voice, SampleMedia.VoiceDurationMs);
        await other.SendFileAsync(SampleMedia.Menu, SampleMedia.MenuName);
        await phone.SendLocationAsync(18.7883, 98.9853, "ศาลาหมู่บ้าน", "หมู่ 4 ต.ริมน้ำ อ.เมือง เชียงใหม่");
        await other.PostbackAsync("action=report&place=4");
        await phone.DoAsync(App.Line.Events.Message(channel, phone.Source, "hologram", canBeQuoted: false, _ => { }));
        await other.QuoteAsync(said.Message.Id, "บ้านผมก็ไม่ไหลครับ");
        await Eventually.TrueAsync(() => App.ReadAsync(db => db.Messages.AnyAsync(message => message.Text == "บ้านผมก็ไม่ไหลครับ")));
        var conversation = await App.ReadAsync(db => db.Conversations.SingleAsync(found => found.Customer.LineId == group.GroupId));
        world.Add("kinds", conversation.Id);
        world.Add("edited", await App.ReadAsync(db => db.Messages.Where(message => message.ConversationId == conversation.Id && message.EditedAt != null).Select(message => message.Id).SingleAsync()));
        world.Add("quoted", await App.ReadAsync(db => db.Messages.Where(message => message.Text == "บ้านผมก็ไม่ไหลครับ").Select(message => message.Id).SingleAsync()));
        await Stage.ClaimAsync(conversation.Id, account.Id);
    }

    /// <summary>A second account, whose secret is being changed, and an event that could not be read.</summary>
    private async Task FillChannelsAsync()
    {
        var shop = App.NewAccount("ร้านดอกไม้ริมน้ำปิง สาขาเชียงใหม่");
        world.Add("channel", await App.GivenChannelAsync(shop));
        var reissued = App.Line.AddChannel(shop with { Secret = new string('e', 32) });
        await App.UseAsync((ChangeChannelKeys use) => use.RunAsync(account.Id, world["channel"], TokenKind.Stateless, new(null, reissued.Secret, null), CancellationToken.None));
        var (customer, dead) = (App.Line.AddCustomer("คนรักดอกไม้"), App.Line.Events.Text(reissued, "U" + new string('9', 32), "อ่านไม่ได้"));
        dead["type"] = 7;
        await App.Line.DeliverAsync(reissued, [dead]);
        await App.Line.Phone(customer, reissued).SendTextAsync("กุหลาบขาวมีไหมคะ");
        await App.ReceivedAsync(customer, "กุหลาบขาวมีไหมคะ");
        world.Add("event", await App.ReadAsync(db => db.WebhookEvents.OrderByDescending(received => received.Id).Select(received => received.Id).FirstAsync()));
        Assert.Equal(401, await App.PostWebhookAsync("{}", "nobody's"));
    }

    /// <summary>Somebody to whom every page opens.</summary>
    private async Task<Account> AnAdministratorAsync(string name)
    {
        var someone = await App.GivenOperatorAsync("screens", OperatorRole.SuperAdmin, name);
        using var visitor = await App.SignedInAsync(someone.Username);
        return new(someone.Id, someone.Username, App.Password, name, visitor.Cookies.GetCookies(App.BaseUrl));
    }

    private async Task<Customer> ServedAsync(Account owner, string text, string name)
    {
        var customer = await ACustomerAsync(text, name);
        await Stage.ClaimAsync(customer.ConversationId, owner.Id);
        return customer;
    }

    /// <summary>All arrive; then it is as if LINE had refused one and had not said what became of another.</summary>
    private async Task AnswerAsync(long conversation, params string[] texts)
    {
        foreach (var text in texts) await App.UseAsync((SendReply use) => use.RunAsync(conversation, account.Id, text, Guid.NewGuid().ToString("N"), CancellationToken.None));
        await Eventually.TrueAsync(() => App.ReadAsync(async db => await db.Messages.CountAsync(message => message.ConversationId == conversation && message.DeliveryState == DeliveryState.Accepted) == texts.Length));
        await App.ReadAsync(db => db.Messages.Where(message => message.ConversationId == conversation && message.Text == Failed)
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.DeliveryState, DeliveryState.Failed).SetProperty(message => message.DeliveryProblem, DeliveryProblem.QuotaUsedUp)));
        await App.ReadAsync(db => db.Messages.Where(message => message.ConversationId == conversation && message.Text == Uncertain)
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.DeliveryState, DeliveryState.Uncertain)));
    }
}
