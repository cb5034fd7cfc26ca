using System.Net.Http.Headers;
using LiveChat.Tests.Support;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>DESIGN.md, Speed: a cheap phone loads this. Counted in bytes and requests, which are the same on every machine.</summary>
public sealed class FirstLoadTests(App app, Chromium chromium, ITestOutputHelper output) : BrowserTest(app, chromium), IClassFixture<App>
{
    private const int MostBytes = 150_000;
    private const int MostRequests = 25;

    [Fact]
    public async Task The_console_with_fifty_rows_and_fifty_messages_is_a_light_page()
    {
        Target.MustBeEmpty();
        var nok = await AnOperatorAsync("ณัฐธิดา", new() { Locale = "th-TH" });
        Customer customer = null!;
        for (var i = 0; i < 60; i++) customer = await ACustomerAsync($"สวัสดีค่ะ สนใจน้ำผึ้งป่าแท้ขวดใหญ่ ส่งวันไหนคะ {i}", $"คุณลูกค้า ใจดีมาก {i}");
        for (var i = 0; i < 60; i++) await customer.Writes($"อยากทราบว่าน้ำผึ้งแบบที่ {i} ต่างจากแบบอื่นอย่างไรคะ ราคาเท่าไหร่");
        await customer.IsHeard("อยากทราบว่าน้ำผึ้งแบบที่ 59 ต่างจากแบบอื่นอย่างไรคะ ราคาเท่าไหร่");

        using var visitor = new Visitor(App.BaseUrl);
        await visitor.SignInAsync(nok.Username, App.Password);
        List<Uri> addresses = [];
        nok.Page.Request += (_, request) => addresses.Add(new Uri(request.Url));
        await nok.Opens(customer);

        Assert.InRange(addresses.Count, 1, MostRequests);
        foreach (var encoding in new[] { "br", "gzip" })
        {
            List<(string Path, long Bytes)> weights = [];
            foreach (var address in addresses.Where(address => !address.AbsolutePath.StartsWith("/live", StringComparison.Ordinal) && address.Query == "" && !address.AbsolutePath.EndsWith("/reading", StringComparison.Ordinal)))
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
                using var answer = await visitor.Http.SendAsync(request);
                weights.Add((address.AbsolutePath, (await answer.Content.ReadAsByteArrayAsync()).LongLength));
            }
            output.WriteLine($"{encoding}: {weights.Sum(weight => weight.Bytes)} bytes; {string.Join(", ", weights.Select(weight => $"{Path.GetFileName(weight.Path)} {weight.Bytes}"))}");
            Assert.InRange(weights.Sum(weight => weight.Bytes), 1, MostBytes);
        }
        output.WriteLine($"{addresses.Count} requests: {string.Join(", ", addresses.Select(address => address.PathAndQuery))}");
    }
}
