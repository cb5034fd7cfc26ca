using System.Net;
using System.Text;
using LiveChat.Core.Channels;
using LiveChat.Core.Line;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LiveChat.Tests.Line;

/// <summary>How answers are judged that no fake of LINE would think of: those of proxies, of broken servers, of nobody.</summary>
public sealed class LineClientTests
{
    private static readonly ChannelCredentials Channel = new(1, null, "secret", "token");

    [Theory]
    [InlineData(200, """{"sentMessages":[{"id":"461230966842064897"}]}""", LineVerdict.Accepted, "461230966842064897")]
    [InlineData(200, """{"sentMessages":[{"id":461230966842064897}]}""", LineVerdict.Accepted, "461230966842064897")]
    [InlineData(200, "", LineVerdict.Accepted, null)]
    [InlineData(200, "<html>fine</html>", LineVerdict.Accepted, null)]
    [InlineData(200, """{"sentMessages":[]}""", LineVerdict.Accepted, null)]
    [InlineData(200, """{"sentMessages":[null]}""", LineVerdict.Accepted, null)]
    [InlineData(200, """{"sentMessages":{"id":1}}""", LineVerdict.Accepted, null)]
    [InlineData(202, "{}", LineVerdict.Accepted, null)]
    [InlineData(302, "", LineVerdict.Refused, null)]
    [InlineData(409, """{"message":"The retry key is already accepted","sentMessages":[{"id":"5"}]}""", LineVerdict.Accepted, "5")]
    [InlineData(400, """{"message":"Invalid reply token"}""", LineVerdict.ReplyTokenInvalid, null)]
    [InlineData(400, """{"message":"The request body has 1 error(s)"}""", LineVerdict.Refused, null)]
    [InlineData(400, """{"message":{"x":1}}""", LineVerdict.Refused, null)]
    [InlineData(401, "", LineVerdict.Unauthorised, null)]
    [InlineData(403, "", LineVerdict.Refused, null)]
    [InlineData(413, "<html>", LineVerdict.Refused, null)]
    [InlineData(429, """{"message":"You have reached your monthly limit."}""", LineVerdict.QuotaUsedUp, null)]
    [InlineData(429, """{"message":"The API rate limit has been exceeded. Try again later."}""", LineVerdict.RateLimited, null)]
    [InlineData(429, """{"message":"Too many messages to one user"}""", LineVerdict.TooMany, null)]
    [InlineData(429, "", LineVerdict.TooMany, null)]
    [InlineData(500, "", LineVerdict.NoAnswer, null)]
    [InlineData(502, "<html>Bad Gateway</html>", LineVerdict.NoAnswer, null)]
    [InlineData(504, "null", LineVerdict.NoAnswer, null)]
    public async Task The_status_is_what_counts(int status, string body, LineVerdict verdict, string? sentMessageId)
    {
        var answer = await PushAsync(_ => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "text/plain") });
        Assert.Equal((verdict, sentMessageId), (answer.Verdict, answer.Sent is [{ } first, ..] ? first.Id : null));
    }

    [Fact]
    public async Task Each_message_has_its_id_and_what_it_is_quoted_by_in_the_order_of_the_request_and_a_gap_moves_none()
    {
        var answer = await PushAsync(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"sentMessages":[{"id":"1","quoteToken":"q"},{"x":1},{"id":3,"quoteToken":7}]}""") });
        Assert.Equal([new("1", "q"), null, new("3", null)], answer.Sent);
    }

    [Theory]
    [InlineData(200, "this-call")]
    [InlineData(400, "this-call")]
    [InlineData(409, "the-call-that-sent")]
    public async Task The_request_id_is_of_the_call_that_decided(int status, string requestId)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("{}") };
        response.Headers.Add("x-line-request-id", "this-call");
        if (status == 409) response.Headers.Add("x-line-accepted-request-id", "the-call-that-sent");
        Assert.Equal(requestId, (await PushAsync(_ => response)).RequestId);
    }

    [Fact]
    public async Task An_answer_in_no_alphabet_anybody_knows_is_still_an_answer()
    {
        var strange = new StringContent("{}");
        strange.Headers.Remove("Content-Type");
        strange.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=klingon");
        Assert.Equal(LineVerdict.Accepted, (await PushAsync(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = strange })).Verdict);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Once_the_status_has_come_words_that_stall_or_break_off_are_not_waited_for(bool breaks)
    {
        var clock = new FakeTimeProvider();
        var body = new Unfinished(breaks);
        var pushing = PushAsync(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(body) }, clock);
        await body.IsRead;
        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(LineVerdict.Accepted, (await pushing).Verdict);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, LineVerdict.NotSent)]
    [InlineData(HttpRequestError.NameResolutionError, LineVerdict.NotSent)]
    [InlineData(HttpRequestError.SecureConnectionError, LineVerdict.NotSent)]
    [InlineData(HttpRequestError.ResponseEnded, LineVerdict.NoAnswer)]
    [InlineData(HttpRequestError.Unknown, LineVerdict.NoAnswer)]
    public async Task A_connection_that_was_never_made_sent_nothing_and_one_that_broke_tells_nothing(HttpRequestError error, LineVerdict verdict) =>
        Assert.Equal((verdict, null), (await PushAsync(_ => throw new HttpRequestException(error))) switch { var answer => (answer.Verdict, answer.Detail) });

    [Fact]
    public async Task A_time_out_tells_nothing() =>
        Assert.Equal(LineVerdict.NoAnswer, (await PushAsync(_ => throw new TaskCanceledException("", new TimeoutException()))).Verdict);

    [Fact]
    public async Task A_push_carries_its_retry_key_and_a_reply_must_not()
    {
        var key = Guid.NewGuid();
        List<HttpRequestMessage> seen = [];
        using var http = new HttpClient(new Stub(request => { seen.Add(request); return new HttpResponseMessage(HttpStatusCode.OK); })) { BaseAddress = new("https://line.test/") };
        var line = new LineClient(http, TimeProvider.System);
        await line.PushAsync(Channel, "{}", key, CancellationToken.None);
        await line.ReplyAsync(Channel, "{}", CancellationToken.None);

        Assert.Equal([key.ToString()], seen[0].Headers.GetValues("X-Line-Retry-Key"));
        Assert.False(seen[1].Headers.Contains("X-Line-Retry-Key"));
        Assert.All(seen, request => Assert.Equal("Bearer token", request.Headers.Authorization!.ToString()));
    }

    [Theory]
    [InlineData(404, "{}")]
    [InlineData(400, "{}")]
    [InlineData(403, "{}")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"displayName":17}""")]
    [InlineData(200, "null")]
    public async Task Where_LINE_has_no_name_there_is_no_profile(int status, string body) => Assert.Null(await ProfileAsync(status, body));

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(401, "{}")]
    [InlineData(200, "<html>")]
    [InlineData(200, "[]")]
    [InlineData(200, "")]
    public async Task Where_LINE_does_not_answer_a_profile_is_asked_for_again(int status, string body) =>
        await Assert.ThrowsAsync<LineUnavailableException>(() => ProfileAsync(status, body));

    private static async Task<LineAnswer> PushAsync(Func<HttpRequestMessage, HttpResponseMessage> answer, TimeProvider? clock = null)
    {
        using var http = new HttpClient(new Stub(answer)) { BaseAddress = new("https://line.test/") };
        return await new LineClient(http, clock ?? TimeProvider.System).PushAsync(Channel, "{}", Guid.NewGuid(), CancellationToken.None);
    }

    private static async Task<LineProfile?> ProfileAsync(int status, string body)
    {
        using var http = new HttpClient(new Stub(_ => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) })) { BaseAddress = new("https://line.test/") };
        return await new LineClient(http, TimeProvider.System).ReadProfileAsync(Channel, "U1", CancellationToken.None);
    }

    private sealed class Stub(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
    /// <summary>The body of an answer whose end never comes, or whose connection breaks.</summary>
    private sealed class Unfinished(bool breaks) : MemoryStream
    {
        private readonly TaskCompletionSource isRead = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task IsRead => isRead.Task;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            isRead.TrySetResult();
            if (breaks) throw new IOException("The connection broke.");
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
