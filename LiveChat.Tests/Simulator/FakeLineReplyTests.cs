using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LiveChat.Tests.Simulator;

public sealed class FakeLineReplyTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
    private FakeLineHost _host = null!;
    private WebhookCatcher _shop = null!;
    private FakePhone _phone = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await FakeLineHost.StartAsync(_clock);
        _shop = await WebhookCatcher.StartAsync();
        _host.Line.WebhookUrl = _shop.Url;
        _phone = _host.Line.Phone(_host.Line.AddCustomer("สมชาย"));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _shop.DisposeAsync();
    }

    [Fact]
    public async Task A_reply_token_works_once()
    {
        var token = await AskAsync();
        using var first = await _host.ReplyAsync(token, "สวัสดีค่ะ");
        using var second = await _host.ReplyAsync(token, "สวัสดีค่ะ");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        Assert.Equal("Invalid reply token", (await second.Content.ReadFromJsonAsync<JsonObject>())!["message"]!.GetValue<string>());
        Assert.Equal(SendMethod.Reply, Assert.Single(_host.Line.Accepted).Method);
        Assert.Equal(0, _host.Line.QuotaOf(_host.Channel.BotUserId).Used);
    }

    [Theory]
    [InlineData(60, HttpStatusCode.OK)]
    [InlineData(61, HttpStatusCode.BadRequest)]
    public async Task A_reply_token_lives_for_a_minute(int seconds, HttpStatusCode expected)
    {
        var token = await AskAsync();
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        using var answer = await _host.ReplyAsync(token, "ช้าไปไหมคะ");
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_reply_that_is_refused_for_its_words_leaves_the_token_unused()
    {
        var token = await AskAsync();
        using var empty = await _host.ReplyAsync(token, "");
        using var better = await _host.ReplyAsync(token, "ค่ะ");
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.OK], [empty.StatusCode, better.StatusCode]);
    }

    [Fact]
    public async Task A_reply_that_quotes_what_the_chat_does_not_hold_is_refused_and_leaves_the_token_unused()
    {
        var token = await AskAsync();
        var quoted = _shop.Caught.Last().Events[0]["message"]!["quoteToken"]!.GetValue<string>();
        using var wrong = await QuoteAsync("made-up");
        using var right = await QuoteAsync(quoted);
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.OK], [wrong.StatusCode, right.StatusCode]);

        Task<HttpResponseMessage> QuoteAsync(string quoteToken) =>
            _host.Http.PostAsJsonAsync("/v2/bot/message/reply", new { replyToken = token, messages = new[] { new { type = "text", text = "ค่ะ", quoteToken } } });
    }

    [Fact]
    public async Task A_retry_key_on_a_reply_is_refused()
    {
        var token = await AskAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v2/bot/message/reply")
        {
            Content = JsonContent.Create(new { replyToken = token, messages = new[] { new { type = "text", text = "ค่ะ" } } }),
        };
        request.Headers.Add("X-Line-Retry-Key", Guid.NewGuid().ToString());
        using var answer = await _host.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(_host.Line.Accepted);
    }

    [Fact]
    public async Task A_redelivery_gives_an_unused_token_another_minute()
    {
        _shop.AnswerNext(503);
        _host.Line.Webhooks.FirstDelay = TimeSpan.FromMinutes(5);
        var token = await AskAsync();
        _clock.Advance(TimeSpan.FromMinutes(2));
        using var expired = await _host.ReplyAsync(token, "หมดเวลา");

        await RedeliveredAfterAsync(TimeSpan.FromMinutes(3));
        using var renewed = await _host.ReplyAsync(token, "ทันแล้ว");

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.OK], [expired.StatusCode, renewed.StatusCode]);
    }

    [Fact]
    public async Task A_redelivery_later_than_twenty_minutes_after_the_event_gives_nothing()
    {
        _shop.AnswerNext(503);
        _host.Line.Webhooks.FirstDelay = TimeSpan.FromMinutes(21);
        var token = await AskAsync();
        await RedeliveredAfterAsync(TimeSpan.FromMinutes(21));
        using var answer = await _host.ReplyAsync(token, "สายไปแล้ว");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_redelivery_does_not_bring_a_used_token_back()
    {
        _shop.AnswerNext(500);
        var token = await AskAsync();
        using var used = await _host.ReplyAsync(token, "หนึ่ง");
        await RedeliveredAfterAsync(TimeSpan.FromSeconds(1));
        using var again = await _host.ReplyAsync(token, "สอง");
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.BadRequest], [used.StatusCode, again.StatusCode]);
    }

    [Fact]
    public async Task Another_channels_token_does_not_answer_for_ours()
    {
        var token = await AskAsync();
        _host.Line.AddChannel(new("Ub07b07b07b07b07b07b07b07b07b07b1", "อีกร้าน", "another-secret", "another-token"));
        _host.Http.DefaultRequestHeaders.Authorization = new("Bearer", "another-token");
        using var answer = await _host.ReplyAsync(token, "สวัสดี");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<string> AskAsync()
    {
        await _phone.SendTextAsync("มีของไหมคะ");
        return _shop.Caught.Last().Events[0]["replyToken"]!.GetValue<string>();
    }

    private async Task RedeliveredAfterAsync(TimeSpan delay)
    {
        _clock.Advance(delay);
        await _host.Line.Webhooks.WhenDeliveredAsync(TestContext.Current.CancellationToken);
        Assert.True(_shop.Caught.Last().Events[0]["deliveryContext"]!["isRedelivery"]!.GetValue<bool>());
    }
}
