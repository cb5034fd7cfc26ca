using System.Net;
using AngleSharp.Dom;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Pages.LiveChat;

/// <summary>Claiming, giving back, closing, reopening and reading, as buttons do it.</summary>
public sealed class DeskTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    [Fact]
    public async Task Who_claims_gets_the_desk_with_its_buttons_and_an_open_composer()
    {
        var id = await GivenWaitingAsync();
        using var nida = await app.GivenAtWorkAsync("นิดา");
        var desk = await Visitor.ReadAsync(await nida.Browser.PostAsync($"/admin/live-chat/{id}/claim"));
        AssertDesk(desk, id, "active", Of(id));
        Assert.Equal("นิดา", desk.QuerySelector(".desk__owner bdi")!.TextContent);
        Assert.Equal("false", desk.QuerySelector("#composer")!.GetAttribute("data-locked"));

        using var again = await nida.Browser.PostAsync($"/admin/live-chat/{id}/claim");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Theory]
    [InlineData("th", "นิดา รับแชตนี้ไปแล้ว")]
    [InlineData("en", "นิดา has this conversation")]
    public async Task Who_claims_too_late_is_told_who_was_first(string language, string sentence)
    {
        var id = await GivenWaitingAsync();
        using var nida = await app.GivenAtWorkAsync("นิดา");
        using var late = await app.GivenAtWorkAsync(language: language);
        (await nida.Browser.PostAsync($"/admin/live-chat/{id}/claim")).Dispose();
        foreach (var asked in new[] { () => late.Browser.PostAsync($"/admin/live-chat/{id}/claim"), () => late.Browser.DeleteAsync($"/admin/live-chat/{id}/claim"), () => late.Browser.PostAsync($"/admin/live-chat/{id}/closure") })
            Assert.Equal(sentence, await Refused.WithAsync(HttpStatusCode.Conflict, await asked()));
    }

    [Fact]
    public async Task A_conversation_given_back_waits_again_and_may_be_claimed()
    {
        using var nida = await app.GivenAtWorkAsync(language: "en");
        var served = await app.GivenServedByAsync(nida);
        var desk = await Visitor.ReadAsync(await nida.Browser.DeleteAsync($"/admin/live-chat/{served.ConversationId}/claim"));
        AssertDesk(desk, served.ConversationId, "waiting", $"hx-post=/admin/live-chat/{served.ConversationId}/claim");
        Assert.Equal("true", desk.QuerySelector("#composer")!.GetAttribute("data-locked"));
        Assert.Equal("This conversation is not yours. Claim it first", await Refused.WithAsync(HttpStatusCode.Conflict, await nida.Browser.DeleteAsync($"/admin/live-chat/{served.ConversationId}/claim")));
    }

    [Fact]
    public async Task A_closed_conversation_can_be_closed_no_more_but_reopened_once()
    {
        using var nida = await app.GivenAtWorkAsync(language: "en");
        var served = await app.GivenServedByAsync(nida);
        var closure = $"/admin/live-chat/{served.ConversationId}/closure";
        const string closed = "This conversation is closed. Reopen it first";

        AssertDesk(await Visitor.ReadAsync(await nida.Browser.PostAsync(closure)), served.ConversationId, "closed", "hx-delete=" + closure);
        Assert.Equal(closed, await Refused.WithAsync(HttpStatusCode.Conflict, await nida.Browser.PostAsync(closure)));
        Assert.Equal(closed, await Refused.WithAsync(HttpStatusCode.Conflict, await nida.Browser.DeleteAsync($"/admin/live-chat/{served.ConversationId}/claim")));
        Assert.Equal("This conversation is not waiting in the queue", await Refused.WithAsync(HttpStatusCode.Conflict, await nida.Browser.PostAsync($"/admin/live-chat/{served.ConversationId}/claim")));

        using var other = await app.GivenAtWorkAsync("ปรีชา", "en");
        var desk = await Visitor.ReadAsync(await other.Browser.DeleteAsync(closure));
        AssertDesk(desk, served.ConversationId, "active", Of(served.ConversationId));
        Assert.Equal("ปรีชา", desk.QuerySelector(".desk__owner bdi")!.TextContent);
        Assert.Equal("This conversation is already open", await Refused.WithAsync(HttpStatusCode.Conflict, await nida.Browser.DeleteAsync(closure)));
    }

    [Fact]
    public async Task A_reason_too_long_is_said_so_and_the_conversation_stays_open()
    {
        using var nida = await app.GivenAtWorkAsync(language: "en");
        var served = await app.GivenServedByAsync(nida);
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = new('ก', 501) };
        Assert.Equal("The reason is longer than 500 characters", await Refused.WithAsync(HttpStatusCode.UnprocessableEntity, await nida.Browser.PostAsync($"/admin/live-chat/{served.ConversationId}/closure", form)));
        var page = await nida.Browser.GetPageAsync($"/admin/live-chat/{served.ConversationId}");
        Assert.Equal("active", page.QuerySelector($"#desk-{served.ConversationId}")!.GetAttribute("data-status"));
    }

    [Fact]
    public async Task Without_script_one_claims_hands_over_accepts_gives_back_closes_and_reopens_all_the_same()
    {
        var id = await GivenWaitingAsync();
        using var nida = await app.GivenAtWorkAsync("นิดา");
        using var lek = await app.GivenAtWorkAsync("เล็ก");
        await PressAsync(nida, id, "#desk-claim", "active");

        foreach (var answer in new[] { "#desk-decline", "#desk-accept" })
        {
            await app.ReadAsync(db => db.Operators.Where(found => found.Id == lek.Id).ExecuteUpdateAsync(set => set.SetProperty(found => found.LastSeenAt, DateTimeOffset.UtcNow)));
            var asked = await FollowAsync(nida, id, "#desk-transfer");
            var form = asked.QuerySelector("main form")!;
            await SubmitAsync(nida, form, form.GetAttribute("action")!, ("toId", lek.Id.ToString()), ("summary", "ช่วยต่อหน่อย"));
            await PressAsync(lek, id, answer, "active");
        }
        await PressAsync(lek, id, "#desk-return", "waiting");
        await PressAsync(nida, id, "#desk-claim", "active");
        var closing = (await FollowAsync(nida, id, "#desk-close")).QuerySelector("main form")!;
        await SubmitAsync(nida, closing, closing.GetAttribute("action")!, ("reason", "เสร็จแล้ว"));
        Assert.Contains("เสร็จแล้ว", (await nida.Browser.GetPageAsync($"/admin/live-chat/{id}")).QuerySelectorAll(".separator")[^1].TextContent, StringComparison.Ordinal);
        await PressAsync(lek, id, "#desk-reopen", "active");
    }

    [Fact]
    public async Task Whoever_closes_sees_what_the_customer_will_be_told_and_can_leave_it_out()
    {
        using var nida = await app.GivenAtWorkAsync("นิดา", "en");
        var (told, untold) = (await app.GivenServedByAsync(nida), await app.GivenServedByAsync(nida));
        Assert.Null((await Visitor.ReadAsync(await nida.Browser.GetFragmentAsync(Closure(told)))).QuerySelector("[name=farewell]"));
        await app.ReadAsync(db => db.ConsoleSettings.ExecuteUpdateAsync(set => set.SetProperty(settings => settings.Farewell, "ขอบคุณค่ะ จาก{{operator}}")));
        try
        {
            var asked = await Visitor.ReadAsync(await nida.Browser.GetFragmentAsync(Closure(told)));
            var box = asked.QuerySelector("input[name=farewell][checked]")!;
            Assert.Equal("ขอบคุณค่ะ จากนิดา", asked.GetElementById(box.GetAttribute("aria-describedby")!)!.TextContent);
            (await nida.Browser.PostAsync(Closure(told), new Dictionary<string, string> { ["farewell"] = box.GetAttribute("value")! })).Dispose();
            (await nida.Browser.PostAsync(Closure(untold))).Dispose();
            await app.DeliverAllAsync();

            var bubble = (await nida.Browser.GetPageAsync($"/admin/live-chat/{told.ConversationId}")).QuerySelector(".message--system[data-direction=outgoing]")!;
            Assert.Equal(("Automatic message", "ขอบคุณค่ะ จากนิดา"), (bubble.QuerySelector(".message__author")!.TextContent, bubble.QuerySelector(".message__text")!.TextContent));
            Assert.Equal("Send it now", bubble.QuerySelector(".message__retry")!.TextContent); // nothing was sent: no talk of twice
            Assert.Null(bubble.QuerySelector(".message__undo, details"));
            Assert.Null((await nida.Browser.GetPageAsync($"/admin/live-chat/{untold.ConversationId}")).QuerySelector("[data-direction=outgoing]"));
        }
        finally
        {
            await app.ReadAsync(db => db.ConsoleSettings.ExecuteUpdateAsync(set => set.SetProperty(settings => settings.Farewell, (string?)null)));
        }
    }

    private static string Closure(Served served) => $"/admin/live-chat/{served.ConversationId}/closure";

    [Fact]
    public async Task Only_the_owner_is_asked_why_they_close()
    {
        using var nida = await app.GivenAtWorkAsync("นิดา", "en");
        using var other = await app.GivenAtWorkAsync(language: "en");
        var served = await app.GivenServedByAsync(nida);
        var closure = $"/admin/live-chat/{served.ConversationId}/closure";
        var asked = await Visitor.ReadAsync(await nida.Browser.GetFragmentAsync(closure));
        Assert.Equal("500", asked.QuerySelector("form[hx-post] input[name=reason]")!.GetAttribute("maxlength"));
        Assert.Null(asked.QuerySelector("main"));
        Assert.Equal("นิดา has this conversation", await Refused.WithAsync(HttpStatusCode.Conflict, await other.Browser.GetFragmentAsync(closure)));
        (await nida.Browser.PostAsync(closure)).Dispose();
        Assert.Equal("This conversation is closed. Reopen it first", await Refused.WithAsync(HttpStatusCode.Conflict, await nida.Browser.GetFragmentAsync(closure)));
        Assert.Equal("There is no such conversation", await Refused.WithAsync(HttpStatusCode.NotFound, await nida.Browser.GetFragmentAsync("/admin/live-chat/0/closure")));
    }

    [Fact]
    public async Task A_get_changes_nothing()
    {
        var id = await GivenWaitingAsync();
        using var nida = await app.GivenAtWorkAsync();
        foreach (var verb in new[] { "claim", "closure", "replies", "reading" }) (await nida.Browser.GetFragmentAsync($"/admin/live-chat/{id}/{verb}")).Dispose();
        var page = await nida.Browser.GetPageAsync("/admin/live-chat");
        Assert.Equal("waiting", page.QuerySelector($"#conversation-{id}")!.GetAttribute("data-status"));
        Assert.Equal("", page.QuerySelector($"#conversation-{id} unread-badge")!.GetAttribute("readers"));
    }

    [Fact]
    public async Task Reading_counts_what_the_page_had_and_is_never_taken_back()
    {
        var customer = app.Line.AddCustomer("อ่านหรือยัง");
        await app.WriteAsync(customer, "หนึ่ง");
        await app.WriteAsync(customer, "สอง");
        var seen = (await app.ConversationOfAsync(customer)).Revision;
        await app.WriteAsync(customer, "สาม");
        var id = (await app.ConversationOfAsync(customer)).Id;
        using var nida = await app.GivenAtWorkAsync();
        using var other = await app.GivenAtWorkAsync();

        await ReadAsync(nida, id, seen);
        Assert.Equal(("3", $"{nida.Id}:2"), await BadgeAsync(nida, id));
        await ReadAsync(nida, id, seen + 1);
        Assert.Equal(("3", $"{nida.Id}:3"), await BadgeAsync(nida, id));
        await ReadAsync(nida, id, seen);
        await ReadAsync(nida, id, 0);
        Assert.Equal(("3", $"{nida.Id}:3"), await BadgeAsync(nida, id));
        Assert.Equal(("3", ""), await BadgeAsync(other, id));
    }

    /// <summary>As a browser without script presses a button: the form is posted to where the button says, and leads back.</summary>
    private static async Task PressAsync(AtWork someone, long id, string button, string then)
    {
        var pressed = (await someone.Browser.GetPageAsync($"/admin/live-chat/{id}")).QuerySelector(button)!;
        await SubmitAsync(someone, pressed.Closest("form[method=post]")!, pressed.GetAttribute("formaction")!);
        var page = await someone.Browser.GetPageAsync($"/admin/live-chat/{id}");
        Assert.Equal(then, page.QuerySelector($"#desk-{id}")!.GetAttribute("data-status"));
    }

    private static async Task<IDocument> FollowAsync(AtWork someone, long id, string link) =>
        await someone.Browser.GetPageAsync((await someone.Browser.GetPageAsync($"/admin/live-chat/{id}")).QuerySelector(link)!.GetAttribute("href")!);

    private static async Task SubmitAsync(AtWork someone, IElement form, string address, params (string Name, string Value)[] fields)
    {
        someone.Browser.ForgetToken(); // the form brings its own
        var filled = fields.Append(("csrfToken", form.QuerySelector("input[name=csrfToken]")!.GetAttribute("value")!)).ToDictionary(StringComparer.Ordinal);
        using var answer = await someone.Browser.PostAsync(address, filled, htmx: false);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{address} was answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task ReadAsync(AtWork someone, long id, long revision)
    {
        using var answer = await someone.Browser.PostAsync($"/admin/live-chat/{id}/reading", new Dictionary<string, string>(StringComparer.Ordinal) { ["revision"] = revision.ToString() });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static async Task<(string?, string?)> BadgeAsync(AtWork someone, long id)
    {
        var badge = (await someone.Browser.GetPageAsync("/admin/live-chat")).QuerySelector($"#conversation-{id} unread-badge")!;
        return (badge.GetAttribute("incoming"), badge.GetAttribute("readers"));
    }

    private static void AssertDesk(IDocument answer, long id, string status, params string[] actions)
    {
        Assert.Equal(status, answer.QuerySelector($"hx-partial #desk-{id}")!.GetAttribute("data-status"));
        Assert.Equal(actions, answer.QuerySelectorAll(".desk__actions .button").Select(button => button.Attributes.Where(attribute => attribute.Name is "hx-get" or "hx-post" or "hx-delete").Select(attribute => $"{attribute.Name}={attribute.Value}").Single()));
    }

    /// <summary>What an owner may do.</summary>
    private static string[] Of(long id) => [$"hx-delete=/admin/live-chat/{id}/claim", $"hx-get=/admin/live-chat/{id}/transfer", $"hx-get=/admin/live-chat/{id}/closure"];

    private async Task<long> GivenWaitingAsync()
    {
        var customer = app.Line.AddCustomer("ยังรออยู่");
        await app.WriteAsync(customer, "มีใครไหม");
        return (await app.ConversationOfAsync(customer)).Id;
    }
}
