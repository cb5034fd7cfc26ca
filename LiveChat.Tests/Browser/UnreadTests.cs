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

        await Expect(nok.Badge(customer, 3)).ToBeVisibleAsync();
        await Expect(lek.Badge(customer, 0)).ToBeHiddenAsync();

        var tab = nok.Page;
        var secondTab = await nok.OpensATab();
        await nok.OpensTheList();
        await Expect(nok.Badge(customer, 3)).ToBeVisibleAsync();
        await nok.At(tab).Page.BringToFrontAsync();
        await nok.Chooses(customer);
        await Expect(nok.Badge(customer, 0)).ToBeHiddenAsync();
        await Expect(nok.At(secondTab).Badge(customer, 0)).ToBeHiddenAsync();
        await customer.Writes("สี่");
        await Expect(nok.At(tab).Bubble("สี่")).ToBeVisibleAsync();
        await Expect(nok.Badge(customer, 0)).ToBeHiddenAsync();
        await Expect(nok.At(secondTab).Row(customer)).ToContainTextAsync("สี่");
        await Expect(nok.At(secondTab).Badge(customer, 0)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_hidden_tab_reads_nothing_and_reads_when_it_is_looked_at()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerAsync();
        await nok.Opens(customer);
        await Expect(nok.Badge(customer, 0)).ToBeHiddenAsync();

        // The browser of these tests shows every tab at once, so the page is told.
        await nok.Page.EvaluateAsync("() => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => true }); document.dispatchEvent(new Event('visibilitychange')); }");
        await customer.Writes("ไม่มีใครเห็น");
        await Expect(nok.Bubble("ไม่มีใครเห็น")).ToHaveCountAsync(1);
        await Expect(nok.Badge(customer, 1)).ToBeVisibleAsync();

        await nok.Page.EvaluateAsync("() => { delete document.hidden; document.dispatchEvent(new Event('visibilitychange')); }");
        await Expect(nok.Badge(customer, 0)).ToBeHiddenAsync();
    }
}
