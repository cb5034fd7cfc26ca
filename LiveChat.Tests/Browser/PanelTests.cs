using LiveChat.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Browser;

public sealed class PanelTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task What_one_operator_writes_about_a_customer_the_other_sees_while_they_work()
    {
        var (nok, lek) = (await AnOperatorAsync("Nok"), await AnOperatorAsync("Lek"));
        var (customer, other) = (await ACustomerAsync(), await ACustomerAsync(name: "อีกคน"));
        await nok.Opens(customer);
        await lek.Opens(customer);
        await Expect(lek.Panel).ToContainTextAsync("สมศรี ใจดี");
        await lek.Panel.Locator("#customer-note").FillAsync("กำลังเขียน");

        await nok.Tags("ลูกค้าประจำ");
        await Expect(nok.Panel.Locator(".tag")).ToHaveTextAsync("ลูกค้าประจำ");
        await Expect(nok.Panel.Locator("#customer-tag")).ToBeFocusedAsync();
        await Expect(nok.Panel.Locator("#customer-tag")).ToHaveValueAsync("");
        await Expect(lek.Panel.Locator(".tag")).ToHaveTextAsync("ลูกค้าประจำ");
        await nok.Names("พี่ศรี");
        await Expect(lek.Panel.Locator(".customer__name")).ToHaveTextAsync("พี่ศรี");
        await Expect(lek.Desk.Locator("h1")).ToHaveTextAsync("พี่ศรี");
        await Expect(lek.Row(customer)).ToContainTextAsync("พี่ศรี");
        await App.GivenNoteAsync(customer.ConversationId, nok.Id, "โทรกลับบ่ายสาม");
        await customer.Writes("ยังอยู่ค่ะ");
        await Expect(lek.Panel).ToContainTextAsync("โทรกลับบ่ายสาม");
        await Expect(lek.Panel.Locator(".facts dd").Nth(2)).ToHaveTextAsync("2");
        await Expect(lek.Panel.Locator("#customer-note")).ToHaveValueAsync("กำลังเขียน"); // and nobody is disturbed

        await nok.Panel.GetByRole(AriaRole.Button, new() { Name = nok.Says("Customer.Untag", "ลูกค้าประจำ") }).PressAsync("Enter");
        await Expect(nok.Panel.Locator("#customer-tag")).ToBeFocusedAsync();
        await Expect(lek.Panel.Locator(".tag")).ToHaveCountAsync(0);
        await lek.Chooses(other);
        await Expect(lek.Panel).ToContainTextAsync("อีกคน");
    }

    [Fact]
    public async Task That_a_press_got_no_answer_stays_said_while_the_panel_looks_for_news()
    {
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("ERR_", "Failed to fetch");
        var customer = await ACustomerAsync();
        await nok.Opens(customer);
        await nok.Page.RouteAsync("**/claim", route => route.AbortAsync());
        await nok.Claims();
        await Expect(nok.Notices).ToContainTextAsync(nok.Says("Notice.NoAnswer"));
        await nok.Page.RunAndWaitForRequestFinishedAsync(() => customer.Writes("ว่าไงคะ"), new() { Predicate = request => request.Url.EndsWith("/customer", StringComparison.Ordinal) });
        await Expect(nok.Panel.Locator(".facts dd").Nth(2)).ToHaveTextAsync("2");
        await Expect(nok.Notices).ToContainTextAsync(nok.Says("Notice.NoAnswer"));

        await nok.Page.UnrouteAllAsync();
        await nok.Claims();
        await Expect(nok.Notices).ToBeEmptyAsync();
    }

    [Fact]
    public async Task A_note_half_written_is_there_again_when_one_comes_back_and_gone_once_it_is_saved()
    {
        var nok = await AnOperatorAsync("Nok");
        var (customer, other) = (await ACustomerAsync(), await ACustomerAsync(name: "อีกคน"));
        var note = nok.Panel.Locator("#customer-note");
        await nok.Opens(customer);
        await note.FillAsync("โทรกลับ");
        await nok.Chooses(other);
        await Expect(nok.Panel).ToContainTextAsync("อีกคน");
        await Expect(note).ToHaveValueAsync("");
        await nok.Chooses(customer);
        await Expect(note).ToHaveValueAsync("โทรกลับ");

        await nok.Panel.Locator("#customer-note-save").ClickAsync();
        await Expect(note).ToHaveValueAsync("");
        await Expect(nok.Panel.Locator(".customer__note")).ToContainTextAsync("โทรกลับ");
        await nok.Chooses(other);
        await nok.Chooses(customer);
        await nok.SeesThePanel();
        await Expect(note).ToHaveValueAsync("");
    }

    [Theory]
    [InlineData(375)]
    [InlineData(1000)]
    public async Task Where_there_is_no_room_the_panel_slides_over_and_Back_Escape_and_its_button_close_it(int width)
    {
        var nok = await AnOperatorAsync("Nok", new() { ViewportSize = new() { Width = width, Height = 740 } });
        var customer = await ACustomerOfAsync(nok);
        await nok.OpensTheList();
        await nok.Chooses(customer);
        await nok.Types("ร่างไว้");
        var opener = nok.Page.Locator("#desk-customer");
        await Expect(nok.Panel).ToBeHiddenAsync();

        await nok.OpensThePanel();
        await Expect(opener).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(nok.Panel.Locator(".panel__close")).ToBeFocusedAsync();
        Assert.True(await nok.Page.EvaluateAsync<bool>("Boolean(document.querySelector('.conversation').inert && document.querySelector('.list').inert)"));
        Assert.Equal(width, await nok.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));
        await nok.Tags("จากมือถือ");
        await Expect(nok.Panel.Locator(".tag")).ToHaveTextAsync("จากมือถือ");

        await nok.Page.GoBackAsync();
        await ClosedAsync();
        await nok.OpensThePanel();
        await nok.Page.Keyboard.PressAsync("Escape");
        await ClosedAsync();
        await nok.OpensThePanel();
        await nok.Panel.Locator(".panel__close").ClickAsync();
        await ClosedAsync();
        await Expect(nok.Box).ToHaveValueAsync("ร่างไว้");
        await nok.Page.GoBackAsync();
        await Expect(nok.Desk).ToHaveCountAsync(0); // each of them took its entry out of the history

        async Task ClosedAsync()
        {
            await Expect(nok.Panel).ToBeHiddenAsync();
            await Expect(opener).ToBeFocusedAsync();
            await Expect(opener).ToHaveAttributeAsync("aria-expanded", "false");
            Assert.Equal(0, await nok.Page.Locator("[inert]").CountAsync());
            await Expect(nok.Log(customer)).ToBeVisibleAsync();
            await Eventually.TrueAsync(() => nok.Page.EvaluateAsync<bool>("!history.state.panel"));
        }
    }

    [Fact]
    public async Task A_panel_that_cannot_be_loaded_says_so_and_tries_again()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerAsync();
        nok.WillHearOf("ERR_", "Failed to fetch");
        await nok.Page.RouteAsync("**/live", route => route.AbortAsync()); // when the stream is back, the page tries by itself
        await nok.Page.RouteAsync("**/customer", route => route.AbortAsync());
        await nok.Page.GotoAsync($"/admin/live-chat/{customer.ConversationId}");
        await Expect(nok.Panel.GetByText(nok.Says("Customer.Failed"))).ToBeVisibleAsync();
        await Expect(nok.Notices).ToBeEmptyAsync();
        await nok.Page.UnrouteAsync("**/customer");
        await nok.Button("Customer.Again").ClickAsync();
        await Expect(nok.Panel).ToContainTextAsync("สมศรี ใจดี");
    }
}
