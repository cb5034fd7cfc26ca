using System.Net;
using LiveChat.Core.Conversations;
using LiveChat.Core.Sessions;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Security;

public sealed class AntiforgeryTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task What_another_site_makes_a_browser_send_is_answered_400_and_changes_nothing()
    {
        var (customer, conversation) = await app.GivenCustomerWhoWroteAsync("ขอถามหน่อยค่ะ");
        var someone = await app.GivenOperatorAsync("forged");
        using var visitor = await app.SignedInAsync("forged");
        var address = $"/admin/live-chat/{conversation.Id}";

        visitor.ForgetToken();
        await RefusedAsync(visitor.PostAsync(address + "/claim"));
        await RefusedAsync(visitor.PostAsync(address + "/reading", Form(("upTo", "1"))));
        await RefusedAsync(visitor.PostAsync("/language", Form(("language", "en")), htmx: false));
        await RefusedAsync(visitor.PostAsync("/logout", htmx: false));
        Assert.Equal(ConversationStatus.Waiting, await StatusAsync(conversation.Id));

        await app.UseAsync((ClaimSession use) => use.RunAsync(conversation.Id, someone.Id, CancellationToken.None));
        await RefusedAsync(visitor.PostAsync(address + "/replies", Form(("text", "forged"), ("clientKey", Guid.NewGuid().ToString()))));
        await RefusedAsync(visitor.PostAsync(address + "/closure"));
        await RefusedAsync(visitor.DeleteAsync(address + "/claim"));

        Assert.Equal(ConversationStatus.Active, await StatusAsync(conversation.Id));
        Assert.False(await app.ReadAsync(db => db.Messages.AnyAsync(message => message.Text == "forged")));
        Assert.Null(await app.ReadAsync(db => db.Operators.Where(found => found.Id == someone.Id).Select(found => found.Language).SingleAsync()));
        Assert.DoesNotContain(app.Line.Accepted, accepted => accepted.To == customer.UserId);

        await visitor.GetPageAsync(address); // still signed in; and with the token it would have been done
        using var closed = await visitor.PostAsync(address + "/closure");
        Assert.True(closed.IsSuccessStatusCode);
        Assert.Equal(ConversationStatus.Closed, await StatusAsync(conversation.Id));
    }

    [Fact]
    public async Task Somebody_elses_token_is_no_token()
    {
        await app.GivenOperatorAsync("victim");
        using var stranger = app.NewVisitor();
        var strangers = (await stranger.GetPageAsync("/login")).QuerySelector("meta[name=csrf-token]")!.GetAttribute("content");
        using var visitor = await app.SignedInAsync("victim");

        using var request = new HttpRequestMessage(HttpMethod.Post, "/logout");
        request.Headers.Add("X-CSRF-TOKEN", strangers);
        await RefusedAsync(visitor.Http.SendAsync(request));
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task What_the_browser_says_another_site_has_sent_is_refused_with_every_token(string header, string value)
    {
        var (_, conversation) = await app.GivenCustomerWhoWroteAsync("จากที่อื่น");
        using var someone = await app.GivenAtWorkAsync();
        using var request = someone.Browser.NewPost($"/admin/live-chat/{conversation.Id}/claim", Form());
        request.Headers.Add(header, value);
        await RefusedAsync(someone.Browser.Http.SendAsync(request));
        Assert.Equal(ConversationStatus.Waiting, await StatusAsync(conversation.Id));
    }

    [Fact]
    public async Task A_stale_token_signs_out_when_the_browser_says_the_page_is_ours()
    {
        using var someone = await app.GivenAtWorkAsync();
        someone.Browser.ForgetToken();
        using var request = someone.Browser.NewPost("/logout", Form());
        request.Headers.Add("Origin", app.BaseUrl.GetLeftPart(UriPartial.Authority));
        using var answer = await someone.Browser.Http.SendAsync(request);
        Assert.Equal((HttpStatusCode.Redirect, "/login"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task Signing_in_needs_a_token_too()
    {
        await app.GivenOperatorAsync("login-forged");
        using var visitor = app.NewVisitor();
        await RefusedAsync(visitor.PostAsync("/login", Form(("username", "login-forged"), ("password", App.Password)), htmx: false));
        Assert.DoesNotContain(visitor.Cookies.GetCookies(app.BaseUrl), cookie => cookie.Name == "livechat");
    }

    private static Dictionary<string, string> Form(params (string Name, string Value)[] fields) => fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);

    private static async Task RefusedAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{answer.RequestMessage!.RequestUri} was answered {answer.StatusCode}");
    }

    private Task<ConversationStatus> StatusAsync(long id) => app.ReadAsync(db => db.Conversations.Where(found => found.Id == id).Select(found => found.Status).SingleAsync());
}
