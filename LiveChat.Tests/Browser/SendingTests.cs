using LiveChat.Core.Messages;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Browser;

public sealed class SendingTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task Enter_twice_and_a_double_click_send_once_and_the_same_words_typed_twice_are_sent_twice()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);

        await nok.Types("หนึ่ง");
        await nok.Box.PressAsync("Enter");
        await nok.Box.PressAsync("Enter");
        await nok.Types("สอง");
        await nok.Page.Locator("#composer .composer__send").DblClickAsync();
        await nok.Answers("ค่ะ");
        await nok.Answers("ค่ะ");
        await nok.Answers("จบ");

        await customer.Receives("หนึ่ง", "สอง", "ค่ะ", "ค่ะ", "จบ");
        await Expect(nok.Page.Locator("[data-direction=outgoing] .message__text")).ToHaveTextAsync(["หนึ่ง", "สอง", "ค่ะ", "ค่ะ", "จบ"]);
        await Expect(nok.Page.Locator("[data-delivery=accepted]")).ToHaveCountAsync(5);
        await nok.Page.ReloadAsync();
        await Expect(nok.Page.Locator("[data-direction=outgoing]")).ToHaveCountAsync(5);
    }

    [Fact]
    public async Task The_bubble_is_there_before_the_server_has_answered_and_becomes_the_message_whichever_way_that_comes()
    {
        var (nok, lek) = (await AnOperatorAsync("Nok"), await AnOperatorAsync("Lek"));
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await lek.Opens(customer);
        using var open = new SemaphoreSlim(0);
        using var heard = new SemaphoreSlim(0);
        await nok.Page.RouteAsync("**/replies", async route => { await open.WaitAsync(); var answer = await route.FetchAsync(); await heard.WaitAsync(); await route.FulfillAsync(new() { Response = answer }); });

        await nok.Answers("ช้าหน่อย\nแต่มาแน่");
        var bubble = nok.Page.Locator(".messages > .message[data-direction=outgoing]");
        await Expect(bubble).ToHaveCountAsync(1);
        await Expect(bubble).ToHaveAttributeAsync("data-delivery", "queued");
        await Expect(bubble).ToHaveAttributeAsync("data-sending", "");
        await Expect(bubble.Locator(".message__text")).ToHaveTextAsync("ช้าหน่อย\nแต่มาแน่");
        await Expect(bubble).ToBeInViewportAsync();

        open.Release(); // the stream is quicker than the answer
        await Expect(bubble).ToHaveAttributeAsync("data-delivery", "accepted");
        await Expect(bubble).Not.ToHaveAttributeAsync("data-sending", "");
        heard.Release();
        await Expect(lek.Page.Locator(".messages > .message[data-direction=outgoing]")).ToHaveCountAsync(1);
        await nok.Page.UnrouteAllAsync();
        await nok.Answers("จบ");
        await Expect(nok.Page.Locator("[data-delivery=accepted]")).ToHaveCountAsync(2);
        await Expect(bubble).ToHaveCountAsync(2);
        await Expect(nok.Page.Locator("[data-sending]")).ToHaveCountAsync(0);
        await customer.Receives("ช้าหน่อย\nแต่มาแน่", "จบ");
    }

    [Fact]
    public async Task Whoever_answers_from_far_in_the_past_is_at_the_end_where_the_answer_stands_once()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await App.GivenPastAsync(customer.ConversationId, 200);
        var old = await App.ReadAsync(db => db.Messages.Where(message => message.ConversationId == customer.ConversationId && message.Text == "ข้อความที่ 50").Select(message => message.Id).SingleAsync());
        await nok.Page.GotoAsync($"/admin/live-chat/{customer.ConversationId}?around={old}");
        await nok.IsLive();
        await nok.Answers("ตอบจากอดีต");
        await Expect(nok.Bubble("ตอบจากอดีต")).ToBeInViewportAsync();
        await Expect(nok.Bubble("ตอบจากอดีต")).ToHaveAttributeAsync("data-delivery", "accepted");
        await Expect(nok.Bubble("ตอบจากอดีต")).ToHaveCountAsync(1);
        await Expect(nok.Bubble("สวัสดีค่ะ")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_is_typed_while_the_first_is_on_its_way_goes_out_as_it_was_typed_and_in_order()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        using var open = new SemaphoreSlim(0);
        await nok.Page.RouteAsync("**/replies", async route => { await open.WaitAsync(); await route.ContinueAsync(); });

        await nok.Answers("หนึ่ง");
        await nok.Answers("สอง");
        await nok.Answers("สาม");
        await nok.Types("ยังไม่ส่ง");
        open.Release(3);

        await customer.Receives("หนึ่ง", "สอง", "สาม");
        await Expect(nok.Box).ToHaveValueAsync("ยังไม่ส่ง");
    }

    [Fact]
    public async Task Without_the_server_the_words_come_back_in_order_and_the_page_says_so_and_sent_again_they_arrive_once()
    {
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("ERR_", "Failed to fetch");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        using var open = new SemaphoreSlim(0);
        await nok.Page.RouteAsync("**/replies", async route => { await open.WaitAsync(); await route.AbortAsync(); });

        await nok.Answers("หนึ่ง");
        await nok.Answers("สอง");
        open.Release(2);
        await Expect(nok.Notices).ToContainTextAsync(nok.Says("Notice.NotSent"));
        await Expect(nok.Box).ToHaveValueAsync("หนึ่ง\nสอง");
        await Expect(nok.Page.Locator(".messages > [data-direction=outgoing]")).ToHaveCountAsync(0); // what is in the box does not stand in the log
        await Expect(nok.Box).ToBeFocusedAsync();

        await nok.Page.UnrouteAllAsync();
        await nok.Box.PressAsync("Enter");
        await customer.Receives("หนึ่ง\nสอง");
        await Expect(nok.Box).ToHaveValueAsync("");
        await Expect(nok.Notices).ToBeEmptyAsync(); // it is not true any more
    }

    [Fact]
    public async Task Words_that_arrived_although_the_answer_did_not_are_sent_again_without_being_doubled_and_changed_words_are_another_message()
    {
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("ERR_", "Failed to fetch");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await TheAnswersOfTheServerAreLostAsync(nok);
        await nok.Answers("ราคา 500 ค่ะ");
        await Expect(nok.Box).ToHaveValueAsync("ราคา 500 ค่ะ");
        await Expect(nok.Bubble("ราคา 500 ค่ะ")).ToHaveCountAsync(1); // the stream has told of it
        await nok.Page.UnrouteAllAsync();

        await nok.Box.PressAsync("Enter");
        await Expect(nok.Box).ToHaveValueAsync("");
        await Expect(nok.Bubble("ราคา 500 ค่ะ")).ToHaveCountAsync(1);
        await nok.Answers("ลดเหลือ 450 ค่ะ");
        await customer.Receives("ราคา 500 ค่ะ", "ลดเหลือ 450 ค่ะ");
    }

    [Fact]
    public async Task A_page_loaded_again_before_the_answer_came_gives_the_words_back_and_sent_once_more_they_arrive_once()
    {
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("ERR_", "Failed to fetch");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await nok.Page.RouteAsync("**/replies", route => route.FetchAsync()); // the server has it, the page never hears
        await nok.Answers("ราคา 500 ค่ะ");
        await customer.Receives("ราคา 500 ค่ะ");
        await nok.Page.ReloadAsync();
        await nok.Page.UnrouteAllAsync();
        await Expect(nok.Box).ToHaveValueAsync("ราคา 500 ค่ะ");

        await nok.Box.PressAsync("Enter");
        await Expect(nok.Box).ToHaveValueAsync("");
        await nok.Answers("จบ");
        await customer.Receives("ราคา 500 ค่ะ", "จบ");
    }

    [Fact]
    public async Task The_same_words_written_anew_after_those_that_came_back_were_thrown_away_are_another_message()
    {
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("ERR_", "Failed to fetch");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await TheAnswersOfTheServerAreLostAsync(nok);
        await nok.Answers("ค่ะ");
        await customer.Receives("ค่ะ");
        await Expect(nok.Box).ToHaveValueAsync("ค่ะ");
        await nok.Page.UnrouteAllAsync();

        await nok.Types(""); // it stands in the log already
        await nok.Answers("ค่ะ");
        await customer.Receives("ค่ะ", "ค่ะ");
    }

    [Fact]
    public async Task The_same_words_written_anew_after_a_failed_and_repeated_send_are_another_message()
    {
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("ERR_", "Failed to fetch");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await nok.Page.RouteAsync("**/replies", route => route.AbortAsync());
        await nok.Answers("ค่ะ");
        await Expect(nok.Box).ToHaveValueAsync("ค่ะ");
        await nok.Page.UnrouteAllAsync();

        await nok.Box.PressAsync("Enter");
        await customer.Receives("ค่ะ");
        await nok.Answers("ค่ะ");
        await nok.Answers("จบ");

        await customer.Receives("ค่ะ", "ค่ะ", "จบ");
    }

    [Fact]
    public async Task Whoever_lost_the_conversation_gets_the_words_back_and_is_told_who_has_it()
    {
        Target.MustBeThisProcess();
        var (nok, lek) = (await AnOperatorAsync("Nok"), await AnOperatorAsync("Lek"));
        nok.WillHearOf("409");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await nok.Types("กำลังเช็กให้ค่ะ");
        // Nok's page does not know yet: the answer is on its way while the conversation changes hands.
        await nok.Page.RouteAsync("**/replies", async route =>
        {
            await App.UseAsync((Core.Sessions.ReturnToQueue use) => use.RunAsync(customer.ConversationId, nok.Id, CancellationToken.None));
            await App.UseAsync((Core.Sessions.ClaimSession use) => use.RunAsync(customer.ConversationId, lek.Id, CancellationToken.None));
            await route.ContinueAsync();
        });

        await nok.Box.PressAsync("Enter");

        await Expect(nok.Notices).ToContainTextAsync(nok.Says("Refusal.TakenBy", lek.Name));
        await Expect(nok.Box).ToHaveValueAsync("กำลังเช็กให้ค่ะ");
        await Expect(nok.Composer).ToContainTextAsync(nok.Says("Composer.Others", lek.Name));
        await Expect(nok.Bubble("กำลังเช็กให้ค่ะ")).ToHaveCountAsync(0);
        Assert.Empty(customer.Read);
    }

    [Fact]
    public async Task Enter_that_ends_a_composition_does_not_send_and_shift_enter_breaks_the_line()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await nok.Types("กำลังพิมพ์");

        await nok.Box.EvaluateAsync("box => box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))");
        await nok.Box.EvaluateAsync("box => box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true }))");
        await nok.Box.PressAsync("End");
        await nok.Box.PressAsync("Shift+Enter");
        await Expect(nok.Box).ToHaveValueAsync("กำลังพิมพ์\n");
        await nok.Box.PressSequentiallyAsync("อยู่");
        await nok.Box.PressAsync("Enter");

        await customer.Receives("กำลังพิมพ์\nอยู่");
    }

    [Fact]
    public async Task More_than_line_takes_is_neither_sent_nor_cut_off_and_the_page_says_why()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await nok.Box.FocusAsync();
        await nok.Page.Keyboard.InsertTextAsync(new string('ก', 4999) + "😀");

        await nok.Box.PressAsync("Enter");

        Assert.Equal(nok.Says("Refusal.TooLong", 5000), await nok.Box.EvaluateAsync<string>("box => box.validationMessage"));
        await Expect(nok.Box).ToHaveValueAsync(new string('ก', 4999) + "😀");
        await nok.Box.PressAsync("End");
        await nok.Box.PressAsync("Backspace");
        await nok.Box.PressAsync("Enter");
        await customer.Receives(new string('ก', 4999));
    }

    [Fact]
    public async Task A_draft_waits_in_its_own_conversation_and_a_live_change_does_not_touch_it()
    {
        var nok = await AnOperatorAsync("Nok");
        var (first, second) = (await ACustomerOfAsync(nok, name: "ลูกค้าหนึ่ง"), await ACustomerOfAsync(nok, name: "ลูกค้าสอง"));
        await nok.Opens(first);
        await nok.Types("ร่างแรก");
        await first.Writes("ยังอยู่ไหมคะ");
        await Expect(nok.Bubble("ยังอยู่ไหมคะ")).ToBeVisibleAsync();
        await Expect(nok.Box).ToHaveValueAsync("ร่างแรก");

        await nok.Chooses(second);
        await Expect(nok.Box).ToHaveValueAsync("");
        await nok.Types("ร่างสอง");
        await nok.Chooses(first);
        await Expect(nok.Box).ToHaveValueAsync("ร่างแรก");
        await nok.Chooses(second);
        await Expect(nok.Box).ToHaveValueAsync("ร่างสอง");
        await nok.Page.ReloadAsync();
        await Expect(nok.Box).ToHaveValueAsync("ร่างสอง");
    }

    [Fact]
    public async Task What_line_refuses_says_why_on_the_bubble_and_retry_sends_it()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await MustBePushedToAsync(customer);
        App.Line.Faults.Add(FakeEndpoint.Push, new Fault(FaultKind.Unauthorized));
        try
        {
            await nok.Answers("ส่งแล้วค่ะ");
            await Expect(nok.Bubble("ส่งแล้วค่ะ")).ToHaveAttributeAsync("data-delivery", "failed");
            await Expect(nok.Bubble("ส่งแล้วค่ะ")).ToContainTextAsync(nok.Says("Problem.Unauthorised"));
            await Expect(nok.News).ToContainTextAsync(nok.Says("Problem.Unauthorised")); // heard, too
            var details = nok.Bubble("ส่งแล้วค่ะ").Locator(".delivery-detail__open");
            var before = await EndOfAsync(details);
            await details.ClickAsync();
            await Expect(nok.Page.Locator(".delivery-detail__list")).ToBeVisibleAsync();
            Assert.Equal(before, await EndOfAsync(details), 1.0); // it stays where it was pressed
        }
        finally
        {
            App.Line.Faults.Clear();
        }
        await nok.Button("Message.Retry.failed").ClickAsync();
        await Expect(nok.Bubble("ส่งแล้วค่ะ")).ToHaveAttributeAsync("data-delivery", "accepted");
        await customer.Receives("ส่งแล้วค่ะ");
    }

    [Fact]
    public async Task A_failure_that_comes_before_the_answer_to_the_sending_is_heard_too()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await MustBePushedToAsync(customer);
        using var told = new SemaphoreSlim(0);
        await nok.Page.RouteAsync("**/replies", async route =>
        {
            var answer = await route.FetchAsync();
            await told.WaitAsync();
            await route.FulfillAsync(new() { Response = answer });
        });
        App.Line.Faults.Add(FakeEndpoint.Push, new Fault(FaultKind.Unauthorized));
        try
        {
            await nok.Page.EvaluateAsync("() => document.dispatchEvent(new CustomEvent('live:hold', { detail: new Promise(() => {}) }))");
            await nok.Answers("ส่งแล้วค่ะ");
            await Eventually.TrueAsync(() => App.ReadAsync(db => db.Messages.AnyAsync(message => message.ConversationId == customer.ConversationId && message.DeliveryState == DeliveryState.Failed)));
            await nok.Page.EvaluateAsync("() => document.dispatchEvent(new Event('live:hello'))"); // what it missed is the first that it hears
            await Expect(nok.News).ToContainTextAsync(nok.Says("Problem.Unauthorised"));
        }
        finally
        {
            App.Line.Faults.Clear();
        }
        told.Release();
        await Expect(nok.Bubble("ส่งแล้วค่ะ")).ToHaveAttributeAsync("data-delivery", "failed");
        await Expect(nok.Bubble("ส่งแล้วค่ะ")).ToHaveCountAsync(1);
    }

    /// <summary>Their reply token is gone: what is sent costs a message.</summary>
    private Task<int> MustBePushedToAsync(Customer customer) =>
        App.ReadAsync(db => db.Conversations.Where(found => found.Id == customer.ConversationId).ExecuteUpdateAsync(set => set.SetProperty(found => found.ReplyToken, (string?)null)));

    private static async Task<double> EndOfAsync(ILocator what) => await what.EvaluateAsync<double>("what => what.getBoundingClientRect().right");

    /// <summary>What is sent arrives, and the page does not hear of it.</summary>
    private static async Task TheAnswersOfTheServerAreLostAsync(Operator someone) => await someone.Page.RouteAsync("**/replies", async route =>
    {
        await route.FetchAsync();
        await route.AbortAsync();
    });
}
