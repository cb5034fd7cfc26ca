using System.Net;
using LiveChat.Core.Channels;
using LiveChat.Core.Line;
using LiveChat.Core.Live;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LiveChat.Tests.Line;

/// <summary>When LINE fails, it is left alone for a while, endpoint by endpoint (SAFETY, rule 6).</summary>
public sealed class LineCircuitsTests : IDisposable
{
    private static readonly ChannelCredentials Channel = new(1, null, "secret", "token");
    private readonly FakeTimeProvider clock = new();
    private readonly Told told = new();
    private readonly LineCircuits circuits;
    private readonly HttpClient http;
    private readonly LineClient line;
    private Func<HttpResponseMessage> answer = Ok;
    private int calls;

    public LineCircuitsTests()
    {
        circuits = new(told, clock, NullLogger<LineCircuits>.Instance);
        http = new(new LineCircuitHandler(circuits) { InnerHandler = new Stub(() => { Interlocked.Increment(ref calls); return answer(); }) }) { BaseAddress = new("https://line.test/") };
        line = new(http, clock);
    }

    public static TheoryData<string> Failures => ["500", "503", "refused", "broken", "time-out"];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Five_failures_in_a_row_open_it_and_nothing_more_is_tried(string failure)
    {
        answer = Failing(failure);
        for (var i = 0; i < 5; i++) Assert.NotEqual(LineVerdict.NotTried, await PushAsync());
        Assert.Equal((LineVerdict.NotTried, 5), (await PushAsync(), calls));
        Assert.False(circuits.Of(LineEndpoint.Push).MayTry);
    }

    [Fact]
    public async Task A_success_in_between_begins_the_count_anew_however_many_failures_there_were()
    {
        for (var round = 0; round < 20; round++)
        {
            answer = Failing("500");
            for (var i = 0; i < 4; i++) Assert.Equal(LineVerdict.NoAnswer, await PushAsync());
            answer = Ok;
            Assert.Equal(LineVerdict.Accepted, await PushAsync());
        }
        answer = Failing("500");
        for (var i = 0; i < 5; i++) Assert.Equal(LineVerdict.NoAnswer, await PushAsync());
        Assert.Equal(LineVerdict.NotTried, await PushAsync()); // after a hundred calls, five are enough
    }

    [Fact]
    public async Task Five_failures_are_five_however_slowly_they_come()
    {
        answer = Failing("500");
        for (var i = 0; i < 5; i++)
        {
            await PushAsync();
            clock.Advance(TimeSpan.FromHours(1));
        }
        Assert.True(circuits.Of(LineEndpoint.Push).IsOpen);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(429)]
    public async Task A_no_is_an_answer_and_no_outage(int status)
    {
        answer = () => new((HttpStatusCode)status) { Content = new StringContent("{}") };
        for (var i = 0; i < 20; i++) Assert.NotEqual(LineVerdict.NotTried, await PushAsync());
    }

    [Fact]
    public async Task After_thirty_seconds_one_call_is_the_probe_and_its_success_closes_it()
    {
        await OpenAsync();
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(LineVerdict.NotTried, await PushAsync());
        clock.Advance(TimeSpan.FromSeconds(2));
        answer = Ok;
        Assert.Equal([true, false, false], Enumerable.Range(0, 3).Select(_ => circuits.Of(LineEndpoint.Push).TryBegin())); // of three workers one may
        Assert.Equal(LineVerdict.Accepted, await PushAsync());
        Assert.Equal((true, null), (circuits.Of(LineEndpoint.Push).MayTry, circuits.Of(LineEndpoint.Push).SilentSince));
        Assert.Equal([TimeSpan.FromSeconds(30), null], told.Changes.OfType<LineReachabilityChanged>().Select(change => change.ProbeIn));
    }

    [Fact]
    public async Task A_probe_that_fails_opens_it_for_another_thirty_seconds_and_it_is_silent_since_the_first_failure()
    {
        var since = clock.GetUtcNow();
        await OpenAsync();
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(LineVerdict.NoAnswer, await PushAsync());
        Assert.Equal(LineVerdict.NotTried, await PushAsync());
        Assert.Equal(since, circuits.Of(LineEndpoint.Push).SilentSince);
        clock.Advance(TimeSpan.FromSeconds(31));
        answer = Ok;
        Assert.Equal(LineVerdict.Accepted, await PushAsync());
    }

    [Fact]
    public async Task An_endpoint_that_fails_does_not_close_the_others()
    {
        await OpenAsync();
        answer = Ok;
        Assert.Equal(LineVerdict.Accepted, (await line.ReplyAsync(Channel, "{}", CancellationToken.None)).Verdict);
        Assert.Equal(LineVerdict.NotTried, await PushAsync());
    }

    [Theory]
    [InlineData("v2/bot/message/reply", LineEndpoint.Reply)]
    [InlineData("simulator/line/v2/bot/message/push", LineEndpoint.Push)]
    [InlineData("v2/bot/profile/U1", LineEndpoint.Profile)]
    [InlineData("v2/bot/group/C1/member/U1", LineEndpoint.Group)]
    [InlineData("v2/bot/room/R1/members/count", LineEndpoint.Group)]
    [InlineData("v2/bot/message/1/content", LineEndpoint.Content)]
    [InlineData("v2/bot/message/1/content/transcoding", LineEndpoint.Content)]
    [InlineData("v2/bot/chat/loading/start", LineEndpoint.Loading)]
    [InlineData("v2/bot/chat/markAsRead", LineEndpoint.MarkAsRead)]
    [InlineData("v2/bot/message/quota/consumption", LineEndpoint.Quota)]
    [InlineData("v2/bot/info", LineEndpoint.Info)]
    [InlineData("v2/bot/channel/webhook/test", LineEndpoint.Webhook)]
    [InlineData("oauth2/v3/token", LineEndpoint.Token)]
    [InlineData("v2/bot/richmenu/list", LineEndpoint.Other)]
    public void Every_call_has_its_endpoint(string path, LineEndpoint endpoint) => Assert.Equal(endpoint, LineCircuits.EndpointOf("/" + path));

    public void Dispose()
    {
        http.Dispose();
        circuits.Dispose();
    }

    private static HttpResponseMessage Ok() => new(HttpStatusCode.OK) { Content = new StringContent("{}") };

    private static Func<HttpResponseMessage> Failing(string failure) => failure switch
    {
        "refused" => () => throw new HttpRequestException(HttpRequestError.ConnectionError),
        "broken" => () => throw new IOException("The connection broke."),
        "time-out" => () => throw new TimeoutException(),
        _ => () => new((HttpStatusCode)int.Parse(failure)) { Content = new StringContent("") },
    };

    private async Task<LineVerdict> PushAsync() => (await line.PushAsync(Channel, "{}", Guid.NewGuid(), CancellationToken.None)).Verdict;

    private async Task OpenAsync()
    {
        answer = Failing("500");
        for (var i = 0; i < 5; i++) await PushAsync();
        Assert.True(circuits.Of(LineEndpoint.Push).IsOpen);
    }

    private sealed class Told : ILiveFeed
    {
        public List<Change> Changes { get; } = [];

        public ValueTask AnnounceAsync(Change change, CancellationToken ct)
        {
            Changes.Add(change);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Stub(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return Task.FromResult(answer());
            }
            catch (Exception exception)
            {
                return Task.FromException<HttpResponseMessage>(exception);
            }
        }
    }
}
