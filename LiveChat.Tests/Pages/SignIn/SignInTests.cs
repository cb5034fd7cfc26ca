using System.Net;
using System.Net.Sockets;
using LiveChat.Core.Operators;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Pages.SignIn;

public sealed class SignInTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task The_right_password_leads_to_the_console_and_leaves_an_audit_row()
    {
        var someone = await app.GivenOperatorAsync("right");
        using var visitor = app.NewVisitor();

        using var answer = await visitor.TrySignInAsync(" RIGHT ", App.Password);

        Assert.Equal((HttpStatusCode.Redirect, "/admin/live-chat"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.NotNull((await visitor.GetPageAsync("/admin/live-chat")).QuerySelector("#conversations"));
        Assert.True(await app.ReadAsync(db => db.AuditEntries.AnyAsync(entry => entry.Action == "operator.signed_in" && entry.OperatorId == someone.Id)));
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_name_a_disabled_operator_and_nothing_at_all_are_answered_alike()
    {
        await app.GivenOperatorAsync("known");
        var gone = await app.GivenOperatorAsync("gone");
        await DisableAsync(gone.Id);

        var answers = new[]
        {
            await AskAsync("known", "not the password"), await AskAsync("unknown", App.Password), await AskAsync("gone", App.Password),
            await AskAsync("known", ""), await AskAsync("", App.Password), await AskAsync("", ""),
        };

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.UnprocessableEntity, answers[0].Sentence, false), answer));
        Assert.Contains("ชื่อผู้ใช้", answers[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_keeps_the_name_and_forgets_the_password()
    {
        using var visitor = app.NewVisitor();
        using var answer = await visitor.TrySignInAsync("somebody", "a secret that failed", remember: true, returnUrl: "/admin/live-chat/7");
        var html = await answer.Content.ReadAsStringAsync();
        var page = await Visitor.ReadAsync(answer);

        Assert.Equal("somebody", page.QuerySelector("input[name=username]")!.GetAttribute("value"));
        Assert.Equal("/admin/live-chat/7", page.QuerySelector("input[name=returnUrl]")!.GetAttribute("value"));
        Assert.True(page.QuerySelector("input[name=rememberMe]")!.HasAttribute("checked"));
        Assert.DoesNotContain("a secret that failed", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sixty_four_Thai_letters_are_a_password_and_its_beginning_is_not()
    {
        var password = string.Concat(Enumerable.Repeat("กขคงจฉชซ", 8));
        await GivenOperatorWithAsync("thai", password);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AskAsync("thai", password[..24])).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AskAsync("thai", password[..63] + "ฌ")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await AskAsync("thai", password)).Status);
    }

    [Theory]
    [InlineData(129)]
    [InlineData(20_000)]
    [InlineData(1024 * 1024)]
    public async Task A_password_longer_than_any_is_answered_400_and_not_hung_up_on(int length)
    {
        using var visitor = app.NewVisitor();
        using var answer = await visitor.TrySignInAsync("somebody", new string('x', length));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEqual(true, answer.Headers.ConnectionClose); // whoever hears that while still sending may not hear the answer
    }

    [Fact]
    public async Task Guessing_an_account_is_throttled_there_and_nowhere_else()
    {
        await app.GivenOperatorAsync("guessed");
        await app.GivenOperatorAsync("colleague");

        var guesses = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => AskAsync("guessed", $"guess number {i}")));

        Assert.Equal(10, guesses.Count(guess => guess.Status == HttpStatusCode.UnprocessableEntity)); // however many come at once
        Assert.Equal(30, guesses.Count(guess => guess.Status == HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskAsync(" Guessed", App.Password)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await AskAsync("colleague", App.Password)).Status);
        Assert.Equal(HttpStatusCode.Redirect, await SignInFromAsync(IPAddress.Parse("127.0.0.2"), "guessed"));
    }

    [Theory]
    [InlineData("https://e", "/admin/live-chat")]
    [InlineData("//e", "/admin/live-chat")]
    [InlineData("/\\e", "/admin/live-chat")]
    [InlineData("javascript:alert(1)", "/admin/live-chat")]
    [InlineData("~//e", "/admin/live-chat")]
    [InlineData("/\t/e", "/admin/live-chat")]
    [InlineData("", "/admin/live-chat")]
    [InlineData("/logout", "/admin/live-chat")]
    [InlineData("/line/webhook", "/admin/live-chat")]
    [InlineData("/administrator", "/admin/live-chat")]
    [InlineData("/admin/live-chat/7?status=waiting", "/admin/live-chat/7?status=waiting")]
    public async Task Signing_in_leads_to_a_page_of_ours_and_never_elsewhere(string returnUrl, string expected)
    {
        var name = $"led-{Guid.NewGuid():N}";
        await app.GivenOperatorAsync(name);
        using var visitor = app.NewVisitor();

        using var signedIn = await visitor.TrySignInAsync(name, App.Password, returnUrl: returnUrl);
        await visitor.GetPageAsync("/admin/live-chat"); // for the token of who is signed in now
        using var already = await visitor.Http.GetAsync("/login?returnUrl=" + Uri.EscapeDataString(returnUrl));
        using var language = await visitor.PostAsync("/language", new Dictionary<string, string>(StringComparer.Ordinal) { ["language"] = "th", ["returnUrl"] = returnUrl }, htmx: false);
        using var button = await visitor.PostAsync("/login/as", new Dictionary<string, string>(StringComparer.Ordinal) { ["role"] = "agent", ["returnUrl"] = returnUrl }, htmx: false);

        Assert.All([signedIn, already, button, language], answer => Assert.Equal((HttpStatusCode.Redirect, expected), (answer.StatusCode, answer.Headers.Location?.OriginalString)));
    }

    [Fact]
    public async Task Signing_out_ends_the_sign_in_in_this_browser()
    {
        await app.GivenOperatorAsync("leaving");
        using var visitor = await app.SignedInAsync("leaving");

        using var answer = await visitor.PostAsync("/logout", htmx: false);

        Assert.Equal((HttpStatusCode.Redirect, "/login"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.DoesNotContain(visitor.Cookies.GetCookies(app.BaseUrl), cookie => cookie.Name == "livechat");
        using var after = await visitor.Http.GetAsync("/admin/live-chat");
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task Looking_at_the_sign_out_address_signs_nobody_out()
    {
        await app.GivenOperatorAsync("staying");
        using var visitor = await app.SignedInAsync("staying");

        using var looked = await visitor.Http.GetAsync("/logout");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, looked.StatusCode);
        using var after = await visitor.Http.GetAsync("/admin/live-chat");
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task A_disabled_operator_is_out_at_the_next_request()
    {
        var someone = await app.GivenOperatorAsync("disabled");
        using var visitor = await app.SignedInAsync("disabled");
        await DisableAsync(someone.Id);

        using var fragment = await visitor.GetFragmentAsync("/admin/live-chat/list");
        using var page = await visitor.Http.GetAsync("/admin/live-chat");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Redirect), (fragment.StatusCode, page.StatusCode));
    }

    [Fact]
    public async Task Cookies_are_out_of_reach_of_scripts_and_of_other_sites()
    {
        await app.GivenOperatorAsync("cookies");
        using var visitor = app.NewVisitor();
        using var page = await visitor.Http.GetAsync("/login");
        using var answer = await visitor.TrySignInAsync("cookies", App.Password);

        var cookies = page.Headers.GetValues("Set-Cookie").Concat(answer.Headers.GetValues("Set-Cookie")).Select(cookie => cookie.ToLowerInvariant()).ToArray();
        Assert.All(cookies, cookie => Assert.Contains("; httponly", cookie, StringComparison.Ordinal));
        Assert.Contains("samesite=lax", Assert.Single(cookies, cookie => cookie.StartsWith("livechat=", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("samesite=lax", Assert.Single(cookies, cookie => cookie.StartsWith("csrf=", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, string? Sentence, bool IsSignedIn)> AskAsync(string username, string password)
    {
        using var visitor = app.NewVisitor();
        using var answer = await visitor.TrySignInAsync(username, password);
        var sentence = (await Visitor.ReadAsync(answer)).QuerySelector(".sign-in__problem")?.TextContent;
        return (answer.StatusCode, sentence, visitor.Cookies.GetCookies(app.BaseUrl).Any(cookie => cookie.Name == "livechat"));
    }

    private async Task<HttpStatusCode> SignInFromAsync(IPAddress address, string username)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        handler.ConnectCallback = async (context, ct) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, 0));
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        };
        using var http = new HttpClient(handler) { BaseAddress = app.BaseUrl };
        using var page = await http.GetAsync("/login");
        var token = (await Visitor.ReadAsync(page)).QuerySelector("meta[name=csrf-token]")!.GetAttribute("content")!;
        using var form = new FormUrlEncodedContent([new("username", username), new("password", App.Password), new("csrfToken", token)]);
        using var answer = await http.PostAsync("/login", form);
        return answer.StatusCode;
    }

    private Task<int> DisableAsync(long id) => app.ReadAsync(db => db.Operators.Where(found => found.Id == id).ExecuteUpdateAsync(set => set.SetProperty(found => found.DisabledAt, DateTimeOffset.UtcNow)));

    private Task<int> GivenOperatorWithAsync(string username, string password) => app.ReadAsync(db =>
    {
        db.Operators.Add(new() { Username = username, DisplayName = username, PasswordHash = Passwords.Hash(password), Role = OperatorRole.Agent, CreatedAt = DateTimeOffset.UtcNow });
        return db.SaveChangesAsync();
    });
}
