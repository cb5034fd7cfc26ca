using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using LiveChat.Web.Webhooks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Webhooks;

public sealed class WebhookRefusalTests(App app) : IClassFixture<App>
{
    private static readonly HttpClient Http = FakeLine.NewWebhookClient();

    [Fact]
    public async Task LINEs_verify_button_sends_no_events_and_is_answered_200()
    {
        Assert.Equal(200, await app.PostWebhookAsync("""{"destination":"Ub07b07b07b07b07b07b07b07b07b07b0","events":[]}"""));
        Assert.Equal(401, await app.PostWebhookAsync("""{"destination":"Ub07b07b07b07b07b07b07b07b07b07b0","events":[]}""", WebhookSender.Sign("wrong", "{}"u8)));
    }

    [Fact]
    public async Task A_body_that_was_written_anew_on_the_way_is_refused()
    {
        var signed = """{"destination":"Ub07b07b07b07b07b07b07b07b07b07b0","events":[{"type":"follow","webhookEventId":"REWRITTEN","x":"\u0e19"}]}""";
        var signature = WebhookSender.Sign(app.LineHost.Channel.Secret, Encoding.UTF8.GetBytes(signed));

        Assert.Equal(401, await app.PostWebhookAsync(signed.Replace("\\u0e19", "น", StringComparison.Ordinal), signature));
        Assert.Equal(401, await app.PostWebhookAsync(signed.Replace(":", ": ", StringComparison.Ordinal), signature));
        Assert.Equal(401, await app.PostWebhookAsync(signed + "\n", signature));
        Assert.Equal(401, await app.PostWebhookAsync("\uFEFF" + signed, signature));
        Assert.Equal(200, await app.PostWebhookAsync(signed, signature));
    }

    [Fact]
    public async Task Escapes_emoji_and_line_breaks_arrive_exactly_as_they_were_signed()
    {
        var raw = "{\r\n \"type\":\"follow\",\t\"webhookEventId\":\"AS-SIGNED\", \"x\":\"\\u0e19\\ud83d\\ude00 😀 น้ำใจ \\/ \\u0000 \\ud800\"\r\n}";
        Assert.Equal(200, await app.PostWebhookAsync("{\"destination\":\"Ub07b07b07b07b07b07b07b07b07b07b0\",\r\n\"events\":[ " + raw + " ]}\r\n"));

        var stored = await app.ReadAsync(db => db.WebhookEvents.Where(received => received.WebhookEventId == "AS-SIGNED").Select(received => received.Raw).SingleAsync());
        Assert.Equal(raw, Encoding.UTF8.GetString(stored));
    }

