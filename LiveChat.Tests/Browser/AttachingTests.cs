using LiveChat.Tests.Media;
using LiveChat.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>Files on their way into an answer.</summary>
public sealed class AttachingTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task A_picture_pasted_or_dropped_into_a_note_goes_nowhere_and_the_page_says_why()
    {
        var (nok, customer) = await AtWorkAsync();
        await nok.Mode("Writing.Note").ClickAsync();
        foreach (var how in new[] { "paste", "drop" })
        {
            await BringAsync(nok, how);
            await Expect(nok.Notices).ToContainTextAsync(nok.Says("Attach.NotForNotes"));
            await nok.Page.Keyboard.PressAsync("Escape");
            await Expect(nok.Notices).ToBeEmptyAsync();
        }
        await Expect(nok.Page.Locator(".attachment")).ToHaveCountAsync(0);
        await nok.Mode("Writing.Reply").ClickAsync();
        await nok.Answers("ไม่มีรูปค่ะ");
        await customer.Receives("ไม่มีรูปค่ะ");
        await BringAsync(nok, "paste");
        await Expect(Chips(nok)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Sent_while_a_file_is_on_its_way_the_answer_waits_for_it_and_goes_with_it()
    {
        var (nok, customer) = await AtWorkAsync();
        using var way = await TheWayIsLongAsync(nok);
        await nok.Types("ตามรูปค่ะ");
        await AttachAsync(nok, "a.pdf");
        await nok.Box.PressAsync("Enter");
        await Expect(nok.Page.Locator("#composer-waits")).ToHaveTextAsync(nok.Says("Composer.WaitsForFiles"));
        await Expect(nok.Box).ToHaveValueAsync("ตามรูปค่ะ");
        way.Release();
        await Eventually.TrueAsync(() => App.Line.Accepted.Count(accepted => accepted.To == customer.Line.UserId) == 2);
        Assert.Equal(["flex", "text"], App.Line.Accepted.Where(accepted => accepted.To == customer.Line.UserId).Select(accepted => accepted.Kind));
        await Expect(nok.Page.Locator("#composer-waits")).ToBeEmptyAsync();

        await AttachAsync(nok, "b.pdf"); // without a word, by the button
        await nok.Composer.Locator(".composer__send").ClickAsync();
        await Expect(nok.Page.Locator("#composer-waits")).Not.ToBeEmptyAsync();
        way.Release();
        await Eventually.TrueAsync(() => App.Line.Accepted.Count(accepted => accepted.To == customer.Line.UserId) == 3);
    }

    [Fact]
    public async Task Whoever_writes_on_meanwhile_sends_for_themselves_and_a_file_alone_goes_by_Enter()
    {
        var (nok, customer) = await AtWorkAsync();
        using var way = await TheWayIsLongAsync(nok);
        await nok.Types("รอ");
        await AttachAsync(nok, "a.pdf");
        await nok.Box.PressAsync("Enter");
        await nok.TypesSlowly("ก่อน");
        await Expect(nok.Page.Locator("#composer-waits")).ToBeEmptyAsync();
        way.Release();
        await Expect(Chips(nok)).ToHaveCountAsync(1);
        await nok.Types("");
        await nok.Box.PressAsync("Enter");
        await Eventually.TrueAsync(() => App.Line.Accepted.Count(accepted => accepted.To == customer.Line.UserId) == 1);
        Assert.Equal("flex", App.Line.Accepted.Single(accepted => accepted.To == customer.Line.UserId).Kind);
    }

    [Fact]
    public async Task An_upload_that_failed_keeps_the_answer_here_and_is_tried_again_by_a_button()
    {
        var (nok, _) = await AtWorkAsync();
        nok.WillHearOf("ERR_", "Failed to fetch");
        var tries = 0;
        await nok.Page.RouteAsync("**/media", route => tries++ == 0 ? route.AbortAsync() : route.ContinueAsync());
        await nok.Types("ตามรูปค่ะ");
        await AttachAsync(nok, "a.pdf");
        await Expect(nok.Page.Locator(".attachment[data-failed]")).ToContainTextAsync(nok.Says("Attach.Failed"));
        await Expect(nok.Box).ToHaveValueAsync("ตามรูปค่ะ");
        await nok.Button("Attach.Again").ClickAsync();
        await Expect(Chips(nok)).ToContainTextAsync("a.pdf");
        await Expect(nok.Page.Locator(".attachment[data-failed]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task On_a_phone_ten_files_leave_the_conversation_and_the_tools_in_sight_and_are_gone_with_the_conversation()
    {
        var nok = await AnOperatorAsync("Nok", new() { ViewportSize = new() { Width = 375, Height = 667 } });
        var customer = await ACustomerOfAsync(nok, "เห็นไหมคะ");
        await nok.Opens(customer);
        await AttachAsync(nok, [.. Enumerable.Range(0, 10).Select(i => $"ใบเสนอราคาฉบับที่ {i}.pdf")]);
        await Expect(Chips(nok)).ToHaveCountAsync(10);
        await Expect(nok.Bubble("เห็นไหมคะ")).ToBeInViewportAsync(new() { Ratio = 1 });
        foreach (var tool in await nok.Composer.Locator(".composer__tools > *, .composer__send").AllAsync()) await Expect(tool).ToBeInViewportAsync(new() { Ratio = 1 });
        Assert.Equal(375, await nok.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));
        await nok.ReturnsItToTheQueue();
        await Expect(nok.Composer).ToHaveAttributeAsync("data-locked", "true");
        await Expect(Chips(nok).First).ToBeHiddenAsync();
    }

    private async Task<(Operator Nok, Customer Customer)> AtWorkAsync()
    {
        Target.MustBeThisProcess();
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        return (nok, customer);
    }

    /// <summary>Each upload is held until it is released.</summary>
    private static async Task<SemaphoreSlim> TheWayIsLongAsync(Operator someone)
    {
        var way = new SemaphoreSlim(0);
        await someone.Page.RouteAsync("**/media", async route => { await way.WaitAsync(); await route.ContinueAsync(); });
        return way;
    }

    private static Task AttachAsync(Operator someone, params string[] names) =>
        someone.Page.Locator(".composer__attach input").SetInputFilesAsync([.. names.Select(name => new FilePayload { Name = name, MimeType = "application/pdf", Buffer = Samples.Pdf })]);

    private static ILocator Chips(Operator someone) => someone.Page.Locator(".attachment:has([name=media])");

    /// <summary>As a hand does it, whose picture a script has made.</summary>
    private static async Task BringAsync(Operator someone, string how) => await someone.Page.EvaluateAsync("""
        how => {
          const data = new DataTransfer();
          data.items.add(new File(["x"], "ภาพหน้าจอ.txt", { type: "text/plain" }));
          const at = document.querySelector(".conversation .composer__text");
          if (how === "paste") at.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
          else for (const type of ["dragenter", "dragover", "drop"]) at.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
        }
        """, how);
}
