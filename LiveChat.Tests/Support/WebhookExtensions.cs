using System.Net.Http.Headers;
using System.Text;
using LiveChat.Core.Messages;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Tests.Support;

/// <summary>LINE's webhook, posted as bytes, and what became of it.</summary>
public static class WebhookExtensions
{
    /// <summary>Posts these bytes once, truly signed unless a signature is given (an empty one leaves the header out). The status of the answer.</summary>
    public static async Task<int?> PostWebhookAsync(this App app, byte[] body, string? signature = null) =>
        (await app.Line.DeliverRawAsync(app.LineHost.Channel, body, new() { Signature = signature })).Status;

    public static Task<int?> PostWebhookAsync(this App app, string body, string? signature = null) => app.PostWebhookAsync(Encoding.UTF8.GetBytes(body), signature);

    /// <summary>A truly signed request, to be made unusual before it is sent.</summary>
    public static HttpRequestMessage NewWebhookRequest(this App app, byte[] body, HttpMethod? method = null)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Post, new Uri(app.BaseUrl, "/line/webhook")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=utf-8");
        request.Headers.Add("x-line-signature", WebhookSender.Sign(app.LineHost.Channel.Secret, body));
        return request;
    }

    public static Task<int> CountEventsAsync(this App app) => app.ReadAsync(db => db.WebhookEvents.CountAsync());

    /// <summary>Waits until every stored event has had its effects, and returns the rows.</summary>
    public static async Task<IReadOnlyList<WebhookEvent>> AllProcessedAsync(this App app)
    {
        await Eventually.TrueAsync(() => app.ReadAsync(async db => !await db.WebhookEvents.AnyAsync(received => received.ProcessedAt == null)));
        return await app.ReadAsync(db => db.WebhookEvents.AsNoTracking().OrderBy(received => received.Id).ToListAsync());
    }
}
