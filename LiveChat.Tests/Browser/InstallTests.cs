using LiveChat.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>What the service worker keeps, and what it leaves to the network.</summary>
public sealed class InstallTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task Without_a_connection_the_console_says_so_and_with_one_it_goes_on_and_nothing_of_an_earlier_version_or_a_customer_is_kept()
    {
        var nok = await AnOperatorAsync("Nok", new() { ServiceWorkers = ServiceWorkerPolicy.Allow, Locale = "th-TH" });
        nok.WillHearOf("ERR_INTERNET_DISCONNECTED", "Failed to fetch");
        var customer = await ACustomerAsync("ความลับของลูกค้า");
        await nok.Page.GotoAsync("/offline"); // a page without script: nobody has registered a worker yet
        await nok.Page.EvaluateAsync("async () => { const old = await caches.open('an earlier version'); await old.put('/js/livechat.old.js', new Response('stale')); }");

        await nok.Opens(customer);
        await nok.Page.EvaluateAsync("() => navigator.serviceWorker.ready");
        await nok.Page.ReloadAsync();
        await nok.IsLive();
        var kept = await nok.Page.EvaluateAsync<string[]>("""
            async () => (await Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).map(request => new URL(request.url).pathname)))).flat()
            """);
        Assert.Equal(["/css", "/fonts", "/fonts", "/icons", "/js", "/offline"], kept.Select(path => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : path).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(kept, path => path.Contains("old", StringComparison.Ordinal));

        await nok.Context.SetOfflineAsync(true);
        await nok.Page.GotoAsync($"/admin/live-chat/{customer.ConversationId}");
        await Expect(nok.Page.GetByRole(AriaRole.Heading, new() { Name = nok.Says("Offline.Title") })).ToBeVisibleAsync();
        await nok.Context.SetOfflineAsync(false);
        await nok.Page.GetByRole(AriaRole.Link, new() { Name = nok.Says("Offline.Again") }).ClickAsync();
        await Expect(nok.Bubble("ความลับของลูกค้า")).ToBeVisibleAsync();
        await nok.IsLive();
    }
}
