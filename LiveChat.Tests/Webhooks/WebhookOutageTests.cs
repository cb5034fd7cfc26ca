using System.Net;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Webhooks;

public sealed class WebhookOutageTests
{
    [Fact]
    public async Task Without_PostgreSQL_LINE_is_told_503_and_what_it_sends_again_arrives_once_PostgreSQL_is_back()
    {
        await using var app = new AppWithPostgres();
        await app.InitializeAsync();
        app.Line.Webhooks.LongestDelay = TimeSpan.FromSeconds(1);
        var customer = app.Line.AddCustomer("สมศรี");
        Assert.Equal(200, (await app.Line.Phone(customer).SendTextAsync("ก่อน")).Webhook.Status);

        await app.OwnPostgres.StopImmediatelyAsync();
        Assert.Equal(503, (await app.Line.Phone(customer).SendTextAsync("ระหว่าง")).Webhook.Status);
        Assert.Equal(503, (await app.Line.Phone(customer).SendStickerAsync("446", "1988")).Webhook.Status);
        using (var ready = await app.LineHost.Http.GetAsync(new Uri(app.BaseUrl, "/readyz"))) Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        using (var alive = await app.LineHost.Http.GetAsync(new Uri(app.BaseUrl, "/healthz"))) Assert.Equal(HttpStatusCode.OK, alive.StatusCode);

        await app.OwnPostgres.StartAgainAsync();
        await app.Line.Webhooks.WhenDeliveredAsync();
        Assert.Equal(200, (await app.Line.Phone(customer).SendTextAsync("หลัง")).Webhook.Status);

        var conversation = await app.ReceivedAsync(customer, "หลัง");
        Assert.Equal(4, conversation.IncomingCount);
        var texts = await app.ReadAsync(db => db.Messages.Said().Where(message => message.ConversationId == conversation.Id).OrderBy(message => message.SentAt).Select(message => message.Text).ToListAsync());
        Assert.Equal(["ก่อน", "ระหว่าง", null, "หลัง"], texts);
    }

    [Fact]
    public async Task A_LINE_that_does_not_answer_holds_up_no_webhook_and_no_message()
    {
        await using var app = new App();
        await app.InitializeAsync();
        app.Line.Faults.Add(FakeEndpoint.All, new(FaultKind.Hang) { HangFor = TimeSpan.FromMinutes(5) });
        var customer = app.Line.AddCustomer("ช้ามาก");

        Assert.Equal(200, (await app.Line.Phone(customer).SendTextAsync("หนึ่ง")).Webhook.Status);
        await Eventually.TrueAsync(() => app.Line.Journal.CountOf(FakeEndpoint.Profile) > 0);
        Assert.Equal(200, (await app.Line.Phone(customer).SendTextAsync("สอง")).Webhook.Status);
        Assert.Contains(app.Line.Journal.Entries, entry => entry is { Endpoint: FakeEndpoint.Profile, IsOver: false }); // LINE still hangs

        var conversation = await app.ReceivedAsync(customer, "สอง");
        Assert.Equal((2, null), (conversation.IncomingCount, conversation.Customer.DisplayName));
    }

    [Fact]
    public async Task Where_no_channel_is_configured_every_webhook_is_refused()
    {
        await using var app = new AppWithoutChannel();
        await app.InitializeAsync();
        Assert.Equal(401, await app.PostWebhookAsync("""{"destination":"Ub07b07b07b07b07b07b07b07b07b07b0","events":[]}"""));
        Assert.Equal(401, await app.PostWebhookAsync("{}", WebhookSender.Sign("", "{}"u8)));
        Assert.Equal(0, await app.CountEventsAsync());
    }

    private sealed class AppWithoutChannel : App
    {
        protected override IDictionary<string, string> Settings()
        {
            var settings = base.Settings();
            settings.Remove("Line:ChannelSecret");
            settings.Remove("Line:ChannelAccessToken");
            return settings;
        }
    }
}
