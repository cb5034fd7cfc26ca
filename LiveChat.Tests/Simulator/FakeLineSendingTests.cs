using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LiveChat.Tests.Simulator;

public sealed class FakeLineSendingTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
    private FakeLineHost _host = null!;
    private FakeCustomer _customer = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await FakeLineHost.StartAsync(_clock);
        _customer = _host.Line.AddCustomer("สมหญิง ใจดี");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_push_reaches_the_phone_and_counts_once()
    {
        using var answer = await _host.PushAsync(_customer.UserId, "สวัสดีค่ะ", "รับอะไรดีคะ");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.Contains("X-Line-Request-Id"));
        var sent = (await JsonOf(answer))["sentMessages"]!.AsArray();
        Assert.Equal(2, sent.Count);
        Assert.All(sent, m => Assert.Matches("^[0-9]{18}$", m!["id"]!.GetValue<string>()));
        Assert.All(sent, m => Assert.NotEmpty(m!["quoteToken"]!.GetValue<string>()));
        Assert.Equal("สวัสดีค่ะ, รับอะไรดีคะ", string.Join(", ", _host.Line.Phone(_customer).Chat.Messages.Select(m => m.Text)));
        Assert.Equal(1, _host.Line.QuotaOf(_host.Channel.BotUserId).Used);
        Assert.All(_host.Line.Accepted, m => Assert.Equal(SendMethod.Push, m.Method));
    }

    [Fact]
    public async Task The_same_retry_key_is_one_message_and_the_second_answer_is_409_with_what_was_sent()
    {
        var key = Guid.NewGuid();
        using var first = await _host.PushAsync(_customer.UserId, key, "ครั้งเดียวพอ");
        using var second = await _host.PushAsync(_customer.UserId, key, "ครั้งเดียวพอ");

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("The retry key is already accepted", (await JsonOf(second))["message"]!.GetValue<string>());
        Assert.Equal((await JsonOf(first))["sentMessages"]!.ToJsonString(), (await JsonOf(second))["sentMessages"]!.ToJsonString());
        Assert.Equal(first.Headers.GetValues("X-Line-Request-Id").Single(), second.Headers.GetValues("x-line-accepted-request-id").Single());
        Assert.Single(_host.Line.Accepted, m => m.RetryKey == key);
    }

    [Fact]
    public async Task Of_twenty_pushes_with_one_key_at_once_one_is_accepted()
    {
        var key = Guid.NewGuid();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _host.PushAsync(_customer.UserId, key, "พร้อมกัน")));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(19, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
        Assert.Single(_host.Line.Accepted);
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task After_24_hours_the_same_retry_key_sends_again()
    {
        var key = Guid.NewGuid();
        using var first = await _host.PushAsync(_customer.UserId, key, "เมื่อวาน");
        _clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        using var stillKept = await _host.PushAsync(_customer.UserId, key, "เมื่อวาน");
        _clock.Advance(TimeSpan.FromSeconds(1));
        using var afterADay = await _host.PushAsync(_customer.UserId, key, "เมื่อวาน");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.OK], [first.StatusCode, stillKept.StatusCode, afterADay.StatusCode]);
        Assert.Equal(2, _host.Line.Accepted.Count);
    }

    [Fact]
    public async Task A_retry_key_that_is_no_uuid_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v2/bot/message/push") { Content = Push(_customer.UserId, "x") };
        request.Headers.Add("X-Line-Retry-Key", "again");
        using var answer = await _host.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("POST", "/v2/bot/message/reply")]
    [InlineData("POST", "/v2/bot/message/validate/push")]
    [InlineData("GET", "/v2/bot/message/quota")]
    [InlineData("GET", "/v2/bot/info")]
    [InlineData("POST", "/v2/bot/chat/loading/start")]
    [InlineData("POST", "/v2/bot/chat/markAsRead")]
    [InlineData("PUT", "/v2/bot/channel/webhook/endpoint")]
    public async Task A_retry_key_on_anything_but_a_push_is_refused(string method, string path)
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (method != "GET") request.Content = JsonContent.Create(new { });
        request.Headers.Add("X-Line-Retry-Key", Guid.NewGuid().ToString());
        using var answer = await _host.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("The X-Line-Retry-Key header is not supported by this endpoint", (await JsonOf(answer))["message"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(5000, HttpStatusCode.OK)]
    [InlineData(5001, HttpStatusCode.BadRequest)]
    public async Task Five_thousand_utf16_units_are_sent_and_one_more_is_refused(int units, HttpStatusCode expected)
    {
        var text = string.Concat(Enumerable.Repeat("😀", 2499)) + new string('ก', units - 2 * 2499);
        Assert.Equal(units, text.Length);
        using var answer = await _host.PushAsync(_customer.UserId, text);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, _host.Line.Accepted.Count);
    }

    [Theory]
    [InlineData("""{"messages":[{"type":"text","text":"x"}]}""", "to")]
    [InlineData("""{"to":"USER","messages":[]}""", "messages")]
    [InlineData("""{"to":"USER"}""", "messages")]
    [InlineData("""{"to":"USER","messages":[{"type":"text","text":""}]}""", "messages[0].text")]
    [InlineData("""{"to":"USER","messages":[{"type":"text"}]}""", "messages[0].text")]
    [InlineData("""{"to":"USER","messages":[{"type":"file","url":"https://example.com/a.pdf"}]}""", "messages[0].type")]
    [InlineData("""{"to":"USER","messages":[{"text":"x"}]}""", "messages[0].type")]
    [InlineData("""{"to":"USER","messages":[{"type":"text","text":"x"},{"type":"sticker","packageId":"446"}]}""", "messages[1].stickerId")]
    [InlineData("""{"to":"USER","messages":[{"type":"image","originalContentUrl":"http://example.com/a.png","previewImageUrl":"https://example.com/a.png"}]}""", "messages[0].originalContentUrl")]
    [InlineData("""{"to":"USER","messages":[{"type":"image","originalContentUrl":"https://example.com/รูป.png","previewImageUrl":"https://example.com/a.png"}]}""", "messages[0].originalContentUrl")]
    [InlineData("""{"to":"USER","notificationDisabled":"yes","messages":[{"type":"text","text":"x"}]}""", "notificationDisabled")]
    [InlineData("""{"to":"USER","customAggregationUnits":"spring","messages":[{"type":"text","text":"x"}]}""", "customAggregationUnits")]
    [InlineData("""{"to":"USER","messages":[{"type":"text","text":"x","sender":"x"}]}""", "messages[0].sender")]
    [InlineData("""{"to":"USER","messages":[{"type":"text","text":"x","sender":{"name":5}}]}""", "messages[0].sender.name")]
    [InlineData("""{"to":"USER","messages":[{"type":"text","text":"x","sender":{"iconUrl":true}}]}""", "messages[0].sender.iconUrl")]
    [InlineData("""{"to":"USER","messages":[{"type":"text","text":"$","emojis":{}}]}""", "messages[0].emojis")]
    [InlineData("""{"to":"USER","messages":[{"type":"text","text":"$","emojis":[{"index":0.5,"productId":"p","emojiId":"001"}]}]}""", "messages[0].emojis[0].index")]
    [InlineData("""{"to":"USER","messages":[{"type":"text","text":"x","emojis":[{"index":0,"productId":"p","emojiId":"001"}]}]}""", "messages[0].emojis[0].index")]
    [InlineData("""{"to":"USER","messages":[{"type":"text","text":"$","emojis":[{"index":0,"emojiId":"001"}]}]}""", "messages[0].emojis[0].productId")]
    [InlineData("""{"to":"USER","messages":[{"type":"text","text":"$","emojis":[{"index":0,"productId":"p","emojiId":1}]}]}""", "messages[0].emojis[0].emojiId")]
    [InlineData("""{"to":"USER","messages":[{"type":"textV2","text":"{a}","substitution":[]}]}""", "messages[0].substitution")]
    [InlineData("""{"to":"USER","messages":[{"type":"text","text":"x","quickReply":[]}]}""", "messages[0].quickReply")]
    [InlineData("""{"to":"USER","messages":[{"type":"text","text":"x","quickReply":{"items":[1]}}]}""", "messages[0].quickReply.items[0].action")]
    [InlineData("""{"to":"USER","messages":[{"type":"audio","originalContentUrl":"https://example.com/a.m4a","duration":1.5}]}""", "messages[0].duration")]
    [InlineData("""{"to":"USER","messages":[{"type":"video","originalContentUrl":"https://example.com/a.mp4","previewImageUrl":"https://example.com/a.png","trackingId":7}]}""", "messages[0].trackingId")]
    [InlineData("""{"to":"USER","messages":[{"type":"text","text":"x","quoteToken":5}]}""", "messages[0].quoteToken")]
    [InlineData("""{"to":"USER","messages":[{"type":"location","title":"x","address":"y","latitude":1,"longitude":2,"quoteToken":"q"}]}""", "messages[0].quoteToken")]
    public async Task What_LINE_refuses_is_refused_and_names_the_property(string body, string property)
    {
        using var answer = await PostAsync("/v2/bot/message/push", body.Replace("USER", _customer.UserId, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var json = await JsonOf(answer);
        Assert.Equal("The request body has 1 error(s)", json["message"]!.GetValue<string>());
        Assert.Equal(property, json["details"]![0]!["property"]!.GetValue<string>());
        Assert.Empty(_host.Line.Accepted);
    }

    [Theory]
    [InlineData("""{"to":"USER","notificationDisabled":true,"customAggregationUnits":["spring"],"messages":[{"type":"text","text":"x"}]}""")]
    [InlineData("""{"to":"USER","messages":[{"type":"text","text":"x","sender":{"name":"ฝน","iconUrl":"https://example.com/%E0%B8%9D%E0%B8%99.png"}}]}""")]
    [InlineData("""{"to":"USER","messages":[{"type":"text","text":"ก$","emojis":[{"index":1,"productId":"5ac1bfd5040ab15980c9b435","emojiId":"001"}]}]}""")]
    [InlineData("""{"to":"USER","messages":[{"type":"text","text":"x","quickReply":{"items":[{"type":"action","action":{"type":"message","label":"ได้","text":"ได้"}}]}}]}""")]
    [InlineData("""{"to":"USER","messages":[{"type":"audio","originalContentUrl":"https://example.com/a.m4a","duration":1500}]}""")]
    public async Task What_may_be_left_out_may_be_there_as_well(string body)
    {
        using var answer = await PostAsync("/v2/bot/message/push", body.Replace("USER", _customer.UserId, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("""{"type":"text","text":"x","quoteToken":"TOKEN"}""")]
    [InlineData("""{"type":"textV2","text":"x","quoteToken":"TOKEN"}""")]
    [InlineData("""{"type":"sticker","packageId":"446","stickerId":"1988","quoteToken":"TOKEN"}""")]
    public async Task What_the_chat_holds_can_be_quoted_there_and_nowhere_else(string message)
    {
        var asked = _host.Line.Events.Text(_host.Channel, _customer.UserId, "มีไซซ์ M ไหมคะ");
        await _host.Line.DeliverAsync(_host.Channel, [asked]);
        using var answered = await _host.PushAsync(_customer.UserId, "มีค่ะ");
        string[] tokens = [asked["message"]!["quoteToken"]!.GetValue<string>(), (await JsonOf(answered))["sentMessages"]![0]!["quoteToken"]!.GetValue<string>()];
        var other = _host.Line.AddCustomer("คนอื่น");

        foreach (var token in tokens)
        {
            Assert.Equal((HttpStatusCode.OK, null), await QuoteAsync(_customer, token));
            Assert.Equal((HttpStatusCode.BadRequest, "messages[0].quoteToken"), await QuoteAsync(other, token));
        }
        Assert.Equal((HttpStatusCode.BadRequest, "messages[0].quoteToken"), await QuoteAsync(_customer, "made-up"));

        async Task<(HttpStatusCode, string?)> QuoteAsync(FakeCustomer to, string token)
        {
            using var answer = await PostAsync("/v2/bot/message/push", $$"""{"to":"{{to.UserId}}","messages":[{{message.Replace("TOKEN", token, StringComparison.Ordinal)}}]}""");
            return (answer.StatusCode, (await JsonOf(answer))["details"]?[0]?["property"]?.GetValue<string>());
        }
    }

    [Fact]
    public async Task Six_messages_at_once_are_refused()
    {
        using var answer = await _host.PushAsync(_customer.UserId, "1", "2", "3", "4", "5", "6");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(_host.Line.Accepted);
    }

    [Fact]
    public async Task What_is_not_json_or_too_large_or_not_said_to_be_json_is_refused()
    {
        using var broken = await PostAsync("/v2/bot/message/push", """{"to":""");
        using var large = await PostAsync("/v2/bot/message/push", $$"""{"to":"{{new string('x', 2 * 1024 * 1024)}}"}""");
        using var form = await _host.Http.PostAsync("/v2/bot/message/push", new StringContent("to=x", Encoding.UTF8, "application/x-www-form-urlencoded"));
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.UnsupportedMediaType], [broken.StatusCode, large.StatusCode, form.StatusCode]);
    }

    [Fact]
    public async Task Properties_LINE_does_not_know_are_ignored()
    {
        using var answer = await PostAsync("/v2/bot/message/push", $$"""{"to":"{{_customer.UserId}}","messages":[{"type":"text","text":"ได้ค่ะ"}],"colour":"green"}""");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("Bearer somebody-elses-token")]
    [InlineData("Basic YTpi")]
    [InlineData(null)]
    public async Task Without_the_channels_token_nothing_is_answered_but_401(string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_host.BaseUrl, "/v2/bot/message/push")) { Content = Push(_customer.UserId, "x") };
        if (authorization is not null) request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        using var stranger = new HttpClient();
        using var answer = await stranger.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.True(answer.Headers.Contains("X-Line-Request-Id"));
        Assert.Empty(_host.Line.Accepted);
    }

    [Fact]
    public async Task When_the_quota_is_used_up_a_push_is_429_and_replies_still_go()
    {
        var quota = _host.Line.QuotaOf(_host.Channel.BotUserId);
        quota.Limit = 1;
        using var first = await _host.PushAsync(_customer.UserId, "ข้อความสุดท้าย");
        using var second = await _host.PushAsync(_customer.UserId, "เกินโควตา");
        var asked = await _host.Line.Phone(_customer).SendTextAsync("ยังอยู่ไหมคะ");
        using var reply = await _host.ReplyAsync(TokenOf(), "อยู่ค่ะ");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Equal("You have reached your monthly limit.", (await JsonOf(second))["message"]!.GetValue<string>());
        Assert.NotNull(asked.Message);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(1, quota.Used);
        Assert.Equal(1, (await _host.Http.GetFromJsonAsync<JsonObject>("/v2/bot/message/quota/consumption"))!["totalUsage"]!.GetValue<long>());

        _clock.Advance(TimeSpan.FromDays(31));
        using var nextMonth = await _host.PushAsync(_customer.UserId, "เดือนใหม่");
        Assert.Equal(HttpStatusCode.OK, nextMonth.StatusCode);

        string TokenOf() => JsonNode.Parse(_host.Line.Journal.Entries.First(e => e.Direction == CallDirection.Webhook).Body)!["events"]![0]!["replyToken"]!.GetValue<string>();
    }

    [Fact]
    public async Task A_push_to_a_customer_who_blocked_us_is_200_costs_nothing_and_arrives_nowhere()
    {
        await _host.Line.Phone(_customer).BlockAsync();
        using var answer = await _host.PushAsync(_customer.UserId, "ยังอยู่ไหมคะ");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(Assert.Single(_host.Line.Accepted).Delivered);
        Assert.Empty(_host.Line.Phone(_customer).Chat.Messages);
        Assert.Equal(0, _host.Line.QuotaOf(_host.Channel.BotUserId).Used);
    }

    private Task<HttpResponseMessage> PostAsync(string path, string json) => _host.Http.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));

    private static JsonContent Push(string to, string text) => JsonContent.Create(new { to, messages = new[] { new { type = "text", text } } });

    private static async Task<JsonObject> JsonOf(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
}
