using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Browser;

public sealed class TransferTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task A_conversation_is_offered_declined_offered_again_and_accepted_before_the_eyes_of_both()
    {
        var (nok, lek) = (await AnOperatorAsync("Nok"), await AnOperatorAsync("Lek"));
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await lek.Opens(customer);
        await SeenAsync(lek);

        await nok.OffersTo(lek, "อยากนัดวันเสาร์\nรอยืนยันคิว");
        await Expect(nok.Desk).ToContainTextAsync(nok.Says("Transfer.Pending", "Lek"));
        await Expect(nok.Box).ToBeEnabledAsync(); // still the owner's
        await Expect(lek.Desk).ToContainTextAsync(lek.Says("Transfer.Asked", "Nok"));
        await Expect(lek.Desk).ToContainTextAsync("อยากนัดวันเสาร์");
        await Expect(lek.Box).ToBeDisabledAsync();
        await lek.DeclinesTheTransfer();
        await Expect(nok.Link("Transfer.Begin")).ToBeVisibleAsync();
        await Expect(lek.Button("Transfer.Accept")).ToHaveCountAsync(0);

        await SeenAsync(lek);
        await nok.OffersTo(lek, "ลองอีกที");
        await lek.AcceptsTheTransfer();
        await Expect(lek.Box).ToBeEnabledAsync();
        await Expect(nok.Composer).ToContainTextAsync(nok.Says("Composer.Others", "Lek"));
        await Expect(nok.Row(customer)).ToContainTextAsync("Lek");
        await lek.Answers("รับช่วงต่อค่ะ");
        await customer.Receives("รับช่วงต่อค่ะ");
        foreach (var someone in new[] { nok, lek })
            await Expect(someone.Log(customer)).ToContainTextAsync(someone.Says("Entry.session.transferred", "Lek", "Nok"));
    }

    [Fact]
    public async Task The_dialog_keeps_the_keyboard_says_what_is_refused_and_gives_the_focus_back()
    {
        var (nok, lek) = (await AnOperatorAsync("Nok"), await AnOperatorAsync("Lek"));
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await SeenAsync(lek);
        nok.WillHearOf("409");

        // Half a double click that opens it does not close it; what is half written is not lost by a click beside it.
        await nok.Link("Transfer.Begin").DblClickAsync(new() { Delay = 150 });
        await Expect(nok.Dialog).ToBeVisibleAsync();
        var summary = nok.Dialog.Locator("textarea[name=summary]");
        await summary.FillAsync("ครึ่งทาง");
        await nok.Page.Mouse.ClickAsync(5, 5);
        await Expect(summary).ToHaveValueAsync("ครึ่งทาง");
        for (var i = 0; i < 8; i++)
        {
            await nok.Page.Keyboard.PressAsync("Tab");
            Assert.True(await nok.Page.EvaluateAsync<bool>("document.activeElement === document.body || document.getElementById('dialog').contains(document.activeElement)"));
        }

        // The colleague may not work any more: said where one looks, and nothing that was written is gone.
        await App.ReadAsync(db => db.Operators.Where(found => found.Id == lek.Id).ExecuteUpdateAsync(set => set.SetProperty(found => found.DisabledAt, DateTimeOffset.UtcNow)));
        await nok.Dialog.Locator($"[name=toId][value='{lek.Id}']").CheckAsync();
        await nok.Dialog.Locator("[type=submit]").ClickAsync();
        await Expect(nok.Dialog.Locator("#notices")).ToContainTextAsync(nok.Says("Refusal.NotAvailable"));
        await Expect(summary).ToHaveValueAsync("ครึ่งทาง");

        await nok.Page.Keyboard.PressAsync("Escape");
        await Expect(nok.Dialog).ToBeHiddenAsync();
        await Expect(nok.Page.Locator("#desk-transfer")).ToBeFocusedAsync();
        await Expect(nok.Page.Locator("body > #notices")).ToHaveCountAsync(1);
        await nok.Closes("ไม่ต้องโอนแล้ว");
        await Expect(nok.Log(customer)).ToContainTextAsync("ไม่ต้องโอนแล้ว");
        await Expect(nok.Scroller).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Back_closes_the_dialog_and_not_the_conversation_and_what_was_half_written_is_there_again()
    {
        var (nok, lek) = (await AnOperatorAsync("Nok", new() { ViewportSize = new() { Width = 375, Height = 740 } }), await AnOperatorAsync("Lek"));
        var (customer, other) = (await ACustomerOfAsync(nok), await ACustomerOfAsync(nok, name: "อีกคน"));
        await SeenAsync(lek);
        await nok.OpensTheList();
        await nok.Chooses(customer);
        var summary = nok.Dialog.Locator("textarea[name=summary]");
        await OpensAsync();
        await summary.FillAsync("ครึ่งทาง");

        await nok.Page.GoBackAsync();
        await Expect(nok.Dialog).ToBeHiddenAsync();
        await Expect(nok.Log(customer)).ToBeVisibleAsync();
        await OpensAsync();
        await Expect(summary).ToHaveValueAsync("ครึ่งทาง");
        await nok.Page.Keyboard.PressAsync("Escape");
        await Expect(nok.Dialog).ToBeHiddenAsync();
        await OpensAsync();
        await Expect(summary).ToHaveValueAsync("ครึ่งทาง");
        await nok.Dialog.Locator("[data-close]").ClickAsync(); // given up
        await Expect(nok.Dialog).ToBeHiddenAsync();
        await OpensAsync();
        await Expect(summary).ToHaveValueAsync("");
        await nok.Page.Keyboard.PressAsync("Escape");
        await Expect(nok.Dialog).ToBeHiddenAsync();

        await nok.Page.GoBackAsync(); // one step: to the list
        await Expect(nok.Row(other)).ToBeVisibleAsync();
        await Expect(nok.Log(customer)).ToBeHiddenAsync();

        async Task OpensAsync()
        {
            await nok.Link("Transfer.Begin").ClickAsync();
            await Expect(nok.Dialog).ToBeVisibleAsync();
        }
    }
}
