using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Browser;

public sealed class LogTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task Older_messages_come_by_themselves_before_one_is_at_the_top_without_a_jump_until_there_are_no_more()
    {
        var (nok, customer) = await ALongConversationAsync(130);
        await Expect(nok.Entries).ToHaveCountAsync(50);
        await IsAtTheEnd(nok);
        foreach (var count in new[] { 100, 132 })
        {
            using var open = new SemaphoreSlim(0);
            await nok.Page.RouteAsync("**/messages?before=*", async route => { await open.WaitAsync(); await route.ContinueAsync(); });
            await nok.ScrollsTo(400);
            await Expect(nok.OlderEdge.Locator(".htmx-request")).ToBeVisibleAsync(); // a word that more is coming
            var first = nok.Page.Locator($"#{await nok.Bubbles.Nth(10).GetAttributeAsync("id")}");
            var before = (await first.BoundingBoxAsync())!.Y;
            open.Release();
            await Expect(nok.Entries).ToHaveCountAsync(count);
            Assert.InRange((await first.BoundingBoxAsync())!.Y, before - 2, before + 2);
            await nok.Page.UnrouteAllAsync();
        }
        await Expect(nok.OlderEdge).ToBeHiddenAsync();
        Assert.Equal(Enumerable.Range(0, 130).Select(i => $"ข้อความที่ {i}").Append("สวัสดีค่ะ"), await nok.Bubbles.Locator(".message__text").AllInnerTextsAsync());
        await Expect(nok.Page.Locator(".messages > .day")).ToHaveCountAsync(await nok.Page.Locator(".messages > .day + .message, .messages > .day + .separator").CountAsync());
        await customer.Writes("จบ");
        await Expect(nok.Bubble("จบ")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task However_far_one_scrolls_and_however_much_comes_the_page_holds_a_window_and_the_newest_is_one_press_away()
    {
        var (nok, customer) = await ALongConversationAsync(600);
        while (!await nok.NewerEdge.IsVisibleAsync()) await ScrollsUpOnceAsync(nok);
        await Expect(nok.Bubble("สวัสดีค่ะ")).ToHaveCountAsync(0); // the end was let go
        Assert.InRange(await nok.Entries.CountAsync(), 250, 350);
        await Expect(nok.Newest).ToHaveTextAsync(nok.Says("Chat.Newest"));

        await customer.Writes("ถามหน่อยค่ะ");
        await customer.Writes("อยู่ไหมคะ");
        await Expect(nok.Newest).ToHaveTextAsync(nok.Says("Chat.News", 2));
        await Expect(nok.Bubble("อยู่ไหมคะ")).ToHaveCountAsync(0);
        await Expect(nok.News).ToContainTextAsync("อยู่ไหมคะ"); // but heard

        await nok.Newest.ClickAsync();
        await Expect(nok.Bubble("อยู่ไหมคะ")).ToBeInViewportAsync();
        await Expect(nok.Newest).ToBeHiddenAsync();
        await nok.HasUnread(customer, 0);
        await IsAtTheEnd(nok);

        // From the end on, the other side is let go.
        while (await nok.Entries.CountAsync() < 300) await ScrollsUpOnceAsync(nok);
        await nok.ScrollsToTheEnd();
        for (var i = 0; i < 60; i++) await customer.Writes($"อีก {i}");
        await Expect(nok.Bubble("อีก 59")).ToBeInViewportAsync();
        Assert.InRange(await nok.Entries.CountAsync(), 250, 350);
        await nok.ScrollsTo(0);
        await Expect(nok.OlderEdge).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Scrolled_up_new_messages_are_counted_and_seen_at_a_press_and_whoever_opens_a_message_stands_there()
    {
        var (nok, customer) = await ALongConversationAsync(120);
        await nok.ScrollsTo(1000);
        await Expect(nok.Newest).ToBeVisibleAsync();
        foreach (var text in new[] { "หนึ่ง", "สอง", "สาม" }) await customer.Writes(text);
        await Expect(nok.Newest).ToHaveTextAsync(nok.Says("Chat.News", 3));
        await nok.Newest.FocusAsync();
        await nok.Page.Keyboard.PressAsync("Enter");
        await Expect(nok.Bubble("สาม")).ToBeInViewportAsync();
        await Expect(nok.Newest).ToBeHiddenAsync();
        await Expect(nok.Scroller).ToBeFocusedAsync();

        var old = await App.ReadAsync(db => db.Messages.Where(message => message.ConversationId == customer.ConversationId && message.Text == "ข้อความที่ 20").Select(message => message.Id).SingleAsync());
        await nok.Page.GotoAsync($"/admin/live-chat/{customer.ConversationId}?around={old}");
        await Expect(nok.Bubble("ข้อความที่ 20")).ToBeInViewportAsync();
        await Expect(nok.Newest).ToBeVisibleAsync();
    }

    [Fact]
    public async Task New_messages_are_announced_once_and_what_is_loaded_from_the_past_or_said_by_oneself_never()
    {
        var (nok, customer) = await ALongConversationAsync(120);
        await nok.Claims();
        await Expect(nok.Box).ToBeEnabledAsync();
        await nok.Page.EvaluateAsync("""
            () => {
                window.heard = [];
                new MutationObserver(changes => changes.forEach(({ addedNodes }) => addedNodes.forEach(node => window.heard.push(node.textContent)))).observe(document.getElementById("news"), { childList: true, subtree: true, characterData: true });
            }
            """);
        await nok.ScrollsTo(100);
        await Expect(nok.Entries).ToHaveCountAsync(101);
        await nok.Answers("คำตอบของฉัน");
        await Expect(nok.Page.Locator("[data-delivery=accepted]")).ToHaveCountAsync(1);
        await customer.Writes("ได้ยินไหมคะ");
        await Expect(nok.News).ToContainTextAsync("ได้ยินไหมคะ");

        Assert.Equal([$"{nok.Says("Author.customer")}: ได้ยินไหมคะ"], await nok.Page.EvaluateAsync<string[]>("() => window.heard.filter(words => !words.includes('Nok'))"));
        Assert.Equal(("log", "off"), (await nok.Scroller.GetAttributeAsync("role"), await nok.Scroller.GetAttributeAsync("aria-live"))); // the log itself is silent
        Assert.DoesNotContain(await nok.Page.EvaluateAsync<string[]>("() => window.heard"), words => words.Contains("คำตอบของฉัน", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_conversation_that_takes_its_time_to_open_shows_its_shape_meanwhile()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerAsync();
        await nok.OpensTheList();
        using var open = new SemaphoreSlim(0);
        await nok.Page.RouteAsync($"**/admin/live-chat/{customer.ConversationId}", async route => { await open.WaitAsync(); await route.ContinueAsync(); });
        await nok.Row(customer).Locator("a").ClickAsync();
        await Expect(nok.Page.Locator("#chat[data-loading][aria-busy=true]")).ToHaveCountAsync(1);
        open.Release();
        await Expect(nok.Log(customer)).ToBeVisibleAsync();
        await Expect(nok.Page.Locator("#chat[data-loading], #chat[aria-busy]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task At_the_end_it_follows_and_scrolled_up_it_stays_where_it_is()
    {
        var (nok, customer) = await ALongConversationAsync(60);
        await customer.Writes("ตามลงมา");
        await Expect(nok.Bubble("ตามลงมา")).ToBeInViewportAsync();
        await IsAtTheEnd(nok);

        await nok.ScrollsTo(1000);
        await Expect(nok.Bubble("ตามลงมา")).Not.ToBeInViewportAsync();
        await customer.Writes("ไม่ดึงลง");
        await Expect(nok.Bubble("ไม่ดึงลง")).ToHaveCountAsync(1);
        await nok.HasUnread(customer, 1);
        Assert.Equal(1000, await nok.Scroller.EvaluateAsync<double>("box => box.scrollTop"));

        await nok.ScrollsToTheEnd();
        await nok.HasUnread(customer, 0);

        // A long answer makes the box smaller: its end stays in sight.
        await nok.Claims();
        await Expect(nok.Box).ToBeEnabledAsync();
        await nok.Types("หนึ่ง\nสอง\nสาม\nสี่\nห้า");
        await IsAtTheEnd(nok);
    }

    [Fact]
    public async Task With_a_long_draft_in_the_box_it_still_opens_at_its_end_and_what_comes_is_seen_and_read()
    {
        var (nok, customer) = await ALongConversationAsync(40);
        await nok.Claims();
        await nok.Types("หนึ่ง\nสอง\nสาม\nสี่\nห้า\nหก");
        await nok.Page.ReloadAsync();
        await nok.IsLive();
        await Expect(nok.Box).ToHaveValueAsync("หนึ่ง\nสอง\nสาม\nสี่\nห้า\nหก");
        await IsAtTheEnd(nok);

        await customer.Writes("เห็นไหม");
        await Expect(nok.Bubble("เห็นไหม")).ToBeInViewportAsync();
        await nok.HasUnread(customer, 0);
        await IsAtTheEnd(nok);
    }

    [Fact]
    public async Task Whoever_answers_from_far_above_sees_the_answer()
    {
        var (nok, _) = await ALongConversationAsync(40);
        await nok.Claims();
        await Expect(nok.Box).ToBeEnabledAsync();
        await nok.ScrollsTo(0);
        await Expect(nok.Bubbles.Last).Not.ToBeInViewportAsync();
        await nok.Answers("ตอบจากข้างบน");
        await Expect(nok.Bubble("ตอบจากข้างบน")).ToBeInViewportAsync();
        await IsAtTheEnd(nok);
    }

    [Fact]
    public async Task Whoever_scrolls_up_in_the_moment_in_which_the_composer_grows_stays_there()
    {
        var (nok, _) = await ALongConversationAsync(60);
        await nok.Claims();
        await Expect(nok.Box).ToBeEnabledAsync();
        await nok.ScrollsToTheEnd();
        await nok.Scroller.EvaluateAsync("box => { document.getElementById('composer').style.minHeight = '300px'; box.scrollTop = 100; }");
        await Expect(nok.Newest).ToBeVisibleAsync();
        await Expect(nok.Entries).ToHaveCountAsync(63);
    }

    private async Task<(Operator, Customer)> ALongConversationAsync(int past)
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerAsync();
        await App.GivenPastAsync(customer.ConversationId, past);
        await nok.Opens(customer);
        return (nok, customer);
    }

    private static async Task ScrollsUpOnceAsync(Operator someone)
    {
        var first = await someone.Entries.First.GetAttributeAsync("id");
        await someone.ScrollsTo(0);
        await Expect(someone.Entries.First).Not.ToHaveIdAsync(first!);
    }

    private static Task IsAtTheEnd(Operator someone) =>
        Eventually.TrueAsync(() => someone.Scroller.EvaluateAsync<bool>("box => box.scrollHeight - box.scrollTop - box.clientHeight < 2"));
}
