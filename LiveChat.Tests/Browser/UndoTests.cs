using ImageMagick;
using LiveChat.Core.CannedResponses;
using LiveChat.Core.Messages;
using LiveChat.Tests.Media;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Browser;

public sealed class UndoTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task For_a_while_its_author_alone_can_take_an_answer_back_and_has_the_words_in_the_box_again()
    {
        await App.AllowUndoAsync(seconds: 30);
        var (nok, lek) = (await AnOperatorAsync("Nok"), await AnOperatorAsync("Lek"));
        var customer = await ACustomerOfAsync(nok, "มีสีฟ้าไหม");
        await nok.Opens(customer);
        await lek.Opens(customer);

        await nok.Answers("มีค่ะ <b>ดู</b> https://shop.example\nนะคะ");
        var undo = nok.Page.Locator(".message__undo");
        await Expect(undo).ToContainTextAsync("(");
        Assert.NotEqual("", await nok.Page.EvaluateAsync<string>("""
            async () => {
                const target = document.querySelector("[data-delivery=queued]");
                await htmx.swap({ text: target.outerHTML.replace(/\(\d+\)/, ""), target, sourceElement: target, swap: "outerMorph" });
                return document.querySelector(".message__left").textContent;
            }
            """)); // answer and stream bring it one after the other: the seconds stay to be seen
        await Expect(lek.Page.Locator("[data-direction=outgoing]")).ToHaveAttributeAsync("data-delivery", "queued");
        await Expect(lek.Page.Locator(".message__undo")).ToHaveCountAsync(0);
        await Expect(nok.Row(customer)).ToContainTextAsync("มีค่ะ");
        Assert.NotEqual(await LookAsync(nok), await LookAsync(lek)); // one's own is told from a colleague's
        await nok.Types("ต่อ");
        await undo.ClickAsync();

        await Expect(nok.Box).ToHaveValueAsync("มีค่ะ <b>ดู</b> https://shop.example\nนะคะ\nต่อ");
        foreach (var someone in new[] { nok, lek })
        {
            var gone = someone.Page.Locator(".messages > [data-delivery=unsent]");
            await Expect(gone).ToContainTextAsync(someone.Says("Delivery.unsent"));
            await Expect(gone).Not.ToContainTextAsync("มีค่ะ");
            await Expect(someone.Row(customer)).ToContainTextAsync("มีสีฟ้าไหม");
        }
        await nok.Types("มีค่ะ");
        await App.AllowUndoAsync(seconds: 1);
        await nok.Box.PressAsync("Enter");
        await customer.Receives("มีค่ะ");
        await Expect(undo).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_words_come_back_though_the_answer_is_lost_and_though_another_conversation_is_open_by_then()
    {
        await App.AllowUndoAsync(seconds: 30);
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("ERR_", "Failed to fetch");
        var (customer, other) = (await ACustomerOfAsync(nok, name: "หนึ่ง"), await ACustomerOfAsync(nok, name: "สอง"));
        await nok.Opens(customer);
        await nok.Answers("ราคา 500 ค่ะ");
        await nok.Page.RouteAsync("**/replies/*", async route =>
        {
            await route.FetchAsync();
            await route.AbortAsync();
        });
        await nok.TakesItBack("ราคา 500 ค่ะ");
        await Expect(nok.Box).ToHaveValueAsync("ราคา 500 ค่ะ");
        await Expect(nok.Page.Locator("[data-delivery=unsent]")).ToHaveCountAsync(1);
        await nok.Page.UnrouteAllAsync();

        await nok.Box.PressAsync("Enter");
        using var open = new SemaphoreSlim(0);
        await nok.Page.RouteAsync("**/replies/*", async route => { await open.WaitAsync(); await route.ContinueAsync(); });
        await nok.TakesItBack("ราคา 500 ค่ะ");
        await nok.Chooses(other);
        open.Release();
        await Eventually.TrueAsync(() => App.ReadAsync(async db => await db.Messages.CountAsync(message => message.ConversationId == customer.ConversationId && message.DeliveryState == DeliveryState.Unsent) == 2));
        await Expect(nok.Box).ToHaveValueAsync("");
        await nok.Chooses(customer);
        await Expect(nok.Box).ToHaveValueAsync("ราคา 500 ค่ะ");
    }

    [Fact]
    public async Task What_has_left_meanwhile_stays_where_it_is_and_the_page_says_so()
    {
        await App.AllowUndoAsync(seconds: 30);
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("409");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await nok.Answers("ส่งแล้ว");
        await nok.Page.RouteAsync("**/replies/*", async route =>
        {
            await App.ReadAsync(db => db.Deliveries.Where(delivery => delivery.ConversationId == customer.ConversationId).ExecuteUpdateAsync(set => set.SetProperty(delivery => delivery.NextAttemptAt, DateTimeOffset.UtcNow.AddMinutes(-1))));
            await customer.Receives("ส่งแล้ว");
            await route.ContinueAsync();
        });

        await nok.TakesItBack("ส่งแล้ว");

        await Expect(nok.Notices).ToContainTextAsync(nok.Says("Refusal.UndoTooLate"));
        await Expect(nok.Bubble("ส่งแล้ว")).ToHaveAttributeAsync("data-delivery", "accepted");
        await Expect(nok.Box).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Taken_back_an_answer_gives_back_its_picture_its_quote_and_what_can_be_tapped()
    {
        await App.AllowUndoAsync(seconds: 30);
        var nok = await AnOperatorAsync("Nok");
        var (customer, other) = (await ACustomerOfAsync(nok, "เล็กหรือใหญ่คะ", name: "หนึ่ง"), await ACustomerOfAsync(nok, name: "สอง"));
        await App.UseAsync((KeepCannedResponse use) => use.RunAsync(id: null, nok.Id, new("เลือกขนาด", "ทดสอบ", "รับขนาดไหนดีคะ", "เล็ก\nใหญ่"), CancellationToken.None));
        await nok.Opens(customer);
        await nok.Page.Locator(".composer__attach input").SetInputFilesAsync(new FilePayload { Name = "ขนาด.jpg", MimeType = "image/jpeg", Buffer = Samples.Picture(MagickFormat.Jpeg, 64, 48) });
        await Expect(Chips(nok)).ToHaveCountAsync(1);
        await nok.Bubble("เล็กหรือใหญ่คะ").HoverAsync();
        await nok.Bubble("เล็กหรือใหญ่คะ").Locator("[data-quotes]").ClickAsync();
        await nok.TypesSlowly("/เลือกขนาด");
        await Expect(nok.Chosen).ToContainTextAsync("เล็ก · ใหญ่");
        await nok.Box.PressAsync("Enter");
        await Expect(nok.Box).ToHaveValueAsync("รับขนาดไหนดีคะ");

        await nok.Chooses(other); // what goes with the words waits with them
        await Expect(nok.Composer.Locator("[data-with]:visible")).ToHaveCountAsync(0);
        await nok.Chooses(customer);
        await HasAllAsync(nok);
        await nok.Box.PressAsync("Enter");
        await Expect(nok.Page.Locator(".messages [data-direction=outgoing][data-delivery=queued]")).ToHaveCountAsync(2);
        await Expect(Chips(nok)).ToHaveCountAsync(0);

        await nok.Page.Locator(".message__undo").ClickAsync(); // one for both
        await Expect(nok.Page.Locator(".messages [data-delivery=unsent]")).ToHaveCountAsync(2);
        await HasAllAsync(nok);
        await App.AllowUndoAsync(seconds: 0);
        await nok.Box.PressAsync("Enter");
        await Eventually.TrueAsync(() => App.Line.Accepted.Count(accepted => accepted.To == customer.Line.UserId) == 2);
        Assert.Equal("image", App.Line.Accepted.First(accepted => accepted.To == customer.Line.UserId).Kind);
        Assert.Contains("quickReply", App.Line.Accepted.Last(accepted => accepted.To == customer.Line.UserId).Json, StringComparison.Ordinal);
        Assert.Contains("quoteToken", App.Line.Accepted.Last(accepted => accepted.To == customer.Line.UserId).Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_a_word_is_given_back_too()
    {
        await App.AllowUndoAsync(seconds: 30);
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await nok.Page.Locator(".composer__attach input").SetInputFilesAsync(new FilePayload { Name = "a.pdf", MimeType = "application/pdf", Buffer = Samples.Pdf });
        await Expect(Chips(nok)).ToHaveCountAsync(1);
        await nok.Box.PressAsync("Enter");
        await Expect(nok.Page.Locator(".messages .file__name")).ToHaveTextAsync("a.pdf");
        await nok.Page.Locator(".message__undo").ClickAsync();
        await Expect(Chips(nok)).ToContainTextAsync("a.pdf");
    }

    private static async Task HasAllAsync(Operator someone)
    {
        await Expect(someone.Box).ToHaveValueAsync("รับขนาดไหนดีคะ");
        await Expect(someone.Composer.Locator("[data-with=quote]")).ToContainTextAsync("เล็กหรือใหญ่คะ");
        await Expect(someone.Composer.Locator("[data-with=canned]")).ToContainTextAsync("เล็ก · ใหญ่");
        await Expect(Chips(someone)).ToHaveCountAsync(1);
    }

    private static ILocator Chips(Operator someone) => someone.Page.Locator(".attachment:has([name=media])");

    private static Task<string> LookAsync(Operator someone) =>
        someone.Page.Locator("[data-direction=outgoing] .message__text").EvaluateAsync<string>("text => { const { backgroundColor, paddingInlineStart } = getComputedStyle(text); return parseInt(paddingInlineStart) > 8 ? backgroundColor : 'the layers are in disorder'; }");
}
