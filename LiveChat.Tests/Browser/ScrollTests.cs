using LiveChat.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>A whole life of a conversation scrolled through: what the page holds does not grow with it.</summary>
public sealed class ScrollTests(App app, Chromium chromium, ITestOutputHelper output) : BrowserTest(app, chromium), IClassFixture<App>
{
    private const int Messages = 10_000;

    private sealed record Load(int Entries, int Nodes, double HeapMegabytes);

    [Fact]
    public async Task Ten_thousand_messages_from_the_end_to_the_beginning_and_back_never_weigh_more_than_a_window()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerAsync();
        await App.GivenPastAsync(customer.ConversationId, Messages);
        await nok.Opens(customer);
        var browser = await nok.Context.NewCDPSessionAsync(nok.Page);
        await browser.SendAsync("Performance.enable");
        var opened = await WeighAsync(nok, browser);

        var up = await ScrollAsync(nok, browser, "older", "box => { box.scrollTop = 0; }");
        await Expect(nok.Bubble("ข้อความที่ 0")).ToBeVisibleAsync();
        var down = await ScrollAsync(nok, browser, "newer", "box => { box.scrollTop = box.scrollHeight; }");
        await nok.ScrollsToTheEnd();
        await Expect(nok.Bubble("สวัสดีค่ะ")).ToBeInViewportAsync();

        foreach (var (where, load) in new[] { ("opened", opened), ("upwards, at most", up), ("downwards, at most", down), ("back at the end", await WeighAsync(nok, browser)) })
            output.WriteLine($"{where}: {load.Entries} entries, {load.Nodes} DOM nodes, JS heap {load.HeapMegabytes:0.0} MB");
        Assert.InRange(Math.Max(up.Entries, down.Entries), 300, 400);
        Assert.InRange(Math.Max(up.Nodes, down.Nodes), 1, 10 * opened.Nodes); // seven windows of the first, not two hundred
    }

    /// <summary>Until there is no more, one stretch at a time. The heaviest moment.</summary>
    private static async Task<Load> ScrollAsync(Operator someone, ICDPSession browser, string side, string scroll)
    {
        var most = new Load(0, 0, 0);
        for (var stretch = 0; await someone.Page.Locator($"[data-edge={side}]:not([hidden])").CountAsync() > 0; stretch++)
        {
            Assert.True(stretch < Messages, "Scrolling does not come to an end.");
            var edge = await EdgeAsync();
            await someone.Scroller.EvaluateAsync(scroll);
            await Eventually.TrueAsync(async () => await EdgeAsync() != edge);
            if (stretch % 20 == 19)
            {
                var now = await WeighAsync(someone, browser);
                most = new(Math.Max(most.Entries, now.Entries), Math.Max(most.Nodes, now.Nodes), Math.Max(most.HeapMegabytes, now.HeapMegabytes));
            }
        }
        return most;

        Task<string> EdgeAsync() => someone.Page.EvaluateAsync<string>("side => { const all = document.querySelectorAll('.messages > [id^=message-]'); return (side === 'older' ? all[0] : all[all.length - 1]).id; }", side);
    }

    private static async Task<Load> WeighAsync(Operator someone, ICDPSession browser)
    {
        await browser.SendAsync("HeapProfiler.collectGarbage");
        var metrics = (await browser.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray().ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble(), StringComparer.Ordinal);
        return new(await someone.Page.Locator(".messages > *").CountAsync(), (int)metrics["Nodes"], metrics["JSHeapUsedSize"] / 1024 / 1024);
    }
}
