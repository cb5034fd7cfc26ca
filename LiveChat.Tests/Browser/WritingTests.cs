using LiveChat.Core.CannedResponses;
using LiveChat.Core.Messages;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Browser;

public sealed class WritingTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task What_was_begun_at_the_desk_goes_on_on_the_phone_and_what_was_sent_there_is_a_draft_nowhere()
    {
        Target.MustBeThisProcess(); // it signs in with a password of its own
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await nok.Drafts("ราคารวม\nส่งแล้ว");

        var phone = await AnotherBrowserOfAsync(nok);
        await phone.Opens(customer);
        await Expect(phone.Box).ToHaveValueAsync("ราคารวม\nส่งแล้ว");
        await phone.Box.PressAsync("End");
        await phone.Box.PressAsync("ControlOrMeta+End");
        await phone.TypesSlowly(" 540 บาทค่ะ");
        await phone.Box.PressAsync("Enter");
        await customer.Receives("ราคารวม\nส่งแล้ว 540 บาทค่ะ");

        await nok.Page.ReloadAsync();
        await Expect(nok.Box).ToHaveValueAsync("");
        Assert.Equal(0, await App.ReadAsync(db => db.Drafts.CountAsync(draft => draft.ConversationId == customer.ConversationId)));
    }

    [Fact]
    public async Task A_save_that_is_still_under_way_when_the_answer_is_sent_brings_nothing_back()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        using var open = new SemaphoreSlim(0);
        var arrived = new TaskCompletionSource();
        var slow = true;
        await nok.Page.RouteAsync("**/draft", async route =>
        {
            if (!slow) { await route.ContinueAsync(); return; }
            slow = false;
            arrived.SetResult();
            await open.WaitAsync();
            await route.ContinueAsync();
        });
        await nok.Types("ราคา 500");
        await arrived.Task;
        await nok.TypesSlowly(" ค่ะ");
        await nok.Box.PressAsync("Enter");
        await customer.Receives("ราคา 500 ค่ะ");
        await nok.Page.RunAndWaitForResponseAsync(() => { open.Release(); return Task.CompletedTask; }, "**/draft");

        await nok.Drafts("ข้อความถัดไป");
        await nok.Page.ReloadAsync();
        await Expect(nok.Box).ToHaveValueAsync("ข้อความถัดไป");
    }

    [Fact]
    public async Task Offline_the_composer_says_so_and_does_not_send_and_what_was_typed_is_kept_once_it_is_back()
    {
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("ERR_", "Failed to fetch", "MIME type");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await nok.Context.SetOfflineAsync(true);
        await Expect(nok.Connection).ToHaveAttributeAsync("data-state", "offline");
        await Expect(nok.Composer.Locator(".composer__offline")).ToBeVisibleAsync();

        await nok.Answers("ยังอยู่ค่ะ");
        await Expect(nok.Box).ToHaveValueAsync("ยังอยู่ค่ะ");
        await Expect(nok.Box).ToBeEditableAsync();
        Assert.Equal(0, await App.ReadAsync(db => db.Messages.CountAsync(message => message.ConversationId == customer.ConversationId && message.Direction == MessageDirection.Outgoing)));

        await nok.Page.RunAndWaitForResponseAsync(() => nok.Context.SetOfflineAsync(false), "**/draft");
        await nok.IsLive();
        await Expect(nok.Composer.Locator(".composer__offline")).ToBeHiddenAsync();
        await nok.Box.PressAsync("Enter");
        await customer.Receives("ยังอยู่ค่ะ");
    }

    [Fact]
    public async Task A_slash_brings_the_canned_responses_that_are_searched_chosen_and_put_in_by_keyboard()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok, name: "สมศรี");
        await Eventually.TrueAsync(() => App.ReadAsync(db => db.Conversations.AnyAsync(found => found.Id == customer.ConversationId && found.Customer.DisplayName != null)));
        await nok.Opens(customer);
        await nok.Types("ทดสอบ ท้าย");
        for (var i = 0; i < 3; i++) await nok.Box.PressAsync("ArrowLeft"); // ท้ stacks: three steps to the front of ท้าย

        await nok.TypesSlowly("/");
        await Expect(nok.Choices).ToHaveCountAsync(DefaultCannedResponses.All.Count);
        await Expect(nok.Box).ToHaveAttributeAsync("role", "combobox");
        await Expect(nok.Box).ToHaveAttributeAsync("aria-expanded", "true");
        var first = await nok.Chosen.GetAttributeAsync("id");
        await nok.Box.PressAsync("ArrowDown");
        await Expect(nok.Box).Not.ToHaveAttributeAsync("aria-activedescendant", first!);
        await Expect(nok.Box).ToHaveAttributeAsync("aria-activedescendant", (await nok.Chosen.GetAttributeAsync("id"))!);
        await nok.Box.PressAsync("Escape");
        await Expect(nok.Choices).ToHaveCountAsync(0);
        await Expect(nok.Box).Not.ToHaveAttributeAsync("role", "combobox");
        await nok.Box.PressAsync("Backspace");

        await nok.TypesSlowly("/ยินดีให้");
        await Expect(nok.Choices).ToHaveCountAsync(1);
        await nok.Box.PressAsync("Enter");
        const string greeting = "สวัสดีค่ะ คุณสมศรี Nok ยินดีให้บริการ มีอะไรให้ช่วยคะ";
        await Expect(nok.Box).ToHaveValueAsync($"ทดสอบ {greeting}ท้าย");
        Assert.Empty(customer.Read);
        await nok.Box.PressAsync("ControlOrMeta+z");
        await Expect(nok.Box).ToHaveValueAsync("ทดสอบ /ยินดีให้ท้าย");
        await nok.Box.PressAsync("ControlOrMeta+Shift+z");
        await nok.Box.PressAsync("Enter");
        await customer.Receives($"ทดสอบ {greeting}ท้าย");
        await Eventually.TrueAsync(() => App.ReadAsync(db => db.CannedResponses.AnyAsync(response => response.Title == "ทักทาย" && response.Uses == 1)));
    }

    [Fact]
    public async Task A_slash_in_the_middle_of_a_word_is_a_slash_and_what_finds_nothing_is_sent_as_it_is()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await nok.TypesSlowly("1/2");
        await Expect(nok.Choices).ToHaveCountAsync(0);
        await nok.Box.PressAsync("Enter");
        await customer.Receives("1/2");
        await nok.TypesSlowly("/ไม่มีคำนี้");
        await Expect(nok.Page.Locator(".choices:visible .choices__none")).ToBeVisibleAsync();
        await nok.Box.PressAsync("Enter");
        await customer.Receives("1/2", "/ไม่มีคำนี้");
        await Expect(nok.Page.Locator(".choices:visible")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task On_a_phone_the_button_opens_the_canned_responses_and_a_tap_puts_one_in()
    {
        var nok = await AnOperatorAsync("Nok", new() { ViewportSize = new() { Width = 375, Height = 700 }, HasTouch = true, IsMobile = true });
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await nok.Button("Composer.Canned").TapAsync();
        await Expect(nok.Choices.First).ToBeVisibleAsync();
        await nok.Choices.Filter(new() { HasText = "ได้รับยอดแล้ว" }).TapAsync();
        await Expect(nok.Box).ToHaveValueAsync("ได้รับยอดเรียบร้อยแล้ว ขอบคุณมากค่ะ");
        await Expect(nok.Choices).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Whoever_likes_ctrl_enter_sends_with_it_and_breaks_the_line_with_enter()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await nok.Page.Locator(".console").EvaluateAsync("console => { console.dataset.send = 'ctrl-enter'; }");
        await Expect(nok.Composer.GetByText(nok.Says("Composer.HintCtrl"))).ToBeVisibleAsync();
        await nok.TypesSlowly("หนึ่ง");
        await nok.Box.PressAsync("Enter");
        await nok.TypesSlowly("สอง");
        await Expect(nok.Box).ToHaveValueAsync("หนึ่ง\nสอง");
        await nok.Box.EvaluateAsync("box => box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, ctrlKey: true, bubbles: true, cancelable: true }))");
        await nok.Box.PressAsync("Control+Enter");
        await customer.Receives("หนึ่ง\nสอง");
    }

    [Fact]
    public async Task Near_the_limit_the_composer_counts_and_over_it_says_by_how_much()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        var count = nok.Composer.Locator(".composer__count");
        await nok.Types(new string('ก', 4499));
        await Expect(count).ToBeHiddenAsync();
        await nok.Types(new string('ก', 4500));
        await Expect(count).ToHaveTextAsync(nok.Says("Composer.Remaining", 500));
        await Expect(count).ToContainTextAsync("500");
        await Expect(nok.Composer.Locator(".composer__counted")).ToHaveTextAsync(nok.Says("Composer.Remaining", 500));
        await nok.Types(new string('ก', 4501));
        await Expect(count).ToHaveTextAsync(nok.Says("Composer.Remaining", 499));
        await Expect(nok.Composer.Locator(".composer__counted")).ToHaveTextAsync(nok.Says("Composer.Remaining", 500)); // said at a threshold, not on every letter
        await nok.Types(new string('ก', 4999) + "😀");
        await Expect(nok.Composer.Locator(".composer__counted")).ToHaveTextAsync(nok.Says("Composer.Over", 1));
    }

    [Fact]
    public async Task A_note_is_seen_by_the_colleague_it_names_and_never_by_the_customer()
    {
        Target.MustBeThisProcess(); // it calls the colleague by a name of its own
        var (nok, lek) = (await AnOperatorAsync("Nok"), await AnOperatorAsync("Lek Jaidee"));
        var customer = await ACustomerOfAsync(lek);
        await lek.Opens(customer);
        await nok.Opens(customer);
        await Expect(nok.Box).Not.ToBeVisibleAsync(); // Lek has it
        await nok.Mode("Writing.Note").ClickAsync();
        await Expect(nok.NoteBox).ToBeFocusedAsync();
        await nok.NoteBox.PressSequentiallyAsync("@lek");
        await Expect(nok.Choices).ToHaveCountAsync(1);
        await nok.NoteBox.PressAsync("Tab");
        await Expect(nok.NoteBox).ToHaveValueAsync("@Lek Jaidee ");
        await nok.NoteBox.PressSequentiallyAsync("ลดได้อีก 50");
        await nok.NoteBox.PressAsync("Enter");

        foreach (var someone in new[] { nok, lek })
        {
            var note = someone.Page.Locator(".message--note");
            await Expect(note).ToHaveCountAsync(1);
            await Expect(note).ToContainTextAsync("@Lek Jaidee ลดได้อีก 50");
            await Expect(note).ToContainTextAsync(someone.Says("Note.Mark"));
            await Expect(note).ToContainTextAsync("Nok");
        }
        await Expect(nok.NoteBox).ToHaveValueAsync("");
        Assert.True(await App.ReadAsync(db => db.ReadCursors.AnyAsync(cursor => cursor.ConversationId == customer.ConversationId && cursor.OperatorId == lek.Id && cursor.IsMentioned)));

        await lek.WritesANote("ได้เลย");
        await lek.Mode("Writing.Reply").ClickAsync();
        await Expect(lek.Box).ToHaveValueAsync("");
        await lek.Answers("ลดให้ค่ะ");
        await customer.Receives("ลดให้ค่ะ");
        await Expect(nok.Row(customer)).ToContainTextAsync("ลดให้ค่ะ");
    }

    [Fact]
    public async Task An_answer_is_free_until_the_clock_has_run_and_then_it_has_a_price()
    {
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("htmx:error: timeout"); // what is asked in that minute takes longer than it may
        await nok.Page.Clock.InstallAsync();
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await Expect(nok.Cost).ToContainTextAsync(nok.Says("Cost.Free", "0:"));
        await nok.Page.Clock.RunForAsync(60_000);
        await Expect(nok.Cost).ToHaveTextAsync(nok.Says("Cost.One"));
        await customer.Writes("ยังอยู่ไหมคะ"); // a token of its own comes with each message
        await nok.Page.Clock.ResumeAsync();
        await Expect(nok.Cost).ToContainTextAsync(nok.Says("Cost.Free", "0:"));
    }

    [Fact]
    public async Task What_one_call_does_not_carry_is_not_said_to_be_free()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await Expect(nok.Cost).ToContainTextAsync(nok.Says("Cost.Free", "0:"));
        await nok.Page.Locator(".composer__attach input").SetInputFilesAsync(Enumerable.Range(1, 5).Select(i => new FilePayload { Name = $"{i}.txt", MimeType = "text/plain", Buffer = "ราคา"u8.ToArray() }));
        await Expect(nok.Composer.Locator("[name=media]")).ToHaveCountAsync(5);
        await Expect(nok.Cost).Not.ToContainTextAsync("+");
        await nok.Types("ตามนี้ค่ะ");
        await Expect(nok.Cost).ToContainTextAsync("+ " + nok.Says("Cost.One"));
    }

    [Fact]
    public async Task When_the_customer_blocks_the_account_the_open_composer_closes_and_says_why_and_opens_when_they_are_back()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await nok.Types("กำลังพิมพ์");
        await customer.Blocks();
        await Expect(nok.Composer).ToContainTextAsync(nok.Says("Composer.Blocked"));
        await Expect(nok.Box).ToBeHiddenAsync();
        await customer.Unblocks();
        await Expect(nok.Box).ToBeVisibleAsync();
        await Expect(nok.Box).ToHaveValueAsync("กำลังพิมพ์");
    }

    [Fact]
    public async Task Others_hear_what_leaves_the_box_and_what_comes_back_and_can_give_words_back()
    {
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("ERR_", "Failed to fetch");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await nok.Page.EvaluateAsync("() => { window.heard = []; for (const name of ['composer:sent', 'composer:returned']) document.addEventListener(name, event => heard.push([name, event.detail])); }");
        await nok.Page.RouteAsync("**/replies", route => route.AbortAsync());
        await nok.Answers("หนึ่ง");
        await Expect(nok.Box).ToHaveValueAsync("หนึ่ง");
        var heard = await nok.Page.EvaluateAsync<string>("() => JSON.stringify(heard.map(([name, detail]) => [name, detail.words, detail.address, detail.key === heard[0][1].key]))");
        Assert.Equal($$"""[["composer:sent","หนึ่ง","/admin/live-chat/{{customer.ConversationId}}/replies",true],["composer:returned",null,"/admin/live-chat/{{customer.ConversationId}}/replies",true]]""", heard);

        await nok.Page.EvaluateAsync("() => document.dispatchEvent(new CustomEvent('composer:write', { detail: { text: 'ก่อนหน้า', address: document.getElementById('composer').getAttribute('hx-post') } }))");
        await Expect(nok.Box).ToHaveValueAsync("ก่อนหน้า\nหนึ่ง");
    }

    /// <summary>The same operator at another device.</summary>
    private async Task<Operator> AnotherBrowserOfAsync(Operator someone)
    {
        var browser = await ABrowserAsync(someone.Name);
        (browser.Id, browser.Username) = (someone.Id, someone.Username);
        await browser.Page.GotoAsync("/login");
        await browser.SignsIn(someone.Username, App.Password);
        await browser.Page.WaitForURLAsync("**/admin/live-chat*");
        return browser;
    }
}
