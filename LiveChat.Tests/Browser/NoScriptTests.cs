using LiveChat.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>Where script fails, links and plain forms do the work.</summary>
public sealed class NoScriptTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task Without_script_one_signs_in_filters_reads_answers_and_chooses_a_language()
    {
        var account = await Stage.AnOperatorAsync("Nok", "en", at: null);
        var nok = await ABrowserAsync(account.Name, new() { JavaScriptEnabled = false });
        await nok.Page.GotoAsync("/login");
        (nok.Id, nok.Username, nok.Password) = (account.Id, account.Username, account.Password);
        await nok.SignsInAgain();
        var customer = await ACustomerOfAsync(nok, "ส่งต่างจังหวัดไหมคะ");

        await nok.Page.GotoAsync("/admin/live-chat");
        await nok.Page.Locator("#tab-active").ClickAsync();
        await nok.Row(customer).Locator("a").First.ClickAsync();
        await Expect(nok.Bubble("ส่งต่างจังหวัดไหมคะ")).ToBeVisibleAsync();
        await nok.Types("ส่งทั่วประเทศค่ะ");
        await nok.Composer.Locator(".composer__send").ClickAsync();

        await customer.Receives("ส่งทั่วประเทศค่ะ");
        await Expect(nok.Bubble("ส่งทั่วประเทศค่ะ")).ToHaveCountAsync(1);
        await Expect(nok.Page).ToHaveURLAsync(new Uri(nok.BaseUrl, $"/admin/live-chat/{customer.ConversationId}").ToString());
        await nok.Page.Locator(".language [lang=th]").ClickAsync();
        await Expect(nok.Page.Locator("html")).ToHaveAttributeAsync("lang", "th");
        await Expect(nok.Bubble("ส่งทั่วประเทศค่ะ")).ToBeVisibleAsync();
    }
}
