using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Simulator;

[Collection(Chromium.Collection)]
public sealed class SimulatorJourneyTests(Chromium chromium) : IAsyncLifetime
{
    private SimulatorHost _host = null!;
    private FakeCustomer _customer = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await SimulatorHost.StartAsync("Development");
        _host.Line.AddChannel(new("Ub07b07b07b07b07b07b07b07b07b07b0", "ร้านกาแฟบ้านสวน", "secret", "token"));
        _customer = _host.Line.AddCustomer("เกรียงไกร ตั้งมั่นคงเจริญทรัพย์ยิ่งยืนยง");
        _host.Line.AddCustomer("ปิ่นแก้ว น้ำใจ");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(375, 812, ColorScheme.Light)]
    [InlineData(1280, 900, ColorScheme.Dark)]
    public async Task A_customer_writes_is_answered_and_takes_a_message_back(int width, int height, ColorScheme colours)
    {
        await using var context = await chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, Locale = "th-TH", ColorScheme = colours });
        var page = await context.NewPageAsync();
        List<string> complaints = [];
        page.Console += (_, message) => { if (message.Type is "error" or "warning") complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(new Uri(_host.BaseUrl, $"/simulator/{_customer.UserId}").ToString());

        // Enter sends, the line is empty for the next words, Shift+Enter makes a new line.
        var line = page.Locator("#composer textarea");
        await line.FillAsync("สวัสดีค่ะ");
        await line.PressAsync("Shift+Enter");
        await line.PressSequentiallyAsync("มีน้ำปั่นไหมคะ");
        await line.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".bubble--mine .bubble__body")).ToHaveTextAsync("สวัสดีค่ะ\nมีน้ำปั่นไหมคะ");
        await Assertions.Expect(line).ToHaveValueAsync("");

        // An answer arrives by itself while the customer is typing; what is typed stays.
        await line.FillAsync("กำลังพิมพ์อยู่");
        using var shop = new HttpClient { BaseAddress = _host.BaseUrl };
        shop.DefaultRequestHeaders.Authorization = new("Bearer", "token");
        using var push = await shop.PostAsJsonAsync(SimulatorSetup.FakeLinePrefix + "/v2/bot/message/push", new
        {
            to = _customer.UserId,
            messages = new[] { new { type = "text", text = "มีค่ะ แก้วละ 65 บาท", sender = new { name = "แอดมินฝน" } } },
        });
        Assert.True(push.IsSuccessStatusCode);
        await Assertions.Expect(page.Locator(".bubble--shop .bubble__body")).ToHaveTextAsync("มีค่ะ แก้วละ 65 บาท");
        await Assertions.Expect(line).ToHaveValueAsync("กำลังพิมพ์อยู่");

        // What can be tapped is tapped; an answer can be quoted.
        using var choices = await shop.PostAsJsonAsync(SimulatorSetup.FakeLinePrefix + "/v2/bot/message/push", JsonNode.Parse($$$"""
            {"to":"{{{_customer.UserId}}}","messages":[
              {"type":"location","title":"ร้านกาแฟบ้านสวน","address":"ถนนหน้าพระลาน กรุงเทพฯ","latitude":13.75,"longitude":100.5},
              {"type":"template","altText":"รับแบบไหนคะ","template":{"type":"buttons","title":"น้ำปั่น","text":"รับแบบไหนคะ","actions":[{"type":"message","label":"หวานน้อย","text":"หวานน้อยค่ะ"},{"type":"uri","label":"ดูเมนู","uri":"https://example.com"}]}},
              {"type":"text","text":"หรือพิมพ์มาได้เลยค่ะ","quickReply":{"items":[{"type":"action","action":{"type":"message","label":"ขอเมนู","text":"ขอเมนูค่ะ"}},{"type":"action","action":{"type":"location","label":"ส่งที่อยู่"}}]}}]}
            """));
        Assert.True(choices.IsSuccessStatusCode);
        await Assertions.Expect(page.Locator(".quick .press")).ToHaveCountAsync(2);
        await ScreenshotAsync(page, width, "offers");
        await page.Locator(".shopcard .press").First.ClickAsync();
        await Assertions.Expect(page.Locator(".bubble--mine .bubble__body").Last).ToHaveTextAsync("หวานน้อยค่ะ");
        await Assertions.Expect(page.Locator(".quick")).ToHaveCountAsync(0);
        await line.FillAsync("");
        var answer = page.Locator(".bubble--shop").First;
        await answer.HoverAsync();
        await answer.Locator("[data-quote]").ClickAsync();
        await Assertions.Expect(page.Locator(".composer__about")).ToContainTextAsync("มีค่ะ แก้วละ 65 บาท");
        await line.FillAsync("ตกลงค่ะ");
        await line.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".bubble__quoted")).ToContainTextAsync("ร้านกาแฟบ้านสวน");
        await Assertions.Expect(page.Locator(".composer__about")).ToBeHiddenAsync();

        // Blanks are no words: a sentence says so, and goes when something is said.
        await line.FillAsync("  ");
        await line.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#notices")).ToContainTextAsync("ยังไม่มีอะไรให้ส่ง");
        await Assertions.Expect(line).ToHaveValueAsync("  ");
        await page.Locator("#notices [data-dismiss]").ClickAsync();
        await Assertions.Expect(page.Locator(".notice")).ToHaveCountAsync(0);

        // A sticker by keyboard, which is at the "+" again for the next; a picture, and a picture of one's own.
        await page.Locator(".composer__plus").PressAsync("Enter");
        await page.Locator(".composer__sticker").First.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".bubble__sticker")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".composer__more")).Not.ToHaveAttributeAsync("open", ""); // it shuts when the request has ended
        await Assertions.Expect(page.Locator(".composer__plus")).ToBeFocusedAsync();
        await page.Locator(".composer__plus").ClickAsync();
        await page.Locator(".sample[value=Photo]").ClickAsync();
        await Assertions.Expect(page.Locator(".bubble__picture")).ToHaveCountAsync(1);
        await page.Locator("input[name=picture]").SetInputFilesAsync(new FilePayload { Name = "รูป.txt", MimeType = "image/png", Buffer = "not a picture"u8.ToArray() });
        await Assertions.Expect(page.Locator("#notices")).ToContainTextAsync("ไม่ใช่รูปภาพ");
        await page.Locator("input[name=picture]").SetInputFilesAsync(new FilePayload { Name = "รูป.png", MimeType = "image/png", Buffer = SamplePicture.Png(3) });
        await Assertions.Expect(page.Locator(".bubble__picture")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator(".notice")).ToHaveCountAsync(0);
        await page.WaitForFunctionAsync("() => { const box = document.querySelector('stick-to-end'); return box.scrollHeight - box.scrollTop - box.clientHeight < 2; }"); // also when the picture has come

        // Take the first message back.
        var first = page.Locator(".bubble--mine").First;
        await first.HoverAsync();
        await first.Locator(".bubble__unsend").ClickAsync();
        await Assertions.Expect(page.Locator(".bubble__body--unsent")).ToHaveCountAsync(1);

        // A fault shows, is opened in the journal, and stays open while the journal goes on.
        await page.Locator(".faults__any summary").ClickAsync();
        await page.Locator("select[name=endpoints]").SelectOptionAsync("Content");
        await Assertions.Expect(page.Locator("option[value=MonthlyLimit]:disabled")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("option[value=NotReady]:enabled")).ToHaveCountAsync(1);
        await page.Locator("select[name=kind]").SelectOptionAsync("ServerError");
        await page.Locator("input[name=calls]").FillAsync("1");
        await page.Locator(".card__row:has(select[name=kind]) .button").ClickAsync();
        await Assertions.Expect(page.Locator(".faults__item")).ToHaveCountAsync(1);
        var newest = page.Locator(".call").First;
        var id = await newest.GetAttributeAsync("id");
        await newest.Locator("summary").ClickAsync();
        await ScreenshotAsync(page, width);
        await page.Locator(".phone__header [value=block]").ClickAsync();
        await Assertions.Expect(page.Locator(".phone__header [value=unblock]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator($"#{id}")).ToHaveAttributeAsync("open", "");

        // Of the journal one sees what one looks for.
        var all = await page.Locator(".call:visible").CountAsync();
        await page.Locator(".journal [value=sending]").CheckAsync();
        await Assertions.Expect(page.Locator(".call:visible")).ToHaveCountAsync(2);
        Assert.True(all > 2);
        await page.Locator(".journal .button").ClickAsync();
        await Assertions.Expect(page.Locator(".call")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".journal [value=sending]")).ToBeCheckedAsync();

        // Nothing hangs over the edge, nothing was refused by the content policy.
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        complaints.RemoveAll(c => c.Contains("422", StringComparison.Ordinal));    // the blanks, and the file that was no picture
        Assert.Empty(complaints);
    }

    [Theory]
    [InlineData(375, 667)]
    [InlineData(1280, 800)]
    public async Task The_writing_line_is_on_the_first_screen_and_where_there_is_room_it_stays_while_the_journal_is_read(int width, int height)
    {
        await using var context = await chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, Locale = "th-TH" });
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(_host.BaseUrl, $"/simulator/{_customer.UserId}").ToString());
        await Assertions.Expect(page.Locator("#composer")).ToBeInViewportAsync(new() { Ratio = 1 });
        await page.Locator(".journal").ScrollIntoViewIfNeededAsync();
        if (width > 1200) await Assertions.Expect(page.Locator("#composer")).ToBeInViewportAsync(new() { Ratio = 1 });
    }

    [Fact]
    public async Task A_member_who_leaves_has_no_writing_line_until_they_come_back()
    {
        var group = _host.Line.NewGroup("บ้านเรา", _host.Line.Customers);
        await using var context = await chromium.Browser.NewContextAsync(new() { Locale = "th-TH" });
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(_host.BaseUrl, $"/simulator/{group.GroupId}-{_customer.UserId}").ToString());
        await page.Locator("[value=memberLeft]").ClickAsync();
        await Assertions.Expect(page.Locator("#composer")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".phone__absent")).ToBeVisibleAsync();
        await page.Locator("[value=memberBack]").ClickAsync();
        await Assertions.Expect(page.Locator("#composer")).ToBeVisibleAsync();
    }

    /// <summary>For people who want to look: SCREENSHOTS names a folder.</summary>
    private static async Task ScreenshotAsync(IPage page, int width, string name = "simulator")
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is not { Length: > 0 } folder) return;
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
    }
}