    [Theory]
    [InlineData("i am not jason")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"events\":[]}{\"events\":[]}")]
    [InlineData("{\"events\":{}}")]
    [InlineData("{\"events\":[{\"type\":\"follow\"}")]
    [InlineData("{\"events\":[{\"type\":\"a\0b\"}]}")]
    public async Task What_is_signed_but_no_webhook_is_a_bad_request(string body)
    {
        var before = await app.CountEventsAsync();
        Assert.Equal(400, await app.PostWebhookAsync(body));
        Assert.Equal(before, await app.CountEventsAsync());
    }

    [Fact]
    public async Task A_thousand_levels_of_JSON_are_a_bad_request()
    {
        var deep = new string('[', 1000) + new string(']', 1000);
        Assert.Equal(400, await app.PostWebhookAsync($$"""{"events":[{"type":"follow","x":{{deep}}}]}"""));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Only_POST_is_a_webhook(string method)
    {
        using var request = app.NewWebhookRequest("{}"u8.ToArray(), new HttpMethod(method));
        if (method == "GET") request.Content = null;
        using var answer = await Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ten_megabytes_are_too_large_announced_or_not(bool inChunks)
    {
        using var request = app.NewWebhookRequest(new byte[10 * 1024 * 1024]);
        request.Headers.TransferEncodingChunked = inChunks;
        using var answer = await Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.OK)]
    [InlineData(1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_megabyte_is_taken_and_one_byte_more_is_not(int more, HttpStatusCode status)
    {
        var start = """{"events":[{"type":"follow","webhookEventId":"MEGABYTE","x":""" + "\"";
        var body = start + new string('x', WebhookEndpoint.LongestBody - start.Length - 4 + more) + "\"}]}";
        using var request = app.NewWebhookRequest(Encoding.UTF8.GetBytes(body));
        using var answer = await Http.SendAsync(request);
        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_compressed_body_is_not_unpacked(string encoding)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write("{\"events\":[]}"u8);
        using var request = app.NewWebhookRequest(packed.ToArray());
        request.Content!.Headers.ContentEncoding.Add(encoding);
        using var answer = await Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task Whoever_sends_a_byte_a_second_is_cut_off()
    {
        using var slow = new TcpClient();
        await slow.ConnectAsync(app.BaseUrl.Host, app.BaseUrl.Port);
        var stream = slow.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /line/webhook HTTP/1.1\r\nHost: {app.BaseUrl.Authority}\r\nContent-Length: 1000\r\n\r\n"));
        using var drip = new CancellationTokenSource();
        var dripping = DripAsync(stream, drip.Token);

        var answer = await ReadToEndAsync(stream).WaitAsync(TimeSpan.FromSeconds(30)); // ends: the server has hung up

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 408", StringComparison.Ordinal), answer);
        await drip.CancelAsync();
        await dripping;
    }

    [Fact]
    public async Task Two_events_that_carry_one_message_make_one_message()
    {
        var customer = app.Line.AddCustomer("สองครั้ง");
        var one = app.Line.Events.Text(app.LineHost.Channel, customer.UserId, "ข้อความเดียว");
        var other = one.DeepClone().AsObject();
        other["webhookEventId"] = FakeIds.NewWebhookEventId(DateTimeOffset.UtcNow);

        Assert.True((await app.Line.DeliverAsync(app.LineHost.Channel, [one, other])).Accepted);
        Assert.True((await app.Line.DeliverAsync(app.LineHost.Channel, [other])).Accepted);

        await app.AllProcessedAsync();
        var conversation = await app.ReceivedAsync(customer, "ข้อความเดียว");
        Assert.Equal(1, conversation.IncomingCount);
        Assert.Equal(1, await app.ReadAsync(db => db.Messages.Said().CountAsync(message => message.ConversationId == conversation.Id)));
    }

    [Fact]
    public async Task Of_a_hundred_events_one_malformed_ninety_nine_have_their_effect_and_one_is_dead()
    {
        var customer = app.Line.AddCustomer("เก้าสิบเก้า");
        var events = Enumerable.Range(0, 100).Select(i => app.Line.Events.Text(app.LineHost.Channel, customer.UserId, $"ข้อความที่ {i}")).ToArray();
        events[41]["message"] = "no message at all";
        events[41]["webhookEventId"] = "MALFORMED";

        Assert.True((await app.Line.DeliverAsync(app.LineHost.Channel, events)).Accepted);

        await app.AllProcessedAsync();
        var conversation = await app.ReceivedAsync(customer, "ข้อความที่ 99");
        Assert.Equal(99, conversation.IncomingCount);
        var dead = await app.ReadAsync(db => db.WebhookEvents.SingleAsync(received => received.WebhookEventId == "MALFORMED"));
        Assert.Equal((Core.Messages.EventOutcome.Dead, false), (dead.Outcome, string.IsNullOrEmpty(dead.Error)));
    }

    [Fact]
    public async Task What_is_no_text_is_stored_as_the_replacement_character_and_the_raw_bytes_are_kept()
    {
        var customer = app.Line.AddCustomer("ไม่ใช่ตัวอักษร");
        var raw = $$"""{"type":"message","message":{"type":"text","id":"610000000000000001","text":"a\u0000b\ud83d c","\udc00":"\u0000"},"webhookEventId":"NO-TEXT","timestamp":1785542400000,"source":{"type":"user","userId":"{{customer.UserId}}"},"mode":"active"}""";

        Assert.Equal(200, await app.PostWebhookAsync($$"""{"destination":"Ub07b07b07b07b07b07b07b07b07b07b0","events":[{{raw}}]}"""));

        await app.ReceivedAsync(customer, "a\uFFFDb\uFFFD c");
        var stored = await app.ReadAsync(db => db.WebhookEvents.Where(received => received.WebhookEventId == "NO-TEXT").Select(received => received.Raw).SingleAsync());
        Assert.Equal(raw, Encoding.UTF8.GetString(stored));
    }

    [Fact]
    public async Task One_connection_carries_one_webhook_after_the_other()
    {
        var connections = 0;
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.ConnectCallback = async (context, ct) =>
        {
            Interlocked.Increment(ref connections);
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(context.DnsEndPoint, ct);
            return new NetworkStream(socket, ownsSocket: true);
        };
        using var http = new HttpClient(handler);
        foreach (var inChunks in new[] { false, true, false, true, false })
        {
            using var request = app.NewWebhookRequest("""{"events":[]}"""u8.ToArray());
            request.Headers.TransferEncodingChunked = inChunks;
            using var answer = await http.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        Assert.Equal(1, connections);
    }

    private static async Task DripAsync(NetworkStream stream, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await stream.WriteAsync("x"u8.ToArray(), ct);
                await Task.Delay(TimeSpan.FromSeconds(1), ct);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // cut off, or no longer needed
        }
    }

    private static async Task<string> ReadToEndAsync(NetworkStream stream)
    {
        using var all = new MemoryStream();
        try
        {
            await stream.CopyToAsync(all);
        }
        catch (IOException)
        {
            // a reset is an end too
        }
        return Encoding.ASCII.GetString(all.ToArray());
    }
}
