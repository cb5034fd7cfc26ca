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

        // A sticker, a picture, and a picture of one's own.
        await page.Locator(".composer__plus").ClickAsync();
        await page.Locator(".composer__sticker").First.ClickAsync();
        await Assertions.Expect(page.Locator(".bubble__sticker")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".composer__more")).Not.ToHaveAttributeAsync("open", ""); // it shuts when the request has ended
        await page.Locator(".composer__plus").ClickAsync();
        await page.Locator(".sample[value=Photo]").ClickAsync();
        await Assertions.Expect(page.Locator(".bubble__picture")).ToHaveCountAsync(1);
        await page.Locator("input[name=picture]").SetInputFilesAsync(new FilePayload { Name = "รูป.txt", MimeType = "image/png", Buffer = "not a picture"u8.ToArray() });
        await Assertions.Expect(page.Locator("#notice")).ToBeVisibleAsync();
        await page.Locator("input[name=picture]").SetInputFilesAsync(new FilePayload { Name = "รูป.png", MimeType = "image/png", Buffer = SamplePicture.Png(3) });
        await Assertions.Expect(page.Locator(".bubble__picture")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("#notice")).ToBeHiddenAsync();
        await page.WaitForFunctionAsync("() => { const box = document.querySelector('stick-to-end'); return box.scrollHeight - box.scrollTop - box.clientHeight < 2; }"); // also when the picture has come

        // Take the first message back.
        var first = page.Locator(".bubble--mine").First;
        await first.HoverAsync();
        await first.Locator(".bubble__unsend").ClickAsync();
        await Assertions.Expect(page.Locator(".bubble__body--unsent")).ToHaveCountAsync(1);

        // A fault shows, is opened in the journal, and stays open while the journal goes on.
        await page.Locator(".faults__any summary").ClickAsync();
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

        // Nothing hangs over the edge, nothing was refused by the content policy.
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        complaints.RemoveAll(c => c.Contains("422", StringComparison.Ordinal));    // the file that was no picture
        Assert.Empty(complaints);
    }

    /// <summary>For people who want to look: SCREENSHOTS names a folder.</summary>
    private static async Task ScreenshotAsync(IPage page, int width, string name = "simulator")
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is not { Length: > 0 } folder) return;
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
    }
}
