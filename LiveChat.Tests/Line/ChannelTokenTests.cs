using System.Net;
using LiveChat.Core.Channels;
using LiveChat.Core.Line;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LiveChat.Tests.Line;

/// <summary>Tokens that LINE gives for 15 minutes: asked for as rarely as possible, and never in doubt about what a failure means.</summary>
public sealed class ChannelTokenTests
{
    private static readonly ChannelCredentials Own = new(7, null, "secret", "") { TokenKind = TokenKind.Stateless, LineChannelId = "165" };

    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);
    private readonly List<string> seen = [];
    private int issued;

    [Fact]
    public async Task Twenty_who_want_a_token_at_once_ask_for_one_and_share_it()
    {
        var mayAnswer = new TaskCompletionSource();
        var line = NewLine(async request =>
        {
            if (IsToken(request)) await mayAnswer.Task;
            return Answer(request);
        });

        var pushes = Enumerable.Range(0, 20).Select(_ => PushAsync(line)).ToArray();
        mayAnswer.SetResult();

        Assert.All(await Task.WhenAll(pushes), answer => Assert.Equal(LineVerdict.Accepted, answer.Verdict));
        Assert.Equal(1, issued);
        Assert.Equal(20, seen.Count(bearer => bearer == "Bearer own-1"));
    }

    [Fact]
    public async Task A_token_is_used_for_twelve_minutes_and_then_replaced()
    {
        var line = NewLine(request => Task.FromResult(Answer(request)));
        await PushAsync(line);
        time.Advance(TimeSpan.FromMinutes(11));
        await PushAsync(line);
        Assert.Equal(1, issued);

        time.Advance(TimeSpan.FromMinutes(2));
        await PushAsync(line);
        Assert.Equal(["Bearer own-1", "Bearer own-1", "Bearer own-2"], seen);
    }

    [Fact]
    public async Task A_token_that_LINE_refuses_before_its_time_is_replaced_once_and_the_call_is_made_again()
    {
        var isRevoked = false;
        var line = NewLine(request => Task.FromResult(!IsToken(request) && isRevoked && request.Headers.Authorization!.Parameter == "own-1" ? Note(request, HttpStatusCode.Unauthorized) : Answer(request)));
        await PushAsync(line);
        isRevoked = true;

        Assert.Equal(LineVerdict.Accepted, (await PushAsync(line)).Verdict);
        Assert.Equal(["Bearer own-1", "Bearer own-1", "Bearer own-2"], seen);
    }

    [Fact]
    public async Task Where_every_token_is_refused_the_call_is_made_twice_and_no_more()
    {
        var line = NewLine(request => Task.FromResult(IsToken(request) ? Answer(request) : Note(request, HttpStatusCode.Unauthorized)));
        Assert.Equal(LineVerdict.Unauthorised, (await PushAsync(line)).Verdict);
        Assert.Equal(2, seen.Count);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_client","error_description":"invalid client_secret"}""", LineVerdict.Unauthorised, "invalid client_secret")]
    [InlineData(401, """{"message":"no"}""", LineVerdict.Unauthorised, "no")]
    [InlineData(500, "{}", LineVerdict.NotSent, "500")]
    [InlineData(429, "{}", LineVerdict.NotSent, "429")]
    [InlineData(200, "{}", LineVerdict.NotSent, "200")]
    [InlineData(502, "<html>", LineVerdict.NotSent, null)]
    public async Task A_token_that_cannot_be_had_is_a_refusal_only_where_LINE_said_no(int status, string body, LineVerdict verdict, string? words)
    {
        var line = NewLine(request => Task.FromResult(IsToken(request) ? new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) } : Answer(request)));

        var answer = await PushAsync(line);

        Assert.Equal(verdict, answer.Verdict);
        if (words is null) Assert.Null(answer.Detail); // what is no word of LINE is not shown as one
        else Assert.Contains(words, answer.Detail, StringComparison.Ordinal);
        Assert.Empty(seen);
    }

    [Fact]
    public async Task Where_LINE_cannot_be_reached_for_a_token_nothing_was_sent()
    {
        var line = NewLine(_ => throw new HttpRequestException("gone"));
        Assert.Equal(LineVerdict.NotSent, (await PushAsync(line)).Verdict);
        await Assert.ThrowsAsync<LineTokenException>(() => line.ReadBotInfoAsync(Own, CancellationToken.None));
    }

    [Fact]
    public async Task A_channel_that_is_switched_off_calls_nobody()
    {
        var line = NewLine(request => Task.FromResult(Answer(request)));
        Assert.Equal(LineVerdict.SwitchedOff, (await line.PushAsync(Own with { IsDisabled = true }, "{}", Guid.NewGuid(), CancellationToken.None)).Verdict);
        Assert.Equal(0, issued + seen.Count);
    }

    [Fact]
    public async Task A_pasted_token_is_used_as_it_is()
    {
        var line = NewLine(request => Task.FromResult(Answer(request)));
        await line.PushAsync(new(1, null, "secret", "pasted"), "{}", Guid.NewGuid(), CancellationToken.None);
        Assert.Equal(["Bearer pasted"], seen);
        Assert.Equal(0, issued);
    }

    private static bool IsToken(HttpRequestMessage request) => request.RequestUri!.AbsolutePath == "/oauth2/v3/token";

    private static Task<LineAnswer> PushAsync(LineClient line) => line.PushAsync(Own, "{}", Guid.NewGuid(), CancellationToken.None);

    private LineClient NewLine(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) =>
        new(new HttpClient(new LineTokenHandler(new LineTokens(time), () => new("https://line.test/"), time) { InnerHandler = new Stub(answer) }) { BaseAddress = new("https://line.test/") }, time);

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        if (!IsToken(request)) return Note(request, HttpStatusCode.OK);
        return new(HttpStatusCode.OK) { Content = new StringContent($$"""{"token_type":"Bearer","access_token":"own-{{Interlocked.Increment(ref issued)}}","expires_in":900}""") };
    }

    private HttpResponseMessage Note(HttpRequestMessage request, HttpStatusCode status)
    {
        lock (seen) seen.Add(request.Headers.Authorization!.ToString());
        return new(status) { Content = new StringContent("{}") };
    }

    private sealed class Stub(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request);
    }
}

/// <summary>The same against the strict fake, as the application is wired.</summary>
public sealed class ChannelTokenWiringTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    [Fact]
    public async Task A_channel_with_LINE_s_own_tokens_is_answered_for_and_its_secret_never_travels_as_a_bearer()
    {
        var account = app.NewAccount("ร้านชา");
        var id = await app.GivenChannelAsync(account);
        var channel = await app.Services.GetRequiredService<ChannelDirectory>().GetAsync(id, CancellationToken.None);

        var bot = await app.UseAsync((LineClient line) => line.ReadBotInfoAsync(channel, CancellationToken.None));
        await app.UseAsync((LineClient line) => line.ReadQuotaAsync(channel, CancellationToken.None));

        Assert.Equal((account.BotUserId, account.BasicId), (bot.UserId, bot.BasicId));
        Assert.Single(app.Line.Journal.Entries, entry => entry.Endpoint == FakeEndpoint.Token);
        Assert.True(app.Services.GetRequiredService<LineTokens>().StateOf(id).Works);
    }
}
