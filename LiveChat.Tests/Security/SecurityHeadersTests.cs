using System.Net;
using LiveChat.Tests.Support;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Security;
using Xunit;

namespace LiveChat.Tests.Security;

public sealed class SecurityHeadersTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Every_kind_of_answer_carries_the_strict_headers()
    {
        var (_, conversation) = await app.GivenCustomerWhoWroteAsync("สวัสดีค่ะ หัวข้อ");
        await app.GivenOperatorAsync("headers");
        using var stranger = app.NewVisitor();
        using var visitor = await app.SignedInAsync("headers");
        var page = await visitor.GetPageAsync($"/admin/live-chat/{conversation.Id}");
        using var webhook = new StringContent("{}");

        await CheckAsync(HttpStatusCode.OK, stranger.Http.GetAsync("/login"));
        await CheckAsync(HttpStatusCode.OK, visitor.Http.GetAsync($"/admin/live-chat/{conversation.Id}"));
        await CheckAsync(HttpStatusCode.OK, visitor.GetFragmentAsync("/admin/live-chat/list"));
        await CheckAsync(HttpStatusCode.Redirect, stranger.Http.GetAsync("/admin/live-chat"));
        await CheckAsync(HttpStatusCode.Unauthorized, stranger.GetFragmentAsync("/admin/live-chat/list"));
        await CheckAsync(HttpStatusCode.NotFound, stranger.Http.GetAsync("/nowhere"));
        await CheckAsync(HttpStatusCode.MethodNotAllowed, visitor.Http.GetAsync("/logout"));
        await CheckAsync(HttpStatusCode.MethodNotAllowed, stranger.PostAsync("/healthz"));
        await CheckAsync(HttpStatusCode.MethodNotAllowed, stranger.Http.GetAsync("/line/webhook"));
        await CheckAsync(HttpStatusCode.Unauthorized, stranger.Http.PostAsync("/line/webhook", webhook));
        await CheckAsync(HttpStatusCode.OK, stranger.Http.GetAsync(page.QuerySelector("script[src]")!.GetAttribute("src")));
        await CheckAsync(HttpStatusCode.NotFound, stranger.Http.GetAsync("/js/nothing.js"));
        await CheckAsync(HttpStatusCode.OK, stranger.Http.GetAsync("/sw.js"));
        await CheckAsync(HttpStatusCode.OK, stranger.Http.GetAsync("/offline"));
        await CheckAsync(HttpStatusCode.OK, stranger.Http.GetAsync("/healthz"));
        await CheckAsync(HttpStatusCode.OK, visitor.Http.GetAsync("/live", HttpCompletionOption.ResponseHeadersRead));
    }

    [Fact]
    public async Task An_answer_that_something_went_wrong_carries_them_too()
    {
        await using var broken = new AppWithPostgres();
        await broken.InitializeAsync();
        await broken.GivenOperatorAsync("outage");
        using var visitor = await broken.SignedInAsync("outage");
        await broken.OwnPostgres.StopImmediatelyAsync();

        await CheckAsync(HttpStatusCode.ServiceUnavailable, visitor.Http.GetAsync("/admin/live-chat"));
        await CheckAsync(HttpStatusCode.ServiceUnavailable, visitor.GetFragmentAsync("/admin/live-chat/list"));
    }

    private static async Task CheckAsync(HttpStatusCode status, Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Assert.True(answer.StatusCode == status, $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri} was answered {answer.StatusCode}, not {status}");
        var policy = Header(answer, "Content-Security-Policy").Split("; ");
        Assert.Equal(["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'"], policy[..4]);
        Assert.Superset(new HashSet<string>(["base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"], StringComparer.Ordinal), policy.ToHashSet(StringComparer.Ordinal));
        Assert.Equal($"img-src 'self' data: {SecurityHeaders.PictureHosts} {LineShop.Host}", Assert.Single(policy, part => part.StartsWith("img-src", StringComparison.Ordinal)));
        Assert.DoesNotContain(policy, part => part.Contains("unsafe", StringComparison.Ordinal) || part.Contains('*', StringComparison.Ordinal));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
        Assert.Equal("LiveChat", Header(answer, "X-Answered-By"));
        Assert.Equal("same-origin", Header(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
        Assert.NotEmpty(Header(answer, "Permissions-Policy"));
    }

    private static string Header(HttpResponseMessage answer, string name)
    {
        Assert.True(answer.Headers.TryGetValues(name, out var values), $"{answer.RequestMessage!.RequestUri} has no {name}");
        return Assert.Single(values);
    }
}
