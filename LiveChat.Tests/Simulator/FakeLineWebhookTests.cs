using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Xunit;

namespace LiveChat.Tests.Simulator;

public sealed class FakeLineWebhookTests : IAsyncLifetime
{
    private FakeLineHost _host = null!;
    private WebhookCatcher _shop = null!;
    private FakePhone _phone = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await FakeLineHost.StartAsync();
        _shop = await WebhookCatcher.StartAsync();
        _host.Line.WebhookUrl = _shop.Url;
        _host.Line.Webhooks.FirstDelay = TimeSpan.FromMilliseconds(20);
        _phone = _host.Line.Phone(_host.Line.AddCustomer("สมศรี ก้องเกียรติ"));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _shop.DisposeAsync();
    }

    [Fact]
    public async Task A_text_arrives_as_LINE_would_send_it()
    {
        var sending = await _phone.SendTextAsync("น้ำใจ <script> 😀\n\"ครับ\"");

        Assert.True(sending.Webhook.Accepted);
        var request = Assert.Single(_shop.Caught);
        Assert.Equal("application/json; charset=utf-8", request.ContentType);
        Assert.Equal(_host.Channel.BotUserId, request.Json["destination"]!.GetValue<string>());
        var happened = Assert.Single(request.Events);
        Assert.Equal("type message webhookEventId deliveryContext timestamp source replyToken mode", string.Join(' ', happened.Select(p => p.Key)));
        Assert.Equal("type id quoteToken markAsReadToken text", string.Join(' ', happened["message"]!.AsObject().Select(p => p.Key)));
        Assert.Equal("น้ำใจ <script> 😀\n\"ครับ\"", happened["message"]!["text"]!.GetValue<string>());
        Assert.Matches("^[0-9]{18}$", happened["message"]!["id"]!.GetValue<string>());
        Assert.Matches("^[0-7][0-9A-HJKMNP-TV-Z]{25}$", happened["webhookEventId"]!.GetValue<string>());
        Assert.Matches("^[0-9a-f]{32}$", happened["replyToken"]!.GetValue<string>());
        Assert.Matches("^U[0-9a-f]{32}$", happened["source"]!["userId"]!.GetValue<string>());
        Assert.Equal("active", happened["mode"]!.GetValue<string>());
        Assert.Contains("น้ำใจ", Encoding.UTF8.GetString(request.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_valid_signature_vector_is_what_the_fake_would_sign()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Data", "signature-vectors.json");
        using var vectors = JsonDocument.Parse(await File.ReadAllTextAsync(path));
        var valid = vectors.RootElement.GetProperty("vectors").EnumerateArray().Where(v => v.GetProperty("valid").GetBoolean()).ToList();
        Assert.NotEmpty(valid);
        Assert.All(valid, v => Assert.Equal(v.GetProperty("signature").GetString(), WebhookSender.Sign(v.GetProperty("secret").GetString()!, BodyOf(v))));

        static byte[] BodyOf(JsonElement vector) =>
            vector.TryGetProperty("body", out var text) && text.ValueKind == JsonValueKind.String
                ? Encoding.UTF8.GetBytes(text.GetString()!)
                : Convert.FromBase64String(vector.GetProperty("bodyBase64").GetString()!);
    }

    [Fact]
    public async Task Every_request_is_signed_over_its_exact_bytes()
    {
        await _phone.SendTextAsync("ลงนามแล้ว");
        await _phone.SendStickerAsync("446", "1988", ["hello"]);
        await _phone.SendImageAsync(new byte[] { 1, 2, 3 });
        await _phone.BlockAsync();
        await _phone.UnblockAsync();

        Assert.Equal(5, _shop.Caught.Count);
        Assert.All(_shop.Caught, r => Assert.Equal(Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(_host.Channel.Secret), r.Body)), r.Signature));
        Assert.Equal("message message message unfollow follow", string.Join(' ', _shop.Caught.Select(r => r.Events[0]["type"]!.GetValue<string>())));
        Assert.False(_shop.Caught.ElementAt(3).Events[0].ContainsKey("replyToken"));
        Assert.True(_shop.Caught.Last().Events[0]["follow"]!["isUnblocked"]!.GetValue<bool>());
    }

    [Fact]
    public async Task What_is_not_taken_is_redelivered_until_it_is_with_the_same_event()
    {
        _shop.AnswerNext(503);
        _shop.AnswerNext(500);
        _shop.AnswerNext(404);
        var sending = await _phone.SendTextAsync("อย่าหาย");
        await _host.Line.Webhooks.WhenDeliveredAsync(TestContext.Current.CancellationToken);

        Assert.False(sending.Webhook.Accepted);
        Assert.Equal(4, _shop.Caught.Count);
        Assert.Equal([false, true, true, true], _shop.Caught.Select(IsRedelivery));
        Assert.Single(_shop.Caught.Select(r => WithoutRedelivery(r.Events[0])).Distinct(StringComparer.Ordinal));
        Assert.All(_shop.Caught, r => Assert.Equal(WebhookSender.Sign(_host.Channel.Secret, r.Body), r.Signature));
    }

    [Fact]
    public async Task With_redelivery_switched_off_it_comes_once()
    {
        _host.Line.Webhooks.RedeliveryIsOn = false;
        _shop.AnswerNext(503);
        await _phone.SendTextAsync("ครั้งเดียว");
        Assert.Equal(0, _host.Line.Webhooks.Pending);
        Assert.Single(_shop.Caught);
    }

    [Fact]
    public async Task A_shop_that_is_closed_gets_it_when_it_opens()
    {
        var address = _shop.Url;
        _host.Line.WebhookUrl = new Uri("http://127.0.0.1:9/line/webhook");
        var sending = await _phone.SendTextAsync("เปิดกี่โมงคะ");
        Assert.Null(sending.Webhook.Status);
        _host.Line.WebhookUrl = address;
        await _host.Line.Webhooks.WhenDeliveredAsync(TestContext.Current.CancellationToken);
        Assert.True(IsRedelivery(Assert.Single(_shop.Caught)));
    }

    [Fact]
    public async Task Batches_duplicates_and_forged_signatures_can_be_sent_on_purpose()
    {
        var one = _host.Line.Events.Text(_host.Channel, _phone.Customer.UserId, "หนึ่ง");
        var two = _host.Line.Events.Text(_host.Channel, _phone.Customer.UserId, "สอง");
        await _host.Line.DeliverAsync(_host.Channel, [two, one, two]);
        await _host.Line.DeliverAsync(_host.Channel, [one], new() { Signature = "forged" });
        await _host.Line.DeliverAsync(_host.Channel, [one], new() { Signature = "" });

        Assert.Equal(3, _shop.Caught.First().Events.Count);
        Assert.Equal("forged|", string.Join('|', _shop.Caught.Skip(1).Select(r => r.Signature)));
        Assert.Equal(2, _phone.Chat.Messages.Count);
    }

    [Fact]
    public async Task An_unsend_that_comes_before_its_message_still_hides_it()
    {
        var message = _host.Line.Events.Text(_host.Channel, _phone.Customer.UserId, "ลับ");
        var unsend = _host.Line.Events.Unsend(_phone.Customer.UserId, message["message"]!["id"]!.GetValue<string>());
        await _host.Line.DeliverAsync(_host.Channel, [unsend]);
        await _host.Line.DeliverAsync(_host.Channel, [message]);
        var bubble = Assert.Single(_phone.Chat.Messages);
        Assert.True(bubble.IsUnsent);
        Assert.Null(bubble.Text);
    }

    private static bool IsRedelivery(CaughtWebhook request) => request.Events[0]["deliveryContext"]!["isRedelivery"]!.GetValue<bool>();

    private static string WithoutRedelivery(JsonObject happened)
    {
        happened.Remove("deliveryContext");
        return happened.ToJsonString();
    }
}
