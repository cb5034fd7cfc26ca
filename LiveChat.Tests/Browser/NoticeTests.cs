using LiveChat.Core.CannedResponses;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>Sentences that say no.</summary>
public sealed class NoticeTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Theory]
    [InlineData(1280)]
    [InlineData(375)]
    public async Task A_refusal_is_said_once_covers_nothing_that_is_pressed_and_is_gone_when_it_is_not_true_any_more(int width)
    {
        await App.AllowUndoAsync(seconds: 30);
        var nok = await AnOperatorAsync("Nok", new() { ViewportSize = new() { Width = width, Height = 700 } });
        nok.WillHearOf("422");
        var (customer, other) = (await ACustomerOfAsync(nok, name: "หนึ่ง"), await ACustomerOfAsync(nok, name: "สอง"));
        await nok.Opens(customer);
        await nok.Answers("คำตอบแรก");
        await Expect(nok.Page.Locator(".message__undo")).ToBeVisibleAsync();
        await IsRefusedAsync(nok);
        await nok.Page.RunAndWaitForResponseAsync(() => nok.Box.PressAsync("Enter"), "**/replies");
        await Expect(nok.Box).ToHaveValueAsync("รับขนาดไหนดีคะ");
        await Expect(nok.Page.Locator(".notice")).ToHaveCountAsync(1);
        await Expect(nok.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = nok.Says("Refusal.NoSuchChoices") })).ToBeVisibleAsync();
        foreach (var pressed in new[] { nok.Page.Locator(".message__undo"), nok.Composer.Locator(".composer__send"), nok.Box, nok.Page.Locator("#desk-close") })
            await pressed.ClickAsync(new() { Trial = true }); // nothing lies over it

        await nok.Composer.Locator("[data-with=canned] [data-drops]").ClickAsync();
        await nok.Box.PressAsync("Enter");
        await Expect(nok.Page.Locator(".messages [data-delivery=queued]")).ToHaveCountAsync(2);
        await Expect(nok.Notices).ToBeEmptyAsync();

        await IsRefusedAsync(nok);
        await nok.Page.Keyboard.PressAsync("Escape");
        await Expect(nok.Notices).ToBeEmptyAsync();
        await nok.Box.PressAsync("Enter");
        await Expect(nok.Notices).ToContainTextAsync(nok.Says("Refusal.NoSuchChoices"));
        if (width < 768) await nok.Page.Locator(".desk__back").ClickAsync();
        else await nok.Chooses(other);
        await Expect(nok.Notices).ToBeEmptyAsync();
    }

    [Fact]
    public async Task What_is_refused_in_a_dialog_stands_in_it_and_goes_with_it()
    {
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("422");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await nok.Page.Locator("#composer-place").ClickAsync();
        await nok.Dialog.Locator("#place-title").FillAsync("ร้าน");
        await nok.Dialog.Locator("#place-coordinates").FillAsync("https://maps.app.goo.gl/abc");
        await nok.Page.Keyboard.PressAsync("Enter");
        await Expect(nok.Dialog.Locator("#notices")).ToContainTextAsync(nok.Says("Refusal.ShortMapLink"));
        await nok.Dialog.Locator("[type=submit]").ClickAsync(new() { Trial = true });
        await nok.Page.Keyboard.PressAsync("Escape");
        await Expect(nok.Dialog).ToBeHiddenAsync();
        await Expect(nok.Notices).ToBeEmptyAsync();
    }

    /// <summary>A canned response was taken whose choices are gone when the answer is sent.</summary>
    private async Task IsRefusedAsync(Operator someone)
    {
        await App.UseAsync((KeepCannedResponse use) => use.RunAsync(id: null, someone.Id, new("เลือกขนาด", "ทดสอบ", "รับขนาดไหนดีคะ", "เล็ก\nใหญ่"), CancellationToken.None));
        await someone.TypesSlowly("/เลือกขนาด");
        await Expect(someone.Chosen).ToContainTextAsync("เล็ก · ใหญ่");
        await someone.Box.PressAsync("Enter");
        await Expect(someone.Composer.Locator("[data-with=canned]")).ToBeVisibleAsync();
        await App.ReadAsync(db => db.CannedResponses.Where(response => response.Title == "เลือกขนาด").ExecuteDeleteAsync());
        await someone.Box.PressAsync("Enter");
        await Expect(someone.Notices).ToContainTextAsync(someone.Says("Refusal.NoSuchChoices"));
        await Expect(someone.Box).ToHaveValueAsync("รับขนาดไหนดีคะ");
    }
}
