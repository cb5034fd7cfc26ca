using LiveChat.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>While the application is away, a proxy answers in its place.</summary>
public sealed class ProxyTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Theory]
    [InlineData(502, "")]
    [InlineData(503, "<html><body><h1>503 Service Unavailable</h1></body></html>")]
    [InlineData(500, "oops")]
    public async Task What_a_proxy_says_is_never_shown_and_whoever_did_something_hears_that_it_was_not_done(int status, string body)
    {
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("the server responded with a status of", "MIME type");
        var (mine, waiting) = (await ACustomerOfAsync(nok), await ACustomerAsync("รออยู่", "คนรอ"));
        await nok.Opens(mine);
        await nok.SeesThePanel();
        var before = nok.Page.Url;
        await nok.Page.RouteAsync("**/admin/**", route => route.FulfillAsync(new() { Status = status, Body = body, ContentType = "text/html" }));

        await nok.Page.Locator("#tab-mine").ClickAsync();
        await IsToldAsync("Notice.NoAnswer");
        await nok.Row(waiting).Locator("a").ClickAsync();
        await IsToldAsync("Notice.NoAnswer");
        await nok.Link("Desk.Close").ClickAsync();
        await IsToldAsync("Notice.NoAnswer");
        await Expect(nok.Dialog).ToBeHiddenAsync();
        await nok.Tags("ลูกค้าประจำ");
        await IsToldAsync("Notice.NoAnswer");
        await nok.Answers("ยังไม่ถึง");
        await IsToldAsync("Notice.NotSent");

        await Expect(nok.Box).ToHaveValueAsync("ยังไม่ถึง");
        await Expect(nok.Row(waiting)).ToBeVisibleAsync();
        await Expect(nok.Log(mine)).ToBeVisibleAsync();
        await Expect(nok.Panel.Locator(".customer__name")).ToBeVisibleAsync();
        Assert.Equal(before, nok.Page.Url);
        await nok.Page.UnrouteAllAsync();
        await nok.Box.PressAsync("Enter");
        await mine.Receives("ยังไม่ถึง");
        await Expect(nok.Notices).ToBeEmptyAsync();

        async Task IsToldAsync(string what)
        {
            await Expect(nok.Notices).ToContainTextAsync(nok.Says(what));
            await nok.Notices.GetByRole(AriaRole.Button).ClickAsync();
            await Expect(nok.Notices).ToBeEmptyAsync();
        }
    }
}
