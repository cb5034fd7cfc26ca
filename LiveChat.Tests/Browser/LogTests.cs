using LiveChat.Tests.Support;
using Xunit;

namespace LiveChat.Tests.Browser;

public sealed class LogTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task Older_messages_load_above_without_a_jump_until_there_are_no_more()
    {
        Target.MustBeEmpty(); // the simulator's customers begin by adding the account: one entry more
        var (nok, customer) = await ALongConversationAsync(130);
        await Expect(nok.Bubbles).ToHaveCountAsync(50);
        await IsAtTheEnd(nok);
        foreach (var count in new[] { 100, 130 })
        {
            await nok.Scroller.EvaluateAsync("box => { box.scrollTop = 0; }");
            var first = nok.Bubbles.First;
            var id = await first.GetAttributeAsync("id");
            var before = (await first.BoundingBoxAsync())!.Y;
            await nok.Button("Chat.Older").ClickAsync();
            await Expect(nok.Bubbles).ToHaveCountAsync(count);
            var after = (await nok.Page.Locator($"#{id}").BoundingBoxAsync())!.Y;
            Assert.InRange(after, before - 2, before + 2);
        }
        await Expect(nok.Button("Chat.Older")).ToHaveCountAsync(0);
        Assert.Equal(Enumerable.Range(0, 130).Select(i => $"ข้อความที่ {i}"), await nok.Bubbles.Locator(".message__text").AllInnerTextsAsync());
        await customer.Writes("จบ");
        await Expect(nok.Bubble("จบ")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task At_the_end_it_follows_and_scrolled_up_it_stays_where_it_is()
    {
        var (nok, customer) = await ALongConversationAsync(60);
        await customer.Writes("ตามลงมา");
        await Expect(nok.Bubble("ตามลงมา")).ToBeInViewportAsync();
        await IsAtTheEnd(nok);

        await nok.Scroller.EvaluateAsync("box => { box.scrollTop = 300; }");
        await Expect(nok.Bubble("ตามลงมา")).Not.ToBeInViewportAsync();
        await customer.Writes("ไม่ดึงลง");
        await Expect(nok.Bubble("ไม่ดึงลง")).ToHaveCountAsync(1);
        await nok.HasUnread(customer, 1);
        Assert.Equal(300, await nok.Scroller.EvaluateAsync<double>("box => box.scrollTop"));

        await nok.Scroller.EvaluateAsync("box => { box.scrollTop = box.scrollHeight; }");
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
        await nok.Scroller.EvaluateAsync("box => { box.scrollTop = 0; }");
        await Expect(nok.Bubbles.Last).Not.ToBeInViewportAsync();
        await nok.Answers("ตอบจากข้างบน");
        await Expect(nok.Bubble("ตอบจากข้างบน")).ToBeInViewportAsync();
        await IsAtTheEnd(nok);
    }

    private async Task<(Operator, Customer)> ALongConversationAsync(int messages)
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerAsync("ข้อความที่ 0");
        for (var i = 1; i < messages; i++) await customer.Writes($"ข้อความที่ {i}");
        await customer.IsHeard($"ข้อความที่ {messages - 1}");
        await nok.Opens(customer);
        return (nok, customer);
    }

    private static Task IsAtTheEnd(Operator someone) =>
        Eventually.TrueAsync(() => someone.Scroller.EvaluateAsync<bool>("box => box.scrollHeight - box.scrollTop - box.clientHeight < 2"));
}
