using LiveChat.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Browser;

public sealed class ListLiveTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task Counts_pins_and_marks_follow_live_and_each_operator_has_their_own()
    {
        Target.MustBeEmpty();
        var (nok, lek) = (await AnOperatorAsync("Nok"), await AnOperatorAsync("Lek"));
        var (first, second) = (await ACustomerAsync("มาก่อน", "คนแรก"), await ACustomerAsync("มาทีหลัง", "คนที่สอง"));
        await nok.OpensTheList();
        await lek.OpensTheList();
        await Expect(nok.Count("waiting")).ToHaveAttributeAsync("data-count", "2");
        await Expect(nok.Count("mine")).ToHaveAttributeAsync("data-count", "0");

        await nok.Chooses(first);
        await nok.Claims();
        await Expect(nok.Count("mine")).ToHaveAttributeAsync("data-count", "1");
        await Expect(lek.Count("waiting")).ToHaveAttributeAsync("data-count", "1");
        await Expect(lek.Count("mine")).ToHaveAttributeAsync("data-count", "0");

        await nok.Chooses(second);
        await first.Writes("ยังอยู่ไหม");
        await Expect(nok.Count("mine")).ToHaveAttributeAsync("data-unread", "1");
        await nok.Chooses(first);
        await Expect(nok.Count("mine")).ToHaveAttributeAsync("data-unread", "0");

        // What Nok pins and marks is on her own pages only.
        await nok.Row(second).HoverAsync();
        await nok.Row(second).Locator(".row__pin").ClickAsync();
        await Expect(nok.Row(second).Locator(".row__pin")).ToHaveAttributeAsync("aria-pressed", "true");
        await nok.Row(second).Locator(".row__mark").ClickAsync();
        await Expect(nok.Row(second).Locator("unread-badge")).ToBeVisibleAsync();
        await Expect(nok.Rows.First).ToHaveIdAsync($"conversation-{second.ConversationId}");
        await first.Writes("แซงไม่ได้");
        await Expect(nok.Row(first)).ToContainTextAsync("แซงไม่ได้");
        await Expect(nok.Rows.First).ToHaveIdAsync($"conversation-{second.ConversationId}");
        await Expect(lek.Rows.First).ToHaveIdAsync($"conversation-{first.ConversationId}");
        await Expect(lek.Row(second).Locator(".row__pin")).ToHaveAttributeAsync("aria-pressed", "false");
        await nok.Row(second).Locator(".row__pin").ClickAsync();
        await Expect(nok.Rows.First).ToHaveIdAsync($"conversation-{first.ConversationId}");
    }
}

public sealed class ListHandTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task Nothing_moves_under_a_pointer_and_all_is_in_its_place_when_the_hand_rests()
    {
        var nok = await AnOperatorAsync("Nok");
        var (below, above) = (await ACustomerAsync("ล่าง", "คนล่าง"), await ACustomerAsync("บน", "คนบน"));
        await nok.OpensTheList();
        var before = await nok.Row(above).BoundingBoxAsync();
        await nok.Row(above).HoverAsync();
        await nok.Page.Mouse.DownAsync();

        await below.Writes("ฉันควรขึ้นไป");
        await Expect(nok.Row(below)).ToContainTextAsync("ฉันควรขึ้นไป");
        var newcomer = await ACustomerAsync("เพิ่งมา", "คนใหม่");
        await Expect(nok.Count("all")).ToHaveAttributeAsync("data-count", (await App.ReadAsync(db => Task.FromResult(db.Conversations.Count()))).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(before!.Y, (await nok.Row(above).BoundingBoxAsync())!.Y);
        await Expect(nok.Row(newcomer)).ToHaveCountAsync(0);

        await nok.Page.Mouse.UpAsync();
        await Expect(nok.Log(above)).ToBeVisibleAsync();
        await Expect(nok.Rows.First).ToHaveIdAsync($"conversation-{newcomer.ConversationId}");
        await Expect(nok.Rows.Nth(1)).ToHaveIdAsync($"conversation-{below.ConversationId}");
        await nok.Chooses(newcomer); // it came in by itself and can be opened all the same
    }
}

