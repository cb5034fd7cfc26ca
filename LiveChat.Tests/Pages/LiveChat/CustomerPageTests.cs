using System.Net;
using AngleSharp.Dom;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Pages.LiveChat;

/// <summary>The customer panel: beside the conversation, and as a page where there is no script.</summary>
public sealed class CustomerPageTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    private const string Hostile = "<img src=x onerror=alert(1)>";

    [Fact]
    public async Task Beside_the_conversation_stands_where_the_panel_comes_from_and_a_link_for_those_without_script()
    {
        using var nida = await app.GivenAtWorkAsync();
        var served = await app.GivenServedByAsync(nida);
        var page = await nida.Browser.GetPageAsync($"/admin/live-chat/{served.ConversationId}");
        Assert.Equal(Of(served), page.QuerySelector("#customer-panel [hx-get]")!.GetAttribute("hx-get"));
        Assert.Equal((Of(served), "false", "customer-panel"), (page.QuerySelector("#desk-customer")!.GetAttribute("href"), page.QuerySelector("#desk-customer")!.GetAttribute("aria-expanded"), page.QuerySelector("#desk-customer")!.GetAttribute("aria-controls")));

        var alone = await nida.Browser.GetPageAsync(Of(served));
        Assert.NotNull(alone.QuerySelector("main #customer-" + served.ConversationId));
        var fragment = await Visitor.ReadAsync(await nida.Browser.GetFragmentAsync(Of(served)));
        Assert.Null(fragment.QuerySelector("main, #customer-" + served.ConversationId));
        Assert.NotNull(fragment.QuerySelector("#customer-nickname"));
        using var nobody = await nida.Browser.GetFragmentAsync("/admin/live-chat/0/customer");
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }

    [Fact]
    public async Task A_nickname_stands_in_the_panel_the_desk_and_the_list_and_its_letters_stay_letters()
    {
        using var nida = await app.GivenAtWorkAsync(language: "en");
        var served = await app.GivenServedByAsync(nida);
        var panel = await Visitor.ReadAsync(await nida.Browser.PostAsync(Of(served), Form(("nickname", Hostile))));
        Assert.Equal((Hostile, Hostile), (panel.QuerySelector(".customer__name bdi")!.TextContent, panel.QuerySelector("#customer-nickname")!.GetAttribute("value")));
        var page = await nida.Browser.GetPageAsync($"/admin/live-chat/{served.ConversationId}");
        Assert.Equal((Hostile, Hostile), (page.QuerySelector(".desk__name bdi")!.TextContent, page.QuerySelector($"#conversation-{served.ConversationId} .row__name bdi")!.TextContent));
        Assert.Equal("The nickname is longer than 100 characters", await Refused.WithAsync(HttpStatusCode.UnprocessableEntity, await nida.Browser.PostAsync(Of(served), Form(("nickname", new string('ก', 101))))));

        using var plain = await nida.Browser.PostAsync(Of(served), Form(("nickname", "")), htmx: false);
        Assert.Equal((HttpStatusCode.Redirect, Of(served)), (plain.StatusCode, plain.Headers.Location?.OriginalString));
        Assert.Null((await app.ConversationOfAsync(served.Customer)).Customer.Nickname);
    }

    [Fact]
    public async Task Tags_are_put_on_and_taken_off_with_script_and_without()
    {
        using var nida = await app.GivenAtWorkAsync(language: "en");
        var served = await app.GivenServedByAsync(nida);
        var tags = $"/admin/live-chat/{served.ConversationId}/tags";
        var panel = await Visitor.ReadAsync(await nida.Browser.PostAsync(tags, Form(("name", Hostile))));
        Assert.Equal([Hostile], panel.QuerySelectorAll(".customer__tag .tag bdi").Select(tag => tag.TextContent));
        Assert.Equal("Remove tag " + Hostile, panel.QuerySelector(".customer__untag")!.GetAttribute("aria-label"));
        panel = await Visitor.ReadAsync(await nida.Browser.DeleteAsync(panel.QuerySelector(".customer__untag")!.GetAttribute("hx-delete")!));
        Assert.Empty(panel.QuerySelectorAll(".customer__tag"));
        Assert.Contains(panel.QuerySelectorAll("#customer-tag-names option"), option => option.GetAttribute("value") == Hostile);

        (await nida.Browser.PostAsync(tags, Form(("name", "ไม่มีสคริปต์")), htmx: false)).Dispose();
        var page = await nida.Browser.GetPageAsync(Of(served));
        using var removed = await nida.Browser.PostAsync(page.QuerySelector(".customer__tag form")!.GetAttribute("action")!, htmx: false);
        Assert.Equal((HttpStatusCode.Redirect, Of(served)), (removed.StatusCode, removed.Headers.Location?.OriginalString));
        Assert.Empty((await nida.Browser.GetPageAsync(Of(served))).QuerySelectorAll(".customer__tag"));

        Assert.Equal("Enter a tag name first", await Refused.WithAsync(HttpStatusCode.UnprocessableEntity, await nida.Browser.PostAsync(tags, Form(("name", " ")))));
        Assert.Equal("The tag name is longer than 40 characters", await Refused.WithAsync(HttpStatusCode.UnprocessableEntity, await nida.Browser.PostAsync(tags, Form(("name", new string('ก', 41))))));
        using var nonsense = await nida.Browser.DeleteAsync(tags + "?tagId=x");
        Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
    }

    [Fact]
    public async Task What_is_not_there_is_not_shown_and_what_is_is_told_in_the_operators_words()
    {
        using var nida = await app.GivenAtWorkAsync("นิดา", "en");
        var customer = app.Line.AddCustomer(new FakeCustomer(FakeIds.NewUserId(), "มะลิ") { Language = "th", StatusMessage = Hostile });
        await app.WriteAsync(customer, "สวัสดีค่ะ", withReplyToken: false);
        var id = (await app.ConversationOfAsync(customer)).Id;
        var panel = await Visitor.ReadAsync(await nida.Browser.GetFragmentAsync($"/admin/live-chat/{id}/customer"));
        Assert.Equal("Asking LINE…", panel.QuerySelector(".customer__refresh .customer__soft")!.TextContent.Trim());
        Assert.Null(panel.QuerySelector("#customer-follows, .customer__note, .customer__tags, .customer__blocked"));
        Assert.Equal(("1", "0", "1"), (Fact(panel, "Messages received"), Fact(panel, "Answers LINE accepted"), Fact(panel, "Sessions")));
        Assert.Contains("Still open", panel.QuerySelector("[id^=customer-session-]")!.TextContent, StringComparison.Ordinal);

        await app.FetchProfilesAsync();
        await app.GivenNoteAsync(id, nida.Id, Hostile);
        await app.Line.Phone(customer).BlockAsync();
        await app.ReceiveAllAsync();
        panel = await Visitor.ReadAsync(await nida.Browser.GetFragmentAsync($"/admin/live-chat/{id}/customer"));
        Assert.StartsWith("Checked with LINE at", panel.QuerySelector(".customer__refresh .customer__soft")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal(("Thai", Hostile), (Fact(panel, "Language"), panel.QuerySelector(".customer__profile .customer__words")!.TextContent));
        Assert.Equal((Hostile, "นิดา"), (panel.QuerySelector(".customer__note .customer__words")!.TextContent, panel.QuerySelector(".customer__note bdi")!.TextContent));
        Assert.Contains("Has blocked the account", panel.QuerySelector(".customer__blocked")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Blocked the account", panel.QuerySelector("[id^=customer-follow-]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/admin/live-chat/{id}/notes", panel.QuerySelector("form:has(#customer-note)")!.GetAttribute("action"));
        Assert.Equal("LINE was asked just now. Wait a minute", await Refused.WithAsync(HttpStatusCode.TooManyRequests, await nida.Browser.PostAsync($"/admin/live-chat/{id}/customer?handler=Refresh")));
    }

    [Fact]
    public async Task Looking_at_the_panel_keeps_nobody_signed_in_and_changes_nothing()
    {
        using var nida = await app.GivenAtWorkAsync();
        var served = await app.GivenServedByAsync(nida);
        var before = (await app.ConversationOfAsync(served.Customer)).Revision;
        using var answer = await nida.Browser.GetFragmentAsync(Of(served));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal(before, (await app.ConversationOfAsync(served.Customer)).Revision);
        using var tags = await nida.Browser.GetFragmentAsync($"/admin/live-chat/{served.ConversationId}/tags");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, tags.StatusCode);
    }

    private static string Of(Served served) => $"/admin/live-chat/{served.ConversationId}/customer";

    private static string? Fact(IDocument panel, string name) => panel.QuerySelectorAll(".facts dt").Single(term => term.TextContent == name).NextElementSibling?.TextContent;

    private static Dictionary<string, string> Form(params (string Name, string Value)[] fields) => fields.ToDictionary(StringComparer.Ordinal);
}
