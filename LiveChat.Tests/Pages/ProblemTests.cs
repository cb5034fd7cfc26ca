using System.Net;
using LiveChat.Tests.Support;
using Xunit;

namespace LiveChat.Tests.Pages;

public sealed class ProblemTests(App app) : IClassFixture<App>
{
    [Theory]
    [InlineData("th", "ไม่พบหน้าที่ต้องการ")]
    [InlineData("en", "There is no such page")]
    public async Task An_address_that_does_not_exist_is_said_so_to_a_stranger_in_their_language(string language, string sentence)
    {
        using var visitor = app.NewVisitor();
        visitor.Http.DefaultRequestHeaders.Add("Accept-Language", language);

        using var answer = await visitor.Http.GetAsync("/admin/nowhere");
        var page = await Visitor.ReadAsync(answer);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("404", page.QuerySelector("h1")!.TextContent);
        Assert.StartsWith(sentence, page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Htmx_is_told_by_a_notice_and_not_by_a_page_inside_a_panel()
    {
        using var visitor = app.NewVisitor();
        using var answer = await visitor.GetFragmentAsync("/admin/nowhere");
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal((HttpStatusCode.NotFound, "#notices", "beforeend"), (answer.StatusCode, Header(answer, "HX-Retarget"), Header(answer, "HX-Reswap")));
        Assert.DoesNotContain("<html", html, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull((await Visitor.ReadAsync(answer)).QuerySelector(".notice[role=alert]"));
    }

    [Theory]
    [InlineData("PUT", "/admin/nowhere", 404)]
    [InlineData("PATCH", "/admin/nowhere", 404)]
    [InlineData("DELETE", "/admin/nowhere", 404)]
    [InlineData("POST", "/admin/nowhere", 404)]
    [InlineData("PROPFIND", "/admin/nowhere", 404)]
    [InlineData("POST", "/healthz", 405)]
    [InlineData("GET", "/logout", 405)]
    [InlineData("GET", "/login/as", 405)]
    [InlineData("GET", "/language", 405)]
    [InlineData("POST", "/logout", 400)]
    [InlineData("GET", "/problem/404", 404)]
    [InlineData("GET", "/problem/200", 404)]
    [InlineData("GET", "/problem/204", 404)]
    [InlineData("GET", "/problem/99999", 404)]
    [InlineData("POST", "/problem/500", 404)]
    public async Task Whatever_is_asked_of_an_address_the_answer_is_one_that_people_can_read(string method, string address, int status)
    {
        using var visitor = app.NewVisitor();
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        using var answer = await visitor.Http.SendAsync(request);
        var page = await Visitor.ReadAsync(answer);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status.ToString(), page.QuerySelector("h1")?.TextContent);
        Assert.NotEmpty(page.QuerySelector("[role=alert]")!.TextContent);
    }

    [Theory]
    [InlineData("/admin/live-chat/7/claim")]
    [InlineData("/admin/live-chat/7/replies")]
    [InlineData("/admin/live-chat/7/pin")]
    public async Task Looking_at_the_address_of_an_action_is_405_and_not_an_empty_page(string address)
    {
        var name = $"looking-{Guid.NewGuid():N}";
        await app.GivenOperatorAsync(name);
        using var visitor = await app.SignedInAsync(name);
        using var answer = await visitor.Http.GetAsync(address);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Theory]
    [InlineData("/admin/live-chat?status=bogus", 400, "There is no such filter")]
    [InlineData("/admin/live-chat/987654321", 404, "There is no such conversation")]
    public async Task What_a_page_cannot_show_it_says_as_a_page(string address, int status, string sentence)
    {
        using var someone = await app.GivenAtWorkAsync(language: "en");
        using var answer = await someone.Browser.Http.GetAsync(address);
        var page = await Visitor.ReadAsync(answer);
        Assert.Equal((status, sentence), ((int)answer.StatusCode, page.QuerySelector("main [role=alert]")?.TextContent));
        Assert.Null(page.QuerySelector("#connection, .skip")); // nothing here is live, and nothing to skip to
    }

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));
}
