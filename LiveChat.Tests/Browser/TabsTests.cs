using LiveChat.Tests.Support;
using LiveChat.Web.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Browser;

public sealed class TabsTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    private LiveHub Hub => App.Services.GetRequiredService<LiveHub>();

    [Fact]
    public async Task Three_tabs_share_one_stream_all_of_them_live_and_another_takes_over_from_the_one_that_closes()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerAsync();
        var tabs = await ThreeTabsAsync(nok, customer);
        await Eventually.TrueAsync(() => Hub.Count == 1);

        await customer.Writes("ทุกแท็บเห็นไหม");
        foreach (var tab in tabs) await Expect(nok.At(tab).Bubble("ทุกแท็บเห็นไหม")).ToBeVisibleAsync();

        await tabs[0].CloseAsync();
        await Eventually.TrueAsync(() => Hub.Count == 1);
        await customer.Writes("แล้วตอนนี้ล่ะ");
        foreach (var tab in tabs[1..]) await Expect(nok.At(tab).Bubble("แล้วตอนนี้ล่ะ")).ToBeVisibleAsync();
        foreach (var tab in tabs[1..]) await nok.At(tab).IsLive();
        await Eventually.TrueAsync(() => Hub.Count == 1);
    }

    [Fact]
    public async Task Six_tabs_open_one_stream_between_them_and_every_tab_still_has_connections_to_work_with()
    {
        const int tabs = 6;
        var nok = await AnOperatorAsync("Nok");
        var (first, second) = (await ACustomerOfAsync(nok, name: "สมศรี"), await ACustomerOfAsync(nok, name: "สมชาย"));
        var streams = 0;
        nok.Context.Request += (_, request) => { if (new Uri(request.Url).AbsolutePath == "/live") Interlocked.Increment(ref streams); };
        await nok.Opens(first);
        List<IPage> open = [nok.Page];
        while (open.Count < tabs)
        {
            open.Add(await nok.OpensATab());
            await nok.Opens(first);
        }

        await Task.WhenAll(open.Select(tab => tab.Locator($"#conversation-{second.ConversationId} a").ClickAsync()));
        foreach (var tab in open) await Expect(nok.At(tab).Log(second)).ToBeVisibleAsync();
        foreach (var tab in open) await nok.At(tab).Answers($"จากแท็บ {open.IndexOf(tab)}");
        foreach (var tab in open)
        {
            await nok.At(tab).IsLive();
            for (var i = 0; i < tabs; i++) await Expect(nok.At(tab).Bubble($"จากแท็บ {i}")).ToHaveCountAsync(1);
        }
        Assert.Equal((1, 1), (streams, Hub.Count));
    }

    [Fact]
    public async Task Signed_out_in_one_tab_the_others_say_so_and_signed_in_again_they_go_on()
    {
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("401");
        var customer = await ACustomerAsync();
        var tabs = await ThreeTabsAsync(nok, customer);

        await nok.At(tabs[0]).Button("Layout.SignOut").ClickAsync();

        await Expect(tabs[0]).ToHaveURLAsync(new Uri(nok.BaseUrl, "/login").ToString());
        foreach (var tab in tabs[1..])
        {
            await Expect(nok.At(tab).SignedOut).ToBeVisibleAsync();
            await Expect(nok.At(tab).Connection).ToHaveAttributeAsync("data-state", "offline");
        }
        await Eventually.TrueAsync(() => Hub.Count == 0);
        await customer.Writes("มีใครอยู่ไหม");

        await tabs[1].GetByRole(AriaRole.Link, new() { Name = nok.Says("SignedOut.Link") }).ClickAsync();
        await nok.At(tabs[1]).SignsInAgain();
        await Expect(nok.At(tabs[1]).Bubble("มีใครอยู่ไหม")).ToBeVisibleAsync();
        await nok.At(tabs[2]).IsLive();
        await Expect(nok.At(tabs[2]).SignedOut).ToBeHiddenAsync();
        await Expect(nok.At(tabs[2]).Bubble("มีใครอยู่ไหม")).ToBeVisibleAsync();
        await Eventually.TrueAsync(() => Hub.Count == 1);
    }

    [Fact]
    public async Task A_click_after_the_sign_in_has_ended_leads_to_the_sign_in_page_and_from_there_back()
    {
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("401");
        var customer = await ACustomerAsync();
        await nok.Opens(customer);
        await nok.Context.ClearCookiesAsync(new() { Name = "livechat" });

        await nok.Claims();

        await Expect(nok.Page).ToHaveURLAsync(new Uri(nok.BaseUrl, $"/login?returnUrl={Uri.EscapeDataString($"/admin/live-chat/{customer.ConversationId}")}").ToString());
        await Expect(nok.Page.Locator(".chat")).ToHaveCountAsync(0);
        await nok.SignsInAgain();
        await Expect(nok.Desk).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_tab_that_missed_a_sign_out_or_a_sign_in_signs_out_and_in_all_the_same()
    {
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("401");
        var lek = await App.GivenOperatorAsync("lek-at-noks", displayName: "Lek");
        await nok.OpensTheList();
        var first = nok.Page;
        var second = await nok.OpensATab();
        await second.GotoAsync("/login?returnUrl=/admin/live-chat");
        await nok.At(second).Button("Layout.SignOut").ClickAsync();
        await second.WaitForURLAsync("**/login");

        await nok.At(first).Button("Layout.SignOut").ClickAsync(); // signed out already: no reason to complain
        await Expect(first).ToHaveURLAsync(new Uri(nok.BaseUrl, "/login").ToString());

        foreach (var tab in new[] { first, second }) // both pages stood there before anybody signed in
        {
            await nok.At(tab).SignsIn(lek.Username, App.Password);
            await nok.At(tab).IsLive();
        }
    }

    [Fact]
    public async Task A_click_for_a_new_tab_opens_the_conversation_in_a_new_tab()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerAsync();
        await nok.OpensTheList();

        var opened = await nok.Context.RunAndWaitForPageAsync(() => nok.Row(customer).Locator("a").ClickAsync(new() { Modifiers = [KeyboardModifier.ControlOrMeta] }));

        await Expect(nok.Log(customer)).ToHaveCountAsync(0);
        await Expect(nok.At(opened).Log(customer)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_was_sent_after_the_sign_in_had_ended_is_in_the_box_again_after_signing_in()
    {
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("401");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await nok.Context.ClearCookiesAsync(new() { Name = "livechat" });

        await nok.Answers("คำตอบยาว ๆ ที่พิมพ์มานาน");

        await nok.SignsInAgain();
        await Expect(nok.Box).ToHaveValueAsync("คำตอบยาว ๆ ที่พิมพ์มานาน");
        await nok.Box.PressAsync("Enter");
        await customer.Receives("คำตอบยาว ๆ ที่พิมพ์มานาน");
    }

    [Fact]
    public async Task Another_language_chosen_in_one_tab_is_spoken_in_the_others_and_what_was_typed_there_stays()
    {
        var nok = await AnOperatorAsync("Nok", new() { Locale = "th-TH" });
        var customer = await ACustomerOfAsync(nok);
        var tabs = await ThreeTabsAsync(nok, customer);
        await nok.At(tabs[1]).Types("ร่างที่ยังไม่ส่ง");

        await tabs[0].Locator(".language [lang=en]").ClickAsync();

        nok.Language = "en";
        foreach (var tab in tabs)
        {
            await Expect(tab.Locator("html")).ToHaveAttributeAsync("lang", "en");
            await nok.At(tab).IsLive();
            await Expect(nok.At(tab).Row(customer)).ToContainTextAsync(nok.Says("Status.active"));
        }
        await Expect(nok.At(tabs[1]).Box).ToHaveValueAsync("ร่างที่ยังไม่ส่ง");
        await Eventually.TrueAsync(() => Hub.Count == 1);
    }

    [Fact]
    public async Task A_console_opened_from_a_link_in_an_email_does_not_shut_out_the_tab_that_is_open()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerAsync();
        await nok.Context.ClearCookiesAsync(new() { Name = "csrf" }); // the browser's own, as the server sets it
        await nok.Opens(customer);
        var open = nok.Page;
        var mail = await nok.OpensATab();
        await mail.RouteAsync("http://mail.example/**", route => route.FulfillAsync(new() { ContentType = "text/html", Body = $"<a href='{nok.BaseUrl}admin/live-chat'>LiveChat</a>" }));
        await mail.GotoAsync("http://mail.example/inbox");
        await mail.GetByRole(AriaRole.Link).ClickAsync();
        await nok.IsLive();

        await nok.At(open).Claims();
        await Expect(nok.Box).ToBeEnabledAsync();
    }

    [Fact]
    public async Task Offline_the_page_says_so_and_back_online_it_has_everything()
    {
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("ERR_INTERNET_DISCONNECTED", "Failed to fetch");
        var customer = await ACustomerAsync();
        await nok.Opens(customer);

        await nok.Context.SetOfflineAsync(true);
        await Expect(nok.Connection).ToHaveAttributeAsync("data-state", "offline");
        await customer.Writes("เขียนตอนหลุด");
        await nok.Context.SetOfflineAsync(false);

        await nok.IsLive();
        await Expect(nok.Bubble("เขียนตอนหลุด")).ToHaveCountAsync(1);
        await Expect(nok.Row(customer)).ToContainTextAsync("เขียนตอนหลุด");
    }

    [Fact]
    public async Task Once_the_browser_has_said_that_it_is_offline_only_a_new_stream_makes_the_page_live_again()
    {
        var nok = await AnOperatorAsync("Nok");
        await nok.OpensTheList();
        await nok.Page.RunAndWaitForRequestAsync(() => nok.Page.EvaluateAsync("() => { dispatchEvent(new Event('offline')); }"), "**/live");
        await nok.IsLive();
    }

    private static async Task<IPage[]> ThreeTabsAsync(Operator someone, Customer customer)
    {
        await someone.Opens(customer);
        List<IPage> tabs = [someone.Page];
        for (var i = 0; i < 2; i++)
        {
            tabs.Add(await someone.OpensATab());
            await someone.Opens(customer);
        }
        return [.. tabs];
    }
}
