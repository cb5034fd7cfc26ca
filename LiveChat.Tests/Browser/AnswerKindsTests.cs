using LiveChat.Core.CannedResponses;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>Answers that are more than words.</summary>
public sealed class AnswerKindsTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task A_message_is_quoted_by_a_click_and_the_quote_goes_with_the_words_once()
    {
        Target.MustBeThisProcess(); // it reads what LINE was sent
        var (nok, customer) = await AtWorkAsync("ขวดละเท่าไหร่คะ");
        await nok.Bubble("ขวดละเท่าไหร่คะ").HoverAsync();
        await nok.Bubble("ขวดละเท่าไหร่คะ").Locator("[data-quotes]").ClickAsync();
        await Expect(nok.Composer.Locator("[data-with=quote]")).ToContainTextAsync("ขวดละเท่าไหร่คะ");
        await Expect(nok.Box).ToBeFocusedAsync();
        await nok.Answers("250 บาทค่ะ");
        await customer.Receives("250 บาทค่ะ");
        await Expect(nok.Composer.Locator("[data-with=quote]")).ToBeHiddenAsync();
        await nok.Answers("ส่งฟรีค่ะ");
        await customer.Receives("250 บาทค่ะ", "ส่งฟรีค่ะ");
        Assert.Equal([true, false], App.Line.Accepted.Where(accepted => accepted.To == customer.Line.UserId).Select(accepted => accepted.Json.Contains("quoteToken", StringComparison.Ordinal)));

        await nok.Bubble("250 บาทค่ะ").Locator(".quote").ClickAsync();
        await Expect(nok.FoundMessage).ToContainTextAsync("ขวดละเท่าไหร่คะ");
    }

    [Fact]
    public async Task A_sticker_is_chosen_with_the_keyboard_and_sent_and_the_dialog_is_gone()
    {
        Target.MustBeThisProcess();
        var (nok, customer) = await AtWorkAsync("ขอบคุณค่ะ");
        await nok.Page.Locator("#composer-stickers").FocusAsync();
        await nok.Page.Keyboard.PressAsync("Enter");
        await Expect(nok.Dialog).ToBeVisibleAsync();
        await nok.Page.Locator("#pack-11538").ClickAsync();
        await nok.Page.Locator("button[name=sticker][value='11538/51626494']").FocusAsync();
        await nok.Page.Keyboard.PressAsync("Enter");
        await Expect(nok.Dialog).ToBeHiddenAsync();
        await Expect(nok.Page.Locator(".messages img.sticker")).ToHaveCountAsync(1);
        await Eventually.TrueAsync(() => Task.FromResult(App.Line.Accepted.Any(accepted => accepted.To == customer.Line.UserId && accepted.Kind == "sticker")));
    }

    [Fact]
    public async Task What_can_be_tapped_comes_with_a_canned_response_and_can_be_taken_off()
    {
        Target.MustBeThisProcess();
        var (nok, customer) = await AtWorkAsync("สนใจค่ะ");
        await App.UseAsync((KeepCannedResponse use) => use.RunAsync(id: null, nok.Id, new("เลือกขนาด", "ทดสอบ", "รับขนาดไหนดีคะ", "เล็ก\nใหญ่"), CancellationToken.None));
        foreach (var takesOff in new[] { false, true })
        {
            await nok.TypesSlowly("/เลือกขนาด");
            await Expect(nok.Chosen).ToContainTextAsync("เล็ก · ใหญ่");
            await nok.Box.PressAsync("Enter");
            await Expect(nok.Composer.Locator("[data-with=canned]")).ToContainTextAsync("เล็ก · ใหญ่");
            if (takesOff) await nok.Composer.Locator("[data-with=canned] [data-drops]").ClickAsync();
            await nok.Box.PressAsync("Enter");
            await Expect(nok.Box).ToHaveValueAsync("");
        }
        await Eventually.TrueAsync(() => Task.FromResult(Sent(customer).Count == 2));
        Assert.Equal([true, false], Sent(customer).Select(accepted => accepted.Json.Contains("quickReply", StringComparison.Ordinal)));
        await Expect(nok.Page.Locator(".messages .taps__tap")).ToHaveTextAsync(["เล็ก", "ใหญ่"]);
    }

    [Fact]
    public async Task What_the_customer_takes_back_is_gone_from_the_open_page_and_the_list()
    {
        Target.MustBeThisProcess();
        var (nok, customer) = await AtWorkAsync("สวัสดีค่ะ");
        var phone = App.Line.Phone(customer.Line);
        var sent = await phone.SendTextAsync("รหัส 998877");
        await nok.Bubble("รหัส 998877").HoverAsync();
        await nok.Bubble("รหัส 998877").Locator("[data-quotes]").ClickAsync();
        await Expect(nok.News).ToContainTextAsync("998877");
        await phone.UnsendAsync(sent.Message.Id);
        await Expect(nok.Page.Locator(".message__gone")).ToHaveTextAsync(nok.Says("Message.CustomerUnsent"));
        await Expect(nok.Page.GetByText("998877")).ToHaveCountAsync(0);
        await Expect(nok.Row(customer)).ToContainTextAsync(nok.Says("Kind.unsent"));
    }

    [Fact]
    public async Task It_is_gone_from_results_and_toasts_that_are_open_elsewhere_too()
    {
        Target.MustBeThisProcess();
        var (nok, customer) = await AtWorkAsync("สวัสดีค่ะ");
        var elsewhere = await ACustomerOfAsync(nok, "อีกคนค่ะ", name: "อีกคน");
        var phone = App.Line.Phone(elsewhere.Line);
        var sent = await phone.SendTextAsync("รหัส 665544");
        await Expect(nok.Toasts).ToContainTextAsync("665544");
        await nok.SearchesFor("รหัส 665544");
        await Expect(nok.Hits).ToHaveCountAsync(1);
        await phone.UnsendAsync(sent.Message.Id);
        await Expect(nok.Hits.Locator(".hit__text")).ToHaveTextAsync(nok.Says("Message.CustomerUnsent"));
        await Expect(nok.Page.GetByText("665544")).ToHaveCountAsync(0);
        await Expect(nok.Toasts).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_was_taken_back_while_the_page_was_away_is_looked_for_anew_when_it_is_back()
    {
        Target.MustBeThisProcess();
        var (nok, customer) = await AtWorkAsync("สวัสดีค่ะ");
        nok.WillHearOf("ERR_", "Failed to fetch");
        var sent = await App.Line.Phone(customer.Line).SendTextAsync("รหัส 443322");
        await Expect(nok.Bubble("รหัส 443322")).ToBeVisibleAsync();
        await nok.SearchesFor("443322");
        await Expect(nok.Hits).ToHaveCountAsync(1);
        await nok.Context.SetOfflineAsync(true);
        await Expect(nok.Connection).Not.ToHaveAttributeAsync("data-state", "live");
        await App.Line.Phone(customer.Line).UnsendAsync(sent.Message.Id);
        await Eventually.TrueAsync(() => App.ReadAsync(db => db.Messages.AnyAsync(message => message.LineMessageId == sent.Message.Id && message.UnsentAt != null)));
        await nok.Context.SetOfflineAsync(false);
        await nok.IsLive();
        await Expect(nok.Hits).ToHaveCountAsync(0);
        await Expect(nok.Page.Locator(".messages").GetByText("443322")).ToHaveCountAsync(0);
    }

    private IReadOnlyList<AcceptedMessage> Sent(Customer customer) => [.. App.Line.Accepted.Where(accepted => accepted.To == customer.Line.UserId)];

    private async Task<(Operator Nok, Customer Customer)> AtWorkAsync(string text)
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok, text);
        await nok.Opens(customer);
        await nok.IsLive();
        return (nok, customer);
    }
}