public sealed class ListFilterTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task Filters_are_chosen_kept_in_the_address_taken_away_again_and_Back_leads_through_them()
    {
        Target.MustBeEmpty();
        var nok = await AnOperatorAsync("Nok");
        var (mine, waiting) = (await ACustomerOfAsync(nok, "ของฉัน", "ฉันเอง"), await ACustomerAsync("รออยู่", "คนรอ"));
        await nok.OpensTheList();
        await nok.Chooses(mine);
        await nok.Page.Locator("#tab-waiting").ClickAsync();
        await Expect(nok.Row(mine)).ToHaveCountAsync(0);
        await Expect(nok.Log(mine)).ToBeVisibleAsync(); // what is open stays open
        await Expect(nok.Page).ToHaveURLAsync(new Uri(nok.BaseUrl, $"/admin/live-chat/{mine.ConversationId}?status=waiting").ToString());

        // A tab whose answer takes its time does not shut the filter that was opened meanwhile.
        using (var slow = new SemaphoreSlim(0))
        {
            await nok.Page.RouteAsync("**/admin/live-chat", async route => { await slow.WaitAsync(); await route.ContinueAsync(); });
            await nok.Page.Locator("#tab-all").ClickAsync();
            await nok.Page.Locator(".filter__open").ClickAsync();
            await Expect(nok.Page.Locator("select[name=operator]")).ToBeVisibleAsync();
            await nok.Page.RunAndWaitForRequestFinishedAsync(() => Task.FromResult(slow.Release()), new() { Predicate = request => request.Url.Contains("/filter", StringComparison.Ordinal) });
            await Expect(nok.Page.Locator(".filter__body.htmx-request")).ToHaveCountAsync(0);
            await Expect(nok.Page.Locator("select[name=operator]")).ToBeVisibleAsync();
            await Expect(nok.Row(mine)).ToBeVisibleAsync();
            await nok.Page.UnrouteAllAsync();
        }
        await nok.Page.Locator("select[name=operator]").SelectOptionAsync(nok.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await nok.Page.Locator("select[name=sort]").SelectOptionAsync("waiting");
        await nok.Button("Filter.Apply").ClickAsync();
        await Expect(nok.Page.Locator(".chip")).ToHaveCountAsync(2);
        await Expect(nok.Page.Locator(".filter__open")).ToBeFocusedAsync();
        await Expect(nok.Page).ToHaveURLAsync(new Uri(nok.BaseUrl, $"/admin/live-chat/{mine.ConversationId}?sort=waiting&operator={nok.Id}").ToString());
        await Expect(nok.Row(waiting)).ToHaveCountAsync(0);

        // Live, too: what is another's does not come in, and what is given back leaves.
        await waiting.Writes("ยังรอ");
        await Expect(nok.Row(mine)).ToBeVisibleAsync();
        await nok.ReturnsItToTheQueue();
        await Expect(nok.Row(mine)).ToHaveCountAsync(0);

        await nok.Page.Locator(".chip").Last.ClickAsync();
        await Expect(nok.Rows).ToHaveCountAsync(2);
        await nok.Page.GoBackAsync();
        await Expect(nok.Page.Locator(".chip")).ToHaveCountAsync(2);
        await Expect(nok.Rows).ToHaveCountAsync(0);
        await Expect(nok.Page.GetByText(nok.Says("List.NoMatch"))).ToBeVisibleAsync();
    }
}

public sealed class ListUnreadTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task In_a_list_of_the_unread_the_open_one_stays_until_another_is_opened()
    {
        var nok = await AnOperatorAsync("Nok");
        var (one, two) = (await ACustomerAsync("หนึ่ง", "อ่านแล้วหนึ่ง"), await ACustomerAsync("สอง", "อ่านแล้วสอง"));
        await nok.Page.GotoAsync("/admin/live-chat?unread=1");
        await nok.IsLive();
        await nok.Chooses(one);
        await nok.HasUnread(one, 0);
        await Expect(nok.Row(one)).ToBeVisibleAsync();

        await nok.Chooses(two);
        await Expect(nok.Row(one)).ToHaveCountAsync(0);
        await Expect(nok.Row(two)).ToBeVisibleAsync();
    }
}

public sealed class ListKeysTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task Arrows_move_Enter_opens_single_keys_work_on_a_Thai_keyboard_too_and_not_while_one_types()
    {
        Target.MustBeEmpty();
        var nok = await AnOperatorAsync("Nok");
        var (last, middle, first) = (await ACustomerAsync("1", "ล่าง"), await ACustomerOfAsync(nok, "2", "กลาง"), await ACustomerAsync("3", "บน"));
        await nok.OpensTheList();
        var keys = nok.Page.Keyboard;

        await keys.PressAsync("j");
        await Expect(Link(first)).ToBeFocusedAsync();
        await keys.PressAsync("ArrowDown");
        await Expect(Link(middle)).ToBeFocusedAsync();
        await keys.PressAsync("End");
        await Expect(Link(last)).ToBeFocusedAsync();
        await keys.PressAsync("ArrowDown");
        await Expect(Link(last)).ToBeFocusedAsync();
        await keys.PressAsync("Home");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await Expect(nok.Log(middle)).ToBeVisibleAsync();
        await Expect(Link(middle)).ToHaveAttributeAsync("aria-current", "page");

        // The key beside the shift, on a Thai keyboard.
        await nok.Page.EvaluateAsync("document.activeElement.blur()");
        await TypeThaiAsync("ฦ", "Slash", shift: true);
        await Expect(nok.Page.Locator("#keys")).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await Expect(nok.Page.Locator("#keys")).ToBeHiddenAsync();
        await TypeThaiAsync("ย", "KeyP");
        await Expect(nok.Rows.First).ToHaveIdAsync($"conversation-{middle.ConversationId}");

        await nok.Row(middle).Locator(".row__mark").FocusAsync(); // it goes away, the row stays
        await keys.PressAsync("u");
        await Expect(Link(middle)).ToBeFocusedAsync();
        await keys.PressAsync("r");
        await Expect(nok.Box).ToBeFocusedAsync();
        await keys.TypeAsync("?up/");
        await Expect(nok.Box).ToHaveValueAsync("?up/");
        await Expect(nok.Page.Locator("#keys")).ToBeHiddenAsync();
        await nok.Page.EvaluateAsync("document.querySelector('.console').dataset.keys = 'off'; document.activeElement.blur()");
        await keys.PressAsync("?");
        await Expect(nok.Page.Locator("#keys")).ToBeHiddenAsync();

        ILocator Link(Customer customer) => nok.Row(customer).Locator(".row__link");

        Task TypeThaiAsync(string key, string code, bool shift = false) => nok.Page.EvaluateAsync(
            "([key, code, shiftKey]) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true }))", new object[] { key, code, shift });
    }
}
