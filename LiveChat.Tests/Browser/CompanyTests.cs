using LiveChat.Tests.Support;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>Operators who are at one conversation at the same time.</summary>
public sealed class CompanyTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task Two_who_look_at_one_conversation_see_each_other_type_and_leave_and_the_customer_sees_that_an_answer_comes()
    {
        var (nok, lek) = (await AnOperatorAsync("Nok"), await AnOperatorAsync("เล็ก", new() { Locale = "th-TH" }));
        var (customer, other) = (await ACustomerOfAsync(nok), await ACustomerAsync(name: "อีกคน"));
        await nok.Opens(customer);
        await lek.OpensTheList();
        await Expect(lek.Viewers(customer)).ToContainTextAsync(lek.Says("Company.Views", nok.Name)); // before they looked themselves
        await Expect(nok.Company(customer)).ToBeEmptyAsync(); // nobody is told of themselves

        await lek.Chooses(customer);
        await Expect(nok.Company(customer)).ToHaveTextAsync(nok.Says("Company.Views", "เล็ก"));
        await Expect(nok.Viewers(customer).Locator(".avatar")).ToHaveTextAsync("เ");
        await Expect(lek.Company(customer)).ToHaveTextAsync(lek.Says("Company.Views", nok.Name));

        await nok.TypesSlowly("กำลังเช็กให้นะคะ");
        await Expect(lek.Company(customer)).ToHaveTextAsync(lek.Says("Company.Types", nok.Name));
        await customer.SeesTyping();
        await nok.Types(""); // thought better of it
        await Expect(lek.Company(customer)).ToHaveTextAsync(lek.Says("Company.Views", nok.Name));

        await customer.Writes("ขอบคุณค่ะ"); // the row is rendered anew, the faces stay
        await Expect(nok.Row(customer)).ToContainTextAsync("ขอบคุณค่ะ");
        await Expect(nok.Viewers(customer).Locator(".avatar")).ToHaveCountAsync(1);
        await lek.Chooses(other);
        await Expect(nok.Company(customer)).ToBeEmptyAsync();
        await Expect(nok.Viewers(other)).ToContainTextAsync(nok.Says("Company.Views", "เล็ก"));
        await lek.Page.CloseAsync(new() { RunBeforeUnload = true });
        await Expect(nok.Viewers(other)).ToBeEmptyAsync();
    }

    [Fact]
    public async Task A_tab_that_is_opened_later_and_a_list_that_was_away_know_who_is_where()
    {
        var (nok, lek) = (await AnOperatorAsync("Nok"), await AnOperatorAsync("Lek"));
        nok.WillHearOf("ERR_INTERNET_DISCONNECTED", "Failed to fetch");
        var (customer, other) = (await ACustomerAsync(), await ACustomerAsync(name: "อีกคน"));
        await lek.Opens(customer);
        await nok.OpensTheList();
        await Expect(nok.Viewers(customer)).ToContainTextAsync(lek.Name);
        var first = nok.Page;

        await nok.OpensATab(); // it does not read the stream: it is told by the one that does
        await nok.OpensTheList();
        await Expect(nok.Viewers(customer)).ToContainTextAsync(lek.Name);

        await nok.Context.SetOfflineAsync(true);
        await Expect(nok.Connection).ToHaveAttributeAsync("data-state", "offline");
        await lek.Chooses(other);
        await nok.Context.SetOfflineAsync(false);
        foreach (var tab in new[] { first, nok.Page })
        {
            await Expect(nok.At(tab).Viewers(other)).ToContainTextAsync(lek.Name);
            await Expect(nok.Viewers(customer)).ToBeEmptyAsync();
        }
    }
}
