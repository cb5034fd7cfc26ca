using LiveChat.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Browser;

public sealed class PhoneTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Theory]
    [InlineData(375, 667, "th-TH")]
    [InlineData(320, 568, "en-GB")]
    public async Task On_a_phone_list_and_chat_take_turns_nothing_hangs_over_and_fingers_find_every_button(int width, int height, string locale)
    {
        var nok = await AnOperatorAsync("ณัฐธิดา วงศ์สุวรรณเจริญกิจ", APhone(width, height, locale));
        var customer = await ACustomerAsync("สวัสดีค่ะ", string.Concat(Enumerable.Repeat("ผู้ใหญ่บ้านน้ำผึ้ง", 5)));
        await nok.OpensTheList();
        await FitsAsync(nok, width);
        await nok.Chooses(customer);
        await Expect(nok.List).ToBeHiddenAsync();
        await FitsAsync(nok, width);
        await nok.Claims();
        await Expect(nok.Box).ToBeEnabledAsync();
        await FitsAsync(nok, width);

        // Back by the arrow, in by the row, back by the phone's own button: always live, always the list as it is now.
        await nok.Desk.Locator(".desk__back").ClickAsync();
        await Expect(nok.List).ToBeVisibleAsync();
        await Expect(nok.Desk).ToHaveCountAsync(0);
        await nok.Chooses(customer);
        await nok.Page.GoBackAsync();
        await Expect(nok.List).ToBeVisibleAsync();
        await Expect(nok.Desk).ToHaveCountAsync(0);
        await nok.IsLive();
        await customer.Writes("ยังสดอยู่ไหม");
        await Expect(nok.Row(customer)).ToContainTextAsync("ยังสดอยู่ไหม");
        await nok.HasUnread(customer, 1);
        await nok.Page.GoForwardAsync();
        await Expect(nok.Bubble("ยังสดอยู่ไหม")).ToBeVisibleAsync();
        await nok.Answers("อยู่ค่ะ");
        await customer.Receives("อยู่ค่ะ");
    }

    [Fact]
    public async Task On_the_narrowest_phone_the_menu_holds_every_page_the_language_and_the_way_out_and_Escape_shuts_it()
    {
        Target.MustBeThisProcess(); // an administrator has one page more
        var nok = await AnOperatorAsync("ณัฐธิดา วงศ์สุวรรณเจริญกิจ", APhone(320, 568, "th-TH"));
        nok.WillHearOf("401"); // the page leaves, and says so after the sign-out
        await nok.OpensTheList();
        var (menu, button) = (nok.Page.Locator("#menu"), nok.Button("Menu.Open"));
        await Expect(menu).ToBeHiddenAsync();

        await button.ClickAsync();
        await Expect(menu).ToBeVisibleAsync();
        await FitsAsync(nok, 320);
        await Expect(menu.GetByRole(AriaRole.Link)).ToHaveTextAsync([nok.Says("Menu.Chats"), nok.Says("Menu.Tags"), nok.Says("Menu.CannedResponses"), nok.Says("Menu.Costs"), nok.Says("Menu.Preferences")]);
        await Expect(menu.GetByRole(AriaRole.Link, new() { Name = nok.Says("Menu.Chats") })).ToHaveAttributeAsync("aria-current", "page");
        await nok.Page.Keyboard.PressAsync("Escape");
        await Expect(menu).ToBeHiddenAsync();
        await Expect(button).ToBeFocusedAsync();

        await button.ClickAsync();
        await menu.Locator("[lang=en]").ClickAsync();
        await Expect(nok.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        nok.Language = "en";
        await nok.Button("Menu.Open").ClickAsync();
        await nok.Button("Layout.SignOut").ClickAsync();
        await Expect(nok.Page).ToHaveURLAsync(new Uri(nok.BaseUrl, "/login").ToString());
    }

    [Fact]
    public async Task A_keyboard_that_lies_over_the_page_does_not_hide_the_box_one_types_into()
    {
        var nok = await AnOperatorAsync("ณัฐธิดา", APhone(375, 667, "th-TH"));
        var customer = await ACustomerOfAsync(nok);
        await nok.Page.AddInitScriptAsync("""
            { const seen = Object.assign(new EventTarget(), { height: innerHeight, scale: 1 });
              Object.defineProperty(window, "visualViewport", { value: seen });
              window.showKeyboard = height => { seen.height = innerHeight - height; seen.dispatchEvent(new Event("resize")); }; }
            """);
        await nok.Opens(customer);

        await nok.Page.EvaluateAsync("showKeyboard(300)");
        Assert.InRange(await nok.Composer.EvaluateAsync<double>("box => box.getBoundingClientRect().bottom"), 300, 367);
        await nok.Page.EvaluateAsync("showKeyboard(0)");
        Assert.InRange(await nok.Composer.EvaluateAsync<double>("box => box.getBoundingClientRect().bottom"), 650, 667);
    }

    [Fact]
    public async Task A_keyboard_that_takes_room_from_the_page_leaves_the_box_the_button_and_the_last_words_in_sight()
    {
        Target.MustBeThisProcess();
        var (nok, lek) = (await AnOperatorAsync("ณัฐธิดา", APhone(375, 667, "th-TH")), await AnOperatorAsync("Lek"));
        var customer = await ACustomerOfAsync(nok);
        await SeenAsync(lek);
        await nok.Opens(customer);
        await nok.OffersTo(lek, string.Join('\n', Enumerable.Repeat("เรื่องยาวมาก", 20)));
        await nok.Types(string.Join('\n', Enumerable.Repeat("บรรทัด", 12)));

        await nok.Page.SetViewportSizeAsync(375, 330);
        await Expect(nok.Composer.Locator("[type=submit]")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(nok.Box).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(nok.Separators.Last).ToBeInViewportAsync();
        await nok.Composer.Locator("[type=submit]").ClickAsync();
        await customer.Receives(string.Join('\n', Enumerable.Repeat("บรรทัด", 12)));
        await nok.Page.SetViewportSizeAsync(375, 667);
        await Expect(nok.Desk).ToContainTextAsync("เรื่องยาวมาก");
    }

    private static BrowserNewContextOptions APhone(int width, int height, string locale) =>
        new() { ViewportSize = new() { Width = width, Height = height }, Locale = locale, IsMobile = true, HasTouch = true };

    private static async Task FitsAsync(Operator someone, int width)
    {
        Assert.Equal(width, await someone.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));
        Assert.Empty(await someone.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll("button, a[href], input:not([type=hidden], [type=radio]), label:has([type=radio]), textarea")].filter(element => element.checkVisibility() && !element.matches(".skip"))
                .map(element => ({ element, box: element.getBoundingClientRect() }))
                .filter(({ box }) => box.width < 43.9 || box.height < 43.9 || box.left < -0.5 || box.right > innerWidth + 0.5)
                .map(({ element, box }) => `${element.outerHTML.slice(0, 120)} ${box.left} ${box.width}×${box.height}`)
            """));
    }
}

public sealed class HistoryTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task Back_and_forward_lead_through_what_was_open_and_every_stop_is_live()
    {
        var nok = await AnOperatorAsync("Nok");
        var (first, second) = (await ACustomerAsync("แรก", "ลูกค้าหนึ่ง"), await ACustomerAsync("หลัง", "ลูกค้าสอง"));
        await nok.OpensTheList();
        await nok.Chooses(first);
        await nok.Chooses(second);

        await nok.Page.GoBackAsync();
        await Expect(nok.Log(first)).ToBeVisibleAsync();
        await first.Writes("สดไหม");
        await Expect(nok.Bubble("สดไหม")).ToHaveCountAsync(1);
        await Expect(nok.Row(first).Locator("a")).ToHaveAttributeAsync("aria-current", "page");

        await nok.Page.GoBackAsync();
        await Expect(nok.Page.GetByText(nok.Says("Chat.Nothing"))).ToBeVisibleAsync();
        await nok.Page.GoForwardAsync();
        await Expect(nok.Bubble("สดไหม")).ToBeVisibleAsync();

        // Back before a conversation has come: its answer comes to nothing.
        await nok.Page.GoBackAsync();
        await nok.Chooses(first);
        await nok.Page.RouteAsync($"**/admin/live-chat/{second.ConversationId}", _ => { });
        var givenUp = new TaskCompletionSource();
        nok.Page.RequestFailed += (_, request) => { if (request.Url.EndsWith($"/{second.ConversationId}", StringComparison.Ordinal)) givenUp.TrySetResult(); };
        await nok.Row(second).Locator("a").ClickAsync();
        await nok.Page.GoBackAsync();
        await givenUp.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await Expect(nok.Page.GetByText(nok.Says("Chat.Nothing"))).ToBeVisibleAsync();
        await Expect(nok.Notices).ToBeEmptyAsync();

        // From another page back, the whole page comes, not a fragment of it.
        nok.WillHearOf("404");
        await nok.Page.GotoAsync("/admin/nowhere");
        await Expect(nok.Page.GetByText(nok.Says("Problem.Http.404"))).ToBeVisibleAsync();
        await nok.Page.GoBackAsync();
        await nok.IsLive();
        await Expect(nok.Row(first)).ToBeVisibleAsync();
    }
}
