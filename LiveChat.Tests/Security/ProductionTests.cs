using System.Net;
using LiveChat.Tests.Support;
using Xunit;

namespace LiveChat.Tests.Security;

public sealed class ProductionTests(AppInProduction app) : IClassFixture<AppInProduction>
{
    [Fact]
    public async Task Nobody_continues_without_a_password()
    {
        var (cookie, page) = await OpenSignInAsync();

        Assert.Empty(page.QuerySelectorAll("form[action='/login/as'], button[name=role]"));
        using var http = NewClient();
        using var get = await http.GetAsync("/login/as");
        using var post = await PostAsync(cookie, Token(page), "/login/as", new() { ["role"] = "admin" });
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], [get.StatusCode, post.StatusCode]);
        Assert.False(post.Headers.Contains("Set-Cookie"));

        using var control = await PostAsync(cookie, Token(page), "/login", new() { ["username"] = "nobody", ["password"] = "nothing" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, control.StatusCode); // the token was good
    }

    [Theory]
    [InlineData("/simulator")]
    [InlineData("/simulator/")]
    [InlineData("/SIMULATOR")]
    [InlineData("/simulator/customers")]
    [InlineData("/simulator/U00000000000000000000000000000000")]
    [InlineData("/simulator/U00000000000000000000000000000000/messages")]
    [InlineData("/simulator/U00000000000000000000000000000000/faults")]
    [InlineData("/simulator/line/v2/bot/info")]
    [InlineData("/simulator/line/oauth2/v3/token")]
    [InlineData("/simulator/avatars/U00000000000000000000000000000000.svg")]
    public async Task There_is_no_simulator(string path)
    {
        var (cookie, page) = await OpenSignInAsync();
        using var http = NewClient();
        using var get = await http.GetAsync(path);
        using var post = await PostAsync(cookie, Token(page), path, []);
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], [get.StatusCode, post.StatusCode]);
    }

    [Fact]
    public async Task Every_cookie_is_bound_to_this_host_over_https()
    {
        await app.GivenOperatorAsync("secure");
        var (cookie, page) = await OpenSignInAsync();
        using var http = NewClient();
        using var opened = await http.GetAsync("/login");
        using var signedIn = await PostAsync(cookie, Token(page), "/login", new() { ["username"] = "secure", ["password"] = App.Password, ["rememberMe"] = "true" });
        using var language = await PostAsync(cookie, Token(page), "/language", new() { ["language"] = "en" });

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Redirect, HttpStatusCode.Redirect], [opened.StatusCode, signedIn.StatusCode, language.StatusCode]);
        Assert.StartsWith("__Host-csrf=", Assert.Single(Cookies(opened)), StringComparison.Ordinal);
        Assert.Contains(Cookies(signedIn), set => set.StartsWith("__Host-livechat=", StringComparison.Ordinal));
        Assert.All([.. Cookies(opened), .. Cookies(signedIn), .. Cookies(language)], set =>
        {
            Assert.All(["; secure", "; httponly", "; path=/", "; samesite="], flag => Assert.Contains(flag, set, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain("domain=", set, StringComparison.OrdinalIgnoreCase);
        });
    }

    private static string[] Cookies(HttpResponseMessage answer) => [.. answer.Headers.GetValues("Set-Cookie")];

    private static string Token(AngleSharp.Dom.IDocument page) => page.QuerySelector("meta[name=csrf-token]")!.GetAttribute("content")!;

    /// <summary>Cookies are carried by hand: they are Secure, and this connection is not.</summary>
    private async Task<(string Cookie, AngleSharp.Dom.IDocument Page)> OpenSignInAsync()
    {
        using var http = NewClient();
        using var answer = await http.GetAsync("/login");
        return (Assert.Single(Cookies(answer)).Split(';')[0], await Visitor.ReadAsync(answer));
    }

    private async Task<HttpResponseMessage> PostAsync(string cookie, string token, string path, Dictionary<string, string> form)
    {
        using var http = NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("Cookie", cookie);
        request.Headers.Add("X-CSRF-TOKEN", token);
        return await http.SendAsync(request);
    }

    private HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = app.BaseUrl };
}
