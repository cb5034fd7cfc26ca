using System.Net.Http.Headers;
using LiveChat.Core.Messages;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>A cheap phone loads this: the console with fifty rows and a conversation of fifty messages, counted in bytes and requests, which are the same on every machine.</summary>
public sealed class FirstLoadTests(App app, Chromium chromium, ITestOutputHelper output) : BrowserTest(app, chromium), IClassFixture<App>
{
    private const int MostRequests = 15;
    private const int MostBytesOfAConversation = 12_000;

    /// <summary>By content type, in bytes as they travel.</summary>
    private static readonly Dictionary<string, int> MostBytes = new(StringComparer.Ordinal) { ["text/javascript"] = 40_000, ["text/css"] = 25_000, ["text/html"] = 30_000, ["font/woff2"] = 90_000 };

    private static readonly string[] Customers = ["สมศรี ใจดี", "ปาริชาติ วงศ์เจริญ", "James O’Neill", "ธีรภัทร ม.", "กานต์ธิดา 🌸", "ต้นกล้า ณ ปลูกรัก", "Nong Mild ✨", "บอย ช่างแอร์", "ผู้ใหญ่น้ำผึ้ง", "ก้อย"];

    private static readonly string[] Phrases =
    [
        "สวัสดีค่ะ", "น้ำผึ้งป่าแท้", "ขวดใหญ่", "ขวดเล็ก", "ราคาเท่าไหร่คะ", "ส่งวันไหน", "ส่งถึงเชียงใหม่ไหมคะ", "มีปลายทางไหม", "โอนแล้วนะคะ", "ขอเลขพัสดุด้วยค่ะ", "ของแตกมาหนึ่งขวด", "ขอใบกำกับภาษี",
        "เปิดกี่โมง", "วันอาทิตย์หยุดไหม", "ฝากถามหน่อย", "ต่างจากแบบอื่นอย่างไร", "เก็บได้นานแค่ไหน", "เด็กกินได้ไหมคะ", "ซื้อสามขวดลดไหม", "ร้านอยู่แถวไหน", "มีที่จอดรถไหม", "ขอบคุณมากค่ะ", "เดี๋ยวทักใหม่", "รบกวนด้วยนะคะ",
    ];

    private readonly Random random = new(7);

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task The_console_with_fifty_rows_and_fifty_messages_is_a_light_page(string encoding)
    {
        Target.MustBeEmpty();
        var nok = await AnOperatorAsync("ณัฐธิดา", new() { Locale = "th-TH" });
        var customer = await ABusyDayAsync();
        using var visitor = new Visitor(App.BaseUrl);
        await visitor.SignInAsync(nok.Username, App.Password);
        visitor.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("th");
        List<Uri> addresses = [];
        HashSet<Uri> empty = [];
        nok.Page.Request += (_, request) => addresses.Add(new Uri(request.Url));
        nok.Page.Response += (_, response) => { if (response.Status == 204) empty.Add(new Uri(response.Url)); };

        await nok.Opens(customer);
        await nok.Page.EvaluateAsync("() => document.fonts.ready");
        await Expect(nok.Rows).ToHaveCountAsync(50);
        await Expect(nok.Bubbles).ToHaveCountAsync(50);

        output.WriteLine($"{addresses.Count} requests: {string.Join(", ", addresses.Select(address => address.PathAndQuery))}");
        Assert.InRange(addresses.Count, 1, MostRequests);
        var weights = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var address in addresses.ToArray().Where(address => !address.AbsolutePath.StartsWith("/live", StringComparison.Ordinal) && !empty.Contains(address)))
        {
            var (type, bytes) = await WeighAsync(visitor, address, encoding);
            weights[type] = weights.GetValueOrDefault(type) + bytes;
        }
        output.WriteLine($"{encoding}: {weights.Values.Sum()} bytes; {string.Join(", ", weights.Select(weight => $"{weight.Key} {weight.Value}"))}");
        Assert.All(MostBytes, limit => Assert.True(weights[limit.Key] <= limit.Value, $"{weights[limit.Key]} bytes of {limit.Key}, and {limit.Value} at most"));

        visitor.Http.DefaultRequestHeaders.Add("HX-Request", "true");
        var (_, conversation) = await WeighAsync(visitor, new Uri(App.BaseUrl, $"/admin/live-chat/{customer.ConversationId}"), encoding);
        output.WriteLine($"{encoding}: a conversation is {conversation} bytes");
        Assert.InRange(conversation, 1, MostBytesOfAConversation);
    }

    /// <summary>Sixty customers, and one of them has written sixty messages; no two of them alike.</summary>
    private async Task<Customer> ABusyDayAsync()
    {
        Customer customer = null!;
        for (var i = 0; i < 60; i++) customer = await ACustomerAsync(Say(), $"{Customers[i % Customers.Length]} {i}");
        for (var i = 0; i < 60; i++) await customer.Writes(Say());
        await Eventually.TrueAsync(() => App.ReadAsync(async db => await db.Messages.CountAsync(message => message.ConversationId == customer.ConversationId && message.Kind == Message.TextKind) == 61));
        return customer;
    }

    private string Say() => string.Join(' ', random.GetItems(Phrases, random.Next(2, 7)));

    private static async Task<(string Type, long Bytes)> WeighAsync(Visitor visitor, Uri address, string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        using var answer = await visitor.Http.SendAsync(request);
        return (answer.Content.Headers.ContentType?.MediaType ?? "none", (await answer.Content.ReadAsByteArrayAsync()).LongLength);
    }
}
