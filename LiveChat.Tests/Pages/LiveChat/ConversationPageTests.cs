using System.Net;
using LiveChat.Core.Sessions;
using LiveChat.Tests.Support;
using Xunit;

namespace LiveChat.Tests.Pages.LiveChat;

public sealed class ConversationPageTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    [Theory]
    [InlineData("th")]
    [InlineData("en")]
    public async Task A_link_opens_the_whole_page_with_list_and_conversation_in_the_operators_language(string language)
    {
        var served = await app.GivenServedAsync();
        using var someone = await app.GivenAtWorkAsync(language: language);
        var page = await someone.Browser.GetPageAsync($"/admin/live-chat/{served.ConversationId}");

        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.NotNull(page.QuerySelector($"#conversations #conversation-{served.ConversationId}"));
        Assert.Equal("สวัสดีค่ะ", page.QuerySelector($"#messages-{served.ConversationId} [data-direction=incoming] .message__text")!.TextContent);
        Assert.NotNull(page.QuerySelector("#composer textarea[name=text]"));
        Assert.NotNull(page.QuerySelector("#connection[data-state]"));
        Assert.Equal((await app.ConversationOfAsync(served.Customer)).Revision.ToString(), page.QuerySelector($"#floor-{served.ConversationId}")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_click_in_the_list_fetches_the_conversation_alone_and_the_back_button_the_whole_page()
    {
        var served = await app.GivenServedAsync();
        using var someone = await app.GivenAtWorkAsync();
        var url = $"/admin/live-chat/{served.ConversationId}";

        using var click = await someone.Browser.GetFragmentAsync(url);
        var fragment = await click.Content.ReadAsStringAsync();
        Assert.StartsWith("<section", fragment.TrimStart(), StringComparison.Ordinal);
        Assert.Contains($"id=\"messages-{served.ConversationId}\"", fragment, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"conversations\"", fragment, StringComparison.Ordinal);

        using var back = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { { "HX-Request", "true" }, { "HX-History-Restore-Request", "true" } } };
        using var restored = await someone.Browser.Http.SendAsync(back);
        var page = await Visitor.ReadAsync(restored);
        Assert.NotNull(page.QuerySelector("head > title"));
        Assert.NotNull(page.QuerySelector("#conversations"));
        Assert.NotNull(page.QuerySelector($"#messages-{served.ConversationId}"));
    }

    [Fact]
    public async Task Opening_a_conversation_does_not_read_it()
    {
        var served = await app.GivenServedAsync();
        using var someone = await app.GivenAtWorkAsync();
        await someone.Browser.GetPageAsync($"/admin/live-chat/{served.ConversationId}");
        var page = await someone.Browser.GetPageAsync("/admin/live-chat");
        Assert.Equal("", page.QuerySelector($"#conversation-{served.ConversationId} unread-badge")!.GetAttribute("readers"));
    }

    [Fact]
    public async Task A_conversation_that_does_not_exist_is_said_so_on_a_page_and_among_the_notices()
    {
        using var someone = await app.GivenAtWorkAsync(language: "en");
        using var page = await someone.Browser.Http.GetAsync("/admin/live-chat/987654321");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.NotEmpty((await Visitor.ReadAsync(page)).QuerySelector("main [role=alert]")!.TextContent);

        foreach (var resource in new[] { "", "/messages", "/messages?since=3", "/desk" })
            Assert.Equal("There is no such conversation", await Refused.WithAsync(HttpStatusCode.NotFound, await someone.Browser.GetFragmentAsync("/admin/live-chat/987654321" + resource)));
        foreach (var verb in new[] { "claim", "closure", "reading" })
            Assert.Equal("There is no such conversation", await Refused.WithAsync(HttpStatusCode.NotFound, await someone.Browser.PostAsync("/admin/live-chat/987654321/" + verb)));
    }

    [Fact]
    public async Task Only_the_owner_may_type()
    {
        using var owner = await app.GivenAtWorkAsync();
        using var other = await app.GivenAtWorkAsync(language: "en");
        var served = await app.GivenServedAsync();
        Assert.Equal("true", await LockedAsync(owner, served));
        await app.UseAsync((ReturnToQueue use) => use.RunAsync(served.ConversationId, served.OperatorId, CancellationToken.None));
        using var claimed = await owner.Browser.PostAsync($"/admin/live-chat/{served.ConversationId}/claim");
        Assert.Equal(HttpStatusCode.OK, claimed.StatusCode);
        Assert.Equal("false", await LockedAsync(owner, served));
        Assert.Equal("true", await LockedAsync(other, served));
        var page = await other.Browser.GetPageAsync($"/admin/live-chat/{served.ConversationId}");
        Assert.Equal($"{owner.Operator.DisplayName} is serving this conversation. You can read but not write", page.QuerySelector("#composer .composer__reason")!.TextContent);
    }

    private static async Task<string?> LockedAsync(AtWork someone, Served served) =>
        (await someone.Browser.GetPageAsync($"/admin/live-chat/{served.ConversationId}")).QuerySelector("#composer")!.GetAttribute("data-locked");
}
