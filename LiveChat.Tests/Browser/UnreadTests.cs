using LiveChat.Tests.Support;
using Xunit;

namespace LiveChat.Tests.Browser;

public sealed class UnreadTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task A_badge_rises_for_those_who_do_not_look_and_falls_when_the_conversation_is_opened_in_the_other_tab_too()
    {
        var (nok, lek) = (await AnOperatorAsync("Nok"), await AnOperatorAsync("Lek"));
        var (customer, other) = (await ACustomerAsync(), await ACustomerAsync(name: "อีกคน"));
        await nok.Opens(other);
        await lek.Opens(customer);
        await customer.Writes("สอง");
        await customer.Writes("สาม");

        await nok.HasUnread(customer, 3);
        await lek.HasUnread(customer, 0);

        var tab = nok.Page;
        var secondTab = await nok.OpensATab();
        await nok.OpensTheList();
        await nok.HasUnread(customer, 3);
        await nok.At(tab).Page.BringToFrontAsync();
        await nok.Chooses(customer);
        await nok.HasUnread(customer, 0);
        await nok.At(secondTab).HasUnread(customer, 0);
        await customer.Writes("สี่");
        await Expect(nok.At(tab).Bubble("สี่")).ToBeVisibleAsync();
        await nok.HasUnread(customer, 0);
        await Expect(nok.At(secondTab).Row(customer)).ToContainTextAsync("สี่");
        await nok.At(secondTab).HasUnread(customer, 0);
    }

    [Fact]
    public async Task A_hidden_tab_reads_nothing_and_reads_when_it_is_looked_at()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerAsync();
        await nok.Opens(customer);
        await nok.HasUnread(customer, 0);

        // The browser of these tests shows every tab at once, so the page is told.
        await nok.Page.EvaluateAsync("() => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => true }); document.dispatchEvent(new Event('visibilitychange')); }");
        await customer.Writes("ไม่มีใครเห็น");
        await Expect(nok.Bubble("ไม่มีใครเห็น")).ToHaveCountAsync(1);
        await nok.HasUnread(customer, 1);

        await nok.Page.EvaluateAsync("() => { delete document.hidden; document.dispatchEvent(new Event('visibilitychange')); }");
        await nok.HasUnread(customer, 0);
    }
}
