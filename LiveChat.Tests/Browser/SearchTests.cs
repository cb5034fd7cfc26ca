using LiveChat.Tests.Support;
using Xunit;

namespace LiveChat.Tests.Browser;

public sealed class SearchTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task What_was_said_long_ago_is_found_however_it_is_typed_opened_where_it_stands_and_Back_returns_to_the_results()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerAsync("อยากได้น้ำหอมกลิ่นมะลิ", "คุณมะลิวัลย์");
        for (var i = 0; i < 70; i++) await customer.Writes($"เรื่องอื่น {i}");
        await App.ReceivedAsync(customer.Line, "เรื่องอื่น 69");
        var other = await ACustomerAsync("ไม่เกี่ยวกัน", "คนอื่น");
        await nok.OpensTheList("waiting");

        await nok.SearchesFor("น\u0E4D\u0E49\u0E32หอม"); // the tone in the middle of sara am
        await Expect(nok.Hits).ToHaveCountAsync(1);
        await Expect(nok.Hits.Locator("mark")).ToHaveTextAsync("น้ำหอม");
        await Expect(nok.Page.Locator("#search-status")).ToHaveTextAsync(nok.Says("Search.Count", 1));
        await Expect(nok.List).ToBeHiddenAsync();

        await nok.Hits.ClickAsync();
        await Expect(nok.FoundMessage).ToContainTextAsync("อยากได้น้ำหอมกลิ่นมะลิ");
        await Expect(nok.FoundMessage).ToBeInViewportAsync();
        await Expect(nok.FoundMessage).ToBeFocusedAsync();
        await Expect(nok.FoundMessage).ToHaveAttributeAsync("aria-current", "true");
        await Expect(nok.Bubble("เรื่องอื่น 69")).ToHaveCountAsync(0);
        await Expect(nok.Hits).ToHaveAttributeAsync("aria-current", "true");

        await nok.Page.GoBackAsync();
        await Expect(nok.Hits).ToHaveCountAsync(1);
        await Expect(nok.SearchField).ToHaveValueAsync("น\u0E4D\u0E49\u0E32หอม");
        Assert.Contains("status=waiting", nok.Page.Url, StringComparison.Ordinal);

        await nok.Page.GoForwardAsync();
        await Expect(nok.FoundMessage).ToBeInViewportAsync();
        await nok.Page.ReloadAsync();
        await Expect(nok.FoundMessage).ToBeInViewportAsync();
        await Expect(nok.Hits).ToHaveCountAsync(1);

        // The list went on underneath.
        await other.Writes("ระหว่างที่ค้น");
        await nok.GivesUpSearching();
        await Expect(nok.Row(other)).ToContainTextAsync("ระหว่างที่ค้น");
        await Expect(nok.List).ToBeVisibleAsync();
        Assert.DoesNotContain("q=", nok.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_keyboard_alone_one_walks_through_the_results_and_out_again()
    {
        var nok = await AnOperatorAsync("Nok");
        var (first, second) = (await ACustomerAsync("กระเป๋าสีแดงเลือดหมู", "หนึ่ง"), await ACustomerAsync("กระเป๋าสีแดงสดใส", "สอง"));
        await nok.OpensTheList();
        var keys = nok.Page.Keyboard;

        await nok.SearchesFor("กระเป๋าสีแดง");
        await Expect(nok.Hits).ToHaveCountAsync(2);
        await keys.PressAsync("ArrowDown");
        await Expect(nok.Hits.Nth(0)).ToBeFocusedAsync();
        await keys.PressAsync("End");
        await Expect(nok.Hits.Nth(1)).ToBeFocusedAsync();
        await keys.PressAsync("ArrowDown");
        await Expect(nok.Hits.Nth(1)).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(nok.FoundMessage).ToBeFocusedAsync();
        await Expect(nok.Log(first)).ToBeVisibleAsync();

        await nok.Hits.Nth(0).FocusAsync();
        await keys.PressAsync("ArrowUp");
        await Expect(nok.SearchField).ToBeFocusedAsync();
        await keys.PressAsync("Escape");
        await Expect(nok.Hits).ToHaveCountAsync(0);
        await Expect(nok.SearchField).ToHaveValueAsync("");
        await Expect(nok.SearchField).ToBeFocusedAsync();
        await Expect(nok.Row(second)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Within_the_open_conversation_on_a_phone_one_goes_from_hit_to_hit()
    {
        var nok = await AnOperatorAsync("Nok", new() { ViewportSize = new() { Width = 375, Height = 812 } });
        var customer = await ACustomerAsync("ส่งไปเชียงรายได้ไหม", "ต่างจังหวัด");
        for (var i = 0; i < 60; i++) await customer.Writes($"ระหว่างทาง {i}");
        await customer.Writes("ถึงเชียงรายแล้ว");
        await App.ReceivedAsync(customer.Line, "ถึงเชียงรายแล้ว");
        await ACustomerAsync("เชียงรายของคนอื่น", "อีกคน");
        await nok.OpensTheList();
        await nok.Chooses(customer);

        await nok.SearchesInTheConversation("เชียงราย");
        await Expect(nok.Hits).ToHaveCountAsync(2);
        await nok.Hits.Nth(1).ClickAsync();
        await Expect(nok.FoundMessage).ToContainTextAsync("ส่งไปเชียงรายได้ไหม");
        await Expect(nok.FoundMessage).ToBeInViewportAsync();
        await nok.Hits.Nth(0).ClickAsync();
        await Expect(nok.FoundMessage).ToContainTextAsync("ถึงเชียงรายแล้ว");
        Assert.Equal(375, await nok.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));

        await nok.Page.GoBackAsync();
        await Expect(nok.FoundMessage).ToContainTextAsync("ส่งไปเชียงรายได้ไหม");

        await nok.Page.Locator("#finder-q").FocusAsync();
        await nok.Page.Keyboard.PressAsync("Escape");
        await Expect(nok.Hits).ToHaveCountAsync(0);
        await nok.Page.Keyboard.PressAsync("Escape");
        await Expect(nok.Page.Locator("#finder-q")).ToBeHiddenAsync();
        await Expect(nok.Page.Locator(".finder__open")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_does_not_bring_the_results_back_and_none_at_all_is_said()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerAsync("กาแฟดริปเข้มมาก", "กาแฟ");
        await nok.OpensTheList();
        using var givenUp = new SemaphoreSlim(0);
        using var asked = new SemaphoreSlim(0);
        await nok.Page.RouteAsync("**/admin/live-chat/search?*", async route => { asked.Release(); await givenUp.WaitAsync(); await route.ContinueAsync(); });

        await nok.SearchField.FillAsync("ดริป");
        await asked.WaitAsync();
        await nok.GivesUpSearching();
        givenUp.Release();
        await nok.Page.UnrouteAllAsync(new() { Behavior = Microsoft.Playwright.UnrouteBehavior.IgnoreErrors });
        await nok.SearchesFor("ไม่มีสิ่งนี้");
        await Expect(nok.Page.Locator(".search__nothing")).ToContainTextAsync("ไม่มีสิ่งนี้");
        await Expect(nok.Hits).ToHaveCountAsync(0);
        await nok.GivesUpSearching();
        await Expect(nok.Row(customer)).ToBeVisibleAsync();
        await Expect(nok.Notices).ToBeEmptyAsync();

        nok.WillHearOf("ERR_", "Failed to fetch");
        await nok.Page.RouteAsync("**/admin/live-chat/search?*", route => route.AbortAsync());
        await nok.SearchesFor("ดริป");
        await Expect(nok.Notices).ToContainTextAsync(nok.Says("Notice.NoAnswer"));
    }
}
