using LiveChat.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Browser;

public sealed class KeyboardTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    /// <summary>A list that is full has three for each row.</summary>
    private const int MostStops = 200;

    [Fact]
    public async Task What_a_form_refuses_has_the_cursor_and_its_sentence_is_on_the_screen()
    {
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("422");
        await nok.Page.GotoAsync("/admin/canned-responses");
        await nok.Page.Locator("details:has(#canned-title) > summary").ClickAsync();
        foreach (var (field, words) in new[] { ("title", "ทางเลือก"), ("category", "หมวด"), ("text", "เลือกได้เลย"), ("choices", "ร้าน = www.shop.com") })
            await nok.Page.Locator($"#canned-{field}").FillAsync(words);
        await nok.Button("Canned.Save").ClickAsync();
        await Expect(nok.Page.Locator("#canned-choices")).ToBeFocusedAsync();
        await Expect(nok.Page.Locator("#canned-choices-problem")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_dialog_that_is_opened_again_before_the_browser_has_gone_back_stays_open()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await nok.IsLive();
        await nok.Page.EvaluateAsync("""
            () => {
                const back = history.back.bind(history);
                history.back = () => { document.addEventListener("click", () => setTimeout(back), { once: true }); };
                addEventListener("popstate", () => { document.documentElement.dataset.wentBack = ""; });
            }
            """);
        await nok.Link("Desk.Close").ClickAsync();
        await Expect(nok.Dialog.Locator("input[name=reason]")).ToBeFocusedAsync();
        await nok.Page.Keyboard.PressAsync("Escape");
        await Expect(nok.Dialog.Locator("form")).ToHaveCountAsync(0); // it was left, and the step back is asked for
        await nok.Link("Desk.Close").ClickAsync();
        await Expect(nok.Page.Locator("html[data-went-back]")).ToHaveCountAsync(1);
        await Expect(nok.Dialog.Locator("input[name=reason]")).ToBeFocusedAsync();
        await nok.Page.Keyboard.PressAsync("Escape");
        await Expect(nok.Dialog).ToBeHiddenAsync();
    }

    [Fact]
    public async Task With_the_keyboard_alone_one_signs_in_opens_claims_and_answers_and_always_sees_where_one_is()
    {
        var account = await Stage.AnOperatorAsync("Nok", "en", at: null);
        var customer = await ACustomerAsync();
        var nok = await ABrowserAsync(account.Name);
        var keys = nok.Page.Keyboard;
        await nok.Page.GotoAsync("/login");
        await Expect(nok.Page.Locator("[name=username]")).ToBeFocusedAsync();
        if (account.Password is { } password)
        {
            await keys.TypeAsync(account.Username);
            await keys.PressAsync("Tab");
            await keys.TypeAsync(password);
        }
        else
        {
            await TabTo(nok, $"[name=role][value={account.Username}]");
        }
        await keys.PressAsync("Enter");
        await nok.IsLive();

        // The first stop leads past everything to the chat.
        await keys.PressAsync("Tab");
        await Expect(nok.Page.Locator(".skip")).ToBeFocusedAsync();
        await Expect(nok.Page.Locator(".skip")).ToBeInViewportAsync();
        await keys.PressAsync("Enter");
        await Expect(nok.Page.Locator("#chat")).ToBeFocusedAsync();

        await TabTo(nok, $"#conversation-{customer.ConversationId} .row__link", backwards: true);
        await keys.PressAsync("Enter");
        await Expect(nok.Log(customer)).ToBeVisibleAsync();
        await TabTo(nok, ".desk__actions .button");
        await keys.PressAsync("Enter");
        await Expect(nok.Box).ToBeFocusedAsync();
        await keys.TypeAsync("ด้วยแป้นพิมพ์");
        await keys.PressAsync("Enter");
        await customer.Receives("ด้วยแป้นพิมพ์");
        await Expect(nok.Box).ToBeFocusedAsync();

        await TabTo(nok, "#desk-close", backwards: true);
        await keys.PressAsync("Enter");
        await Expect(nok.Dialog.Locator("input[name=reason]")).ToBeFocusedAsync();
        await keys.PressAsync("Escape");
        await Expect(nok.Page.Locator("#desk-close")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(nok.Dialog.Locator("input[name=reason]")).ToBeFocusedAsync();
        await keys.TypeAsync("ตอบครบแล้ว");
        await keys.PressAsync("Enter");
        await Expect(nok.Desk).ToHaveAttributeAsync("data-status", "closed");
        await Expect(nok.Scroller).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_the_page_fetches_by_itself_does_not_call_the_focus_back_from_where_one_has_gone_meanwhile()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerAsync();
        await nok.OpensTheList();
        using var panel = new SemaphoreSlim(0);
        using var claim = new SemaphoreSlim(0);
        await nok.Page.RouteAsync("**/customer", async route => { await panel.WaitAsync(); await route.ContinueAsync(); });
        await nok.Page.RouteAsync("**/claim", async route => { await claim.WaitAsync(); await route.ContinueAsync(); });
        await nok.Row(customer).Locator(".row__link").PressAsync("Enter");
        await nok.Button("Desk.Claim").PressAsync("Enter");
        panel.Release(9);
        await Expect(nok.Panel).ToHaveAttributeAsync("data-state", "ready");
        claim.Release();
        await Expect(nok.Box).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_focus_stays_where_it_was_when_rows_move_and_the_desk_changes_hands()
    {
        var (nok, lek) = (await AnOperatorAsync("Nok"), await AnOperatorAsync("Lek"));
        var (customer, other) = (await ACustomerAsync(name: "หนึ่ง"), await ACustomerAsync(name: "สอง"));
        await nok.Opens(customer);
        var link = nok.Row(customer).Locator("a");
        await link.FocusAsync();
        await customer.Writes("ขึ้นบนสุด");
        await Expect(nok.Rows.First).ToContainTextAsync("ขึ้นบนสุด");
        await Expect(link).ToBeFocusedAsync();
        await other.Writes("เบียดกลับ");
        await Expect(nok.Rows.First).ToContainTextAsync("เบียดกลับ");
        await Expect(link).ToBeFocusedAsync();

        // The very button goes away because somebody else was faster.
        await nok.Button("Desk.Claim").FocusAsync();
        await lek.Opens(customer);
        await lek.Claims();
        await Expect(nok.Button("Desk.Claim")).ToHaveCountAsync(0);
        await Expect(nok.Scroller).ToBeFocusedAsync();

        // A refused press leaves the focus on the button.
        await lek.ReturnsItToTheQueue();
        nok.WillHearOf("ERR_", "Failed to fetch");
        await nok.Page.RouteAsync("**/claim", route => route.AbortAsync());
        await nok.Button("Desk.Claim").FocusAsync();
        await nok.Page.Keyboard.PressAsync("Enter");
        await Expect(nok.Notices).ToContainTextAsync(nok.Says("Notice.NoAnswer"));
        await Expect(nok.Button("Desk.Claim")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Back_on_a_phone_leads_to_the_row_one_came_from_and_older_messages_to_those_still_older()
    {
        Target.MustBeThisProcess(); // LINE tells there that a customer has become a friend: one entry more
        var nok = await AnOperatorAsync("Nok", new() { ViewportSize = new() { Width = 375, Height = 812 } });
        var customer = await ACustomerAsync("ข้อความที่ 0");
        for (var i = 1; i < 120; i++) await customer.Writes($"ข้อความที่ {i}");
        await customer.IsHeard("ข้อความที่ 119");
        await nok.OpensTheList();
        await nok.Chooses(customer);

        var older = nok.OlderEdge.GetByRole(AriaRole.Link);
        await older.FocusAsync(); // so near that they come by themselves
        await Expect(nok.Entries).ToHaveCountAsync(100);
        await Expect(older).ToBeFocusedAsync();
        await nok.Page.Keyboard.PressAsync("Enter");
        await Expect(nok.Entries).ToHaveCountAsync(121);
        await Expect(nok.OlderEdge).ToBeHiddenAsync();

        await nok.Desk.Locator(".desk__back").FocusAsync();
        await nok.Page.Keyboard.PressAsync("Enter");
        await Expect(nok.Row(customer).Locator("a")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Whoever_writes_while_the_conversation_is_given_back_elsewhere_is_left_in_the_chat()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await nok.Types("กำลังพิมพ์");

        await App.UseAsync((Core.Sessions.ReturnToQueue use) => use.RunAsync(customer.ConversationId, nok.Id, CancellationToken.None));

        await Expect(nok.Box).ToBeDisabledAsync();
        await Expect(nok.Scroller).ToBeFocusedAsync();
    }

    /// <summary>As people do: on and on until there, looking where the focus is.</summary>
    private static async Task TabTo(Operator someone, string selector, bool backwards = false)
    {
        for (var i = 0; i < MostStops; i++)
        {
            await someone.Page.Keyboard.PressAsync(backwards ? "Shift+Tab" : "Tab");
            Assert.True(await someone.Page.EvaluateAsync<bool>("getComputedStyle(document.activeElement).outlineStyle !== 'none' || document.activeElement.id === 'chat' || document.activeElement === document.body"),
                await someone.Page.EvaluateAsync<string>("document.activeElement.outerHTML.slice(0, 200)"));
            if (await someone.Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector)) return;
        }
        Assert.Fail($"The keyboard does not lead to {selector}.");
    }
}
