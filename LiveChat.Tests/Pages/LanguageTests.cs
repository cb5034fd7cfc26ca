using System.Net;
using AngleSharp.Html.Dom;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Pages;

public sealed class LanguageTests(App app) : IClassFixture<App>
{
    private const string English = "The username or the password is not right";

    [Theory]
    [InlineData(null, "th")]
    [InlineData("th-TH,th;q=0.9,en;q=0.8", "th")]
    [InlineData("en-GB,en;q=0.9,th;q=0.8", "en")]
    [InlineData("de,fr;q=0.9", "th")]
    [InlineData("*", "th")]
    [InlineData("not a language, at all; q=x", "th")]
    public async Task A_stranger_is_spoken_to_as_their_browser_asks_and_else_in_Thai(string? asked, string spoken)
    {
        using var visitor = VisitorAsking(asked);
        var page = await visitor.GetPageAsync("/login");
        Assert.Equal(spoken, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(spoken == "en" ? "Sign in" : "เข้าสู่ระบบ", page.QuerySelector("button[type=submit]")!.TextContent);
    }

    [Fact]
    public async Task What_a_browser_chose_goes_before_what_it_asks_for()
    {
        using var visitor = VisitorAsking("en");
        await visitor.GetPageAsync("/login");
        using var answer = await ChooseAsync(visitor, "th");

        Assert.Equal((HttpStatusCode.Redirect, "/login"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.All(["language=th", "max-age=31536000", "httponly", "samesite=lax"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("th", Lang(await visitor.GetPageAsync("/login")));
    }

    [Fact]
    public async Task What_an_operator_chose_follows_them_into_another_browser()
    {
        await app.GivenOperatorAsync("moving");
        using var office = VisitorAsking("th");
        await office.SignInAsync("moving", App.Password);
        Assert.Equal("th", Lang(await office.GetPageAsync("/admin/live-chat")));
        (await ChooseAsync(office, "en")).Dispose();
        Assert.Equal("en", Lang(await office.GetPageAsync("/admin/live-chat")));

        using var home = VisitorAsking("th");
        await home.GetPageAsync("/login");
        (await ChooseAsync(home, "th")).Dispose();
        await home.SignInAsync("moving", App.Password);

        Assert.Equal("en", Lang(await home.GetPageAsync("/admin/live-chat")));
        Assert.Equal("en", await app.ReadAsync(db => db.Operators.Where(found => found.Username == "moving").Select(found => found.Language).SingleAsync()));
    }

    [Theory]
    [InlineData("de")]
    [InlineData("")]
    [InlineData("TH")]
    [InlineData("en; path=/; HttpOnly")]
    public async Task A_language_nobody_speaks_here_is_answered_400_and_changes_nothing(string language)
    {
        using var visitor = app.NewVisitor();
        await visitor.GetPageAsync("/login");
        using var answer = await ChooseAsync(visitor, language);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("th", Lang(await visitor.GetPageAsync("/login")));
    }

    [Fact]
    public async Task A_language_cookie_that_somebody_made_up_is_not_believed()
    {
        using var visitor = VisitorAsking("en");
        visitor.Cookies.Add(app.BaseUrl, new Cookie("language", "xx"));
        Assert.Equal("en", Lang(await visitor.GetPageAsync("/login")));
    }

    [Fact]
    public async Task Refusals_are_said_in_the_language_of_the_page()
    {
        using var visitor = VisitorAsking("en");
        using var answer = await visitor.TrySignInAsync("nobody", "nothing");
        Assert.Equal(English, (await Visitor.ReadAsync(answer)).QuerySelector(".sign-in__problem")!.TextContent);
    }

    private static string? Lang(IHtmlDocument page) => page.DocumentElement.GetAttribute("lang");

    private static Task<HttpResponseMessage> ChooseAsync(Visitor visitor, string language) =>
        visitor.PostAsync("/language", new Dictionary<string, string>(StringComparer.Ordinal) { ["language"] = language, ["returnUrl"] = "/login" }, htmx: false);

    private Visitor VisitorAsking(string? language)
    {
        var visitor = app.NewVisitor();
        if (language is not null) visitor.Http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", language);
        return visitor;
    }
}
