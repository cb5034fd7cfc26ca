using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using LiveChat.Core.Messages;
using LiveChat.Core.Sessions;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>
/// Every screen in light and dark, wide and narrow, Thai and English: no violation of WCAG 2.2 A and AA, nothing over the edge. SCREENSHOTS names a
/// folder for people who want to look.
/// </summary>
public sealed class ScreensTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    private static readonly AxeRunOptions Rules = new() { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa") };
    private static readonly string LongName = string.Concat(Enumerable.Repeat("ผู้ใหญ่บ้านน้ำผึ้ง", 5));
    private readonly List<string> faults = [];
    private Operator nok = null!;
    private string variant = "";

    [Theory]
    [InlineData(1280, ColorScheme.Light, "th-TH")]
    [InlineData(1280, ColorScheme.Dark, "en-GB")]
    [InlineData(375, ColorScheme.Light, "en-GB")]
    [InlineData(375, ColorScheme.Dark, "th-TH")]
    public async Task Whatever_the_screen_everybody_can_use_it(int width, ColorScheme colours, string locale)
    {
        variant = $"{width}-{locale[..2]}-{colours}".ToLowerInvariant();
        BrowserNewContextOptions browser = new() { ViewportSize = new() { Width = width, Height = width == 375 ? 812 : 800 }, ColorScheme = colours, Locale = locale, ReducedMotion = ReducedMotion.Reduce };
        await SignInAsync(browser);
        nok = await AnOperatorAsync("ณัฐธิดา วงศ์สุวรรณ", browser);
        var lek = await AnOperatorAsync("เล็ก");
        await nok.OpensTheList("bot");
        await IsFineAsync("empty-list");

        var people = await PeopleAsync(lek);
        await nok.OpensTheList();
        await IsFineAsync("list");
        await nok.Opens(people.Waiting);
        await IsFineAsync("waiting");
        await nok.Opens(people.Others);
        await IsFineAsync("others");
        await MineAsync(people.Waiting);
        await NoticesAsync(lek);
        await nok.Opens(people.Closed);
        await IsFineAsync("closed");
        await DisconnectedAsync(people.Waiting);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private async Task SignInAsync(BrowserNewContextOptions browser)
    {
        nok = await ABrowserAsync("Nobody", browser);
        nok.WillHearOf("404", "422");
        await nok.Page.GotoAsync("/login");
        await IsFineAsync("sign-in");
        await nok.SignsIn("nobody", "wrong");
        await Expect(nok.Page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        await IsFineAsync("sign-in-wrong");
        await nok.Page.GotoAsync("/problem/404");
        await IsFineAsync("problem");
    }

    private async Task<(Customer Waiting, Customer Others, Customer Closed)> PeopleAsync(Operator lek)
    {
        for (var i = 0; i < 8; i++) await ACustomerAsync($"มีของไหมคะ {i}", $"ลูกค้า {i}");
        var closed = await ACustomerOfAsync(lek, "ขอบคุณค่ะ", "ก้อย");
        await App.UseAsync((CloseSession use) => use.RunAsync(closed.ConversationId, lek.Id, reason: null, CancellationToken.None));
        var others = await ACustomerOfAsync(lek, "https://example.com/" + new string('x', 200), "James");
        var waiting = await ACustomerAsync("สวัสดีค่ะ น้ำผึ้งป่าขวดละเท่าไหร่คะ ที่นี่ใช้ได้ไหม", LongName);
        await waiting.Writes("https://www.example.com/สินค้า/" + string.Concat(Enumerable.Repeat("กขฃคฅฆงจฉ", 20)));
        await App.Line.Phone(waiting.Line).SendStickerAsync("446", "1988");
        return (waiting, others, closed);
    }

    private async Task MineAsync(Customer customer)
    {
        await nok.Opens(customer);
        await nok.Claims();
        foreach (var text in new[] { "ค่ะ", "ขวดละ 250 บาทค่ะ\nส่งฟรีเมื่อสั่งสองขวดขึ้นไป", "ไม่ถึง", "ไม่แน่ใจ" }) await nok.Answers(text);
        await Expect(nok.Page.Locator("[data-delivery=accepted]")).ToHaveCountAsync(4);
        await App.ReadAsync(db => db.Messages.Where(message => message.Text == "ไม่ถึง" && message.ConversationId == customer.ConversationId)
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.DeliveryState, DeliveryState.Failed).SetProperty(message => message.DeliveryProblem, DeliveryProblem.QuotaUsedUp)));
        await App.ReadAsync(db => db.Messages.Where(message => message.Text == "ไม่แน่ใจ" && message.ConversationId == customer.ConversationId)
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.DeliveryState, DeliveryState.Uncertain)));
        await nok.Opens(customer);
        await nok.Types("บรรทัดหนึ่ง\nบรรทัดสอง\nบรรทัดสาม");
        await IsFineAsync("mine");
        await customer.Writes(string.Concat(Enumerable.Repeat("น้ำใจ ", 833)));
        await Expect(nok.Bubbles.Last).ToContainTextAsync("น้ำใจ น้ำใจ");
        await IsFineAsync("mine-long");
        await nok.Types(new string('ก', 5001));
        await IsFineAsync("too-long");
        await nok.Types("");
        await nok.TypesOnTheKeyboard("/");
        await Expect(nok.Choices.First).ToBeVisibleAsync();
        await IsFineAsync("choosing");
        await nok.Types("");
        await nok.WritesANote("@เล็ก ดูให้หน่อย");
        await Expect(nok.Page.Locator(".message--note")).ToBeVisibleAsync();
        await IsFineAsync("note");
        await nok.Page.GotoAsync("/admin/canned-responses");
        await nok.Page.Locator("summary").First.ClickAsync();
        await IsFineAsync("canned-responses");
        await nok.Page.Locator(".canned__actions a").First.ClickAsync();
        await IsFineAsync("canned-response");
    }

    private async Task NoticesAsync(Operator lek)
    {
        var customer = await ACustomerAsync("ใครว่างคะ", "ใครว่าง");
        await nok.Opens(customer);
        nok.WillHearOf("409");
        await nok.Page.RouteAsync("**/claim", async route =>
        {
            await App.UseAsync((ClaimSession use) => use.RunAsync(customer.ConversationId, lek.Id, CancellationToken.None));
            await route.ContinueAsync();
        });
        await nok.Claims();
        await Expect(nok.Notices).ToContainTextAsync("เล็ก");
        await Expect(nok.Button("Desk.Claim")).ToHaveCountAsync(0);
        await IsFineAsync("notice");
    }

    private async Task DisconnectedAsync(Customer customer)
    {
        nok.WillHearOf("ERR_", "401", "Failed to fetch");
        await nok.Page.RouteAsync("**/live", route => route.AbortAsync());
        await nok.Page.GotoAsync($"/admin/live-chat/{customer.ConversationId}");
        await Expect(nok.Connection).ToHaveAttributeAsync("data-state", "reconnecting");
        await IsFineAsync("reconnecting");
        await nok.Context.SetOfflineAsync(true);
        await Expect(nok.Connection).ToHaveAttributeAsync("data-state", "offline");
        await IsFineAsync("offline");
        await nok.Context.SetOfflineAsync(false);
        await nok.Context.ClearCookiesAsync(new() { Name = "livechat" });
        await Expect(nok.SignedOut).ToBeVisibleAsync();
        await IsFineAsync("signed-out");
    }

    private async Task IsFineAsync(string screen)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
            await nok.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{screen}-{variant}.png") });
        var found = await nok.Page.RunAxe(Rules);
        faults.AddRange(found.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{screen}: {violation.Id}: {node.Html}")));
        var (sideways, downwards) = (await nok.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth - innerWidth"), await nok.Page.EvaluateAsync<int>("document.querySelector('.console') ? document.scrollingElement.scrollHeight - innerHeight : 0"));
        if (sideways > 0 || downwards > 0) faults.Add($"{screen}: {sideways} px too wide, {downwards} px too high");
    }
}
