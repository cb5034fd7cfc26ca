using System.Globalization;
using System.Net;
using LiveChat.Tests.Support;
using LiveChat.Web.Pages.LiveChat;
using Xunit;

namespace LiveChat.Tests.Pages.SignIn;

/// <summary>How long a sign-in lasts. Every test signs in afresh; time only goes on.</summary>
public sealed class StayingSignedInTests(AppWithClock app) : IClassFixture<AppWithClock>
{
    [Fact]
    public async Task After_thirty_one_idle_minutes_a_page_leads_to_sign_in_and_back()
    {
        using var visitor = await SignInAsync("idle-page");
        app.Time.Advance(TimeSpan.FromMinutes(31));

        using var answer = await visitor.Http.GetAsync("/admin/live-chat/7?status=waiting");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/login?returnUrl=%2Fadmin%2Flive-chat%2F7%3Fstatus%3Dwaiting", answer.Headers.Location!.PathAndQuery);
    }

    [Fact]
    public async Task After_thirty_one_idle_minutes_htmx_takes_the_whole_browser_to_sign_in()
    {
        using var visitor = await SignInAsync("idle-htmx");
        app.Time.Advance(TimeSpan.FromMinutes(31));

        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin/live-chat/list");
        request.Headers.Add("HX-Request", "true");
        request.Headers.Add("HX-Current-URL", new Uri(app.BaseUrl, "/admin/live-chat/7?status=active").ToString());
        using var answer = await visitor.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("/login?returnUrl=%2Fadmin%2Flive-chat%2F7%3Fstatus%3Dactive", Assert.Single(answer.Headers.GetValues("HX-Redirect")));
        Assert.Empty((await Visitor.ReadAsync(answer)).QuerySelectorAll("input[name=password]"));
    }

    [Fact]
    public async Task After_thirty_one_idle_minutes_the_stream_and_a_post_are_answered_401()
    {
        using var visitor = await SignInAsync("idle-stream");
        app.Time.Advance(TimeSpan.FromMinutes(31));

        using var stream = await visitor.Http.GetAsync("/live", HttpCompletionOption.ResponseHeadersRead);
        using var session = await visitor.Http.GetAsync("/live/session");
        using var post = await visitor.PostAsync("/admin/live-chat/7/claim", htmx: false);

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized], [stream.StatusCode, session.StatusCode, post.StatusCode]);
    }

    [Fact]
    public async Task Used_at_minute_twenty_a_sign_in_lives_on_at_minute_forty()
    {
        using var visitor = await SignInAsync("busy");
        app.Time.Advance(TimeSpan.FromMinutes(20));
        using var twenty = await visitor.Http.GetAsync("/admin/live-chat");
        app.Time.Advance(TimeSpan.FromMinutes(20));
        using var forty = await visitor.Http.GetAsync("/admin/live-chat");
        app.Time.Advance(TimeSpan.FromMinutes(31));
        using var over = await visitor.Http.GetAsync("/admin/live-chat");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Redirect], [twenty.StatusCode, forty.StatusCode, over.StatusCode]);
    }

    [Fact]
    public async Task What_an_open_page_asks_by_itself_keeps_nobody_signed_in()
    {
        using var visitor = await SignInAsync("gone-to-lunch");
        app.Time.Advance(TimeSpan.FromMinutes(20));
        foreach (var address in new[] { "/live/session", "/admin/live-chat/list?status=&version=0", "/admin/live-chat/7/messages?since=1", "/admin/live-chat/7/desk", "/admin/live-chat/7/media", Urls.Doctor })
            (await visitor.GetFragmentAsync(address)).Dispose();
        (await visitor.PostAsync("/admin/live-chat/7/reading", new Dictionary<string, string>(StringComparer.Ordinal) { ["revision"] = "1" })).Dispose();
        (await visitor.Http.GetAsync("/live", HttpCompletionOption.ResponseHeadersRead)).Dispose();
        app.Time.Advance(TimeSpan.FromMinutes(11));
        using var over = await visitor.Http.GetAsync("/admin/live-chat");

        Assert.Equal(HttpStatusCode.Redirect, over.StatusCode);
    }

    [Fact]
    public async Task Not_remembered_a_sign_in_ends_with_the_browser()
    {
        await app.GivenOperatorAsync("fleeting");
        using var visitor = app.NewVisitor();
        using var answer = await visitor.TrySignInAsync("fleeting", App.Password);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), header => header.StartsWith("livechat=", StringComparison.Ordinal));
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("max-age", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Remembered_a_sign_in_lasts_seven_days_and_no_longer()
    {
        await app.GivenOperatorAsync("remembered");
        using var visitor = app.NewVisitor();
        using var answer = await visitor.TrySignInAsync("remembered", App.Password, remember: true);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), header => header.StartsWith("livechat=", StringComparison.Ordinal));
        var expires = cookie.Split("; ").Single(part => part.StartsWith("expires=", StringComparison.OrdinalIgnoreCase))["expires=".Length..];
        Assert.Equal(app.Time.GetUtcNow() + TimeSpan.FromDays(7), DateTimeOffset.Parse(expires, CultureInfo.InvariantCulture), TimeSpan.FromSeconds(1));

        app.Time.Advance(TimeSpan.FromDays(3)); // before half its life: nothing is renewed
        using var third = await visitor.Http.GetAsync("/admin/live-chat");
        app.Time.Advance(TimeSpan.FromDays(4) + TimeSpan.FromMinutes(1));
        using var over = await visitor.Http.GetAsync("/admin/live-chat");
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Redirect], [third.StatusCode, over.StatusCode]);
    }

    [Fact]
    public async Task A_quarter_of_an_hour_after_guessing_the_right_password_works_again()
    {
        await app.GivenOperatorAsync("forgetful");
        using var visitor = app.NewVisitor();
        for (var guess = 0; guess < 10; guess++) (await visitor.TrySignInAsync("forgetful", "wrong")).Dispose();
        using var blocked = await visitor.TrySignInAsync("forgetful", App.Password);
        app.Time.Advance(TimeSpan.FromMinutes(16));
        using var free = await visitor.TrySignInAsync("forgetful", App.Password);

        Assert.Equal([HttpStatusCode.TooManyRequests, HttpStatusCode.Redirect], [blocked.StatusCode, free.StatusCode]);
    }

    private async Task<Visitor> SignInAsync(string username)
    {
        await app.GivenOperatorAsync(username);
        return await app.SignedInAsync(username);
    }
}
