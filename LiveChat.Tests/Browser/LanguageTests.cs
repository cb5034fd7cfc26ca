using LiveChat.Tests.Support;
using Xunit;

namespace LiveChat.Tests.Browser;

public sealed class LanguageTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Theory]
    [InlineData("th-TH", "en")]
    [InlineData("en-GB", "th")]
    public async Task Page_and_live_changes_speak_the_operators_language_and_change_it_with_one_button(string locale, string other)
    {
        var nok = await AnOperatorAsync("Nok", new() { Locale = locale });
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        foreach (var language in new[] { nok.Language, other })
        {
            if (nok.Language != language)
            {
                await nok.Page.Locator($".language [lang={language}]").ClickAsync();
                nok.Language = language;
            }
            await Expect(nok.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
            await nok.IsLive();
            await Expect(nok.Connection).ToHaveTextAsync(nok.Says("Connection.Live"), new() { UseInnerText = true });
            await Expect(nok.Row(customer)).ToContainTextAsync(nok.Says("Status.active"));
            await nok.Answers($"ค่ะ {language}");
            await Expect(nok.Bubble($"ค่ะ {language}")).ToContainTextAsync(nok.Says("Delivery.accepted"));
            await Expect(nok.Row(customer)).ToContainTextAsync(nok.Says("Row.Us"));
            await nok.Closes();
            await Expect(nok.Composer).ToContainTextAsync(nok.Says("Composer.Closed"));
            await Expect(nok.Row(customer)).ToContainTextAsync(nok.Says("Status.closed"));
            await nok.Reopens();
            await Expect(nok.Box).ToBeEnabledAsync();
        }
    }

    [Fact]
    public async Task Another_language_leaves_the_conversation_open_that_is_open_now()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerAsync();
        await nok.OpensTheList();
        await nok.Chooses(customer);
        await nok.Page.Locator(".language [lang=th]").ClickAsync();
        await Expect(nok.Page.Locator("html")).ToHaveAttributeAsync("lang", "th");
        await Expect(nok.Log(customer)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Two_operators_in_two_languages_watch_the_same_conversation_each_in_their_own()
    {
        var (nok, lek) = (await AnOperatorAsync("Nok", new() { Locale = "th-TH" }), await AnOperatorAsync("Lek"));
        var customer = await ACustomerAsync();
        await nok.Opens(customer);
        await lek.Opens(customer);
        await nok.Claims();
        foreach (var someone in new[] { nok, lek })
            await Expect(someone.Desk).ToContainTextAsync(someone.Says("Status.active"));
        await Expect(lek.Composer).ToContainTextAsync(lek.Says("Composer.Others", nok.Name));
        await lek.Page.GotoAsync("/login");    // signed in: led on
        await Expect(lek.Page).ToHaveURLAsync(new Uri(lek.BaseUrl, "/admin/live-chat").ToString());
    }
}
