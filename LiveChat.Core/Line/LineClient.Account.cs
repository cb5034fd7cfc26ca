using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using LiveChat.Core.Channels;

namespace LiveChat.Core.Line;

/// <summary>What an administrator asks LINE about an account: who it is, and where its webhooks go.</summary>
public sealed partial class LineClient
{
    private const string EndpointPath = "v2/bot/channel/webhook/endpoint";

    public async Task<LineBot> ReadBotInfoAsync(ChannelCredentials channel, CancellationToken ct)
    {
        var bot = await AskAsync(channel, "v2/bot/info", ct);
        return Text(bot, "userId") is { } userId && Text(bot, "displayName") is { } name
            ? new(userId, name, Text(bot, "basicId"), Text(bot, "pictureUrl"), Text(bot, "chatMode"), Text(bot, "markAsReadMode"))
            : throw new LineUnavailableException("LINE did not say who the account is");
    }

    /// <summary>Null where none is set.</summary>
    public async Task<LineWebhookEndpoint?> ReadWebhookEndpointAsync(ChannelCredentials channel, CancellationToken ct)
    {
        try
        {
            var endpoint = await AskAsync(channel, EndpointPath, ct);
            return Text(endpoint, "endpoint") is { } url ? new(url, endpoint["active"] is JsonValue active && active.TryGetValue(out bool isActive) && isActive) : null;
        }
        catch (LineUnavailableException unset) when (unset.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public Task SetWebhookEndpointAsync(ChannelCredentials channel, Uri url, CancellationToken ct) =>
        CallAsync(channel, HttpMethod.Put, EndpointPath, new() { ["endpoint"] = url.AbsoluteUri }, ct);

    /// <summary>LINE sends a signed webhook without events to the address it knows, and says how it went. Sixty times an hour at most (LINE.md §10).</summary>
    public async Task<LineWebhookTest> TestWebhookEndpointAsync(ChannelCredentials channel, CancellationToken ct)
    {
        var test = await CallAsync(channel, HttpMethod.Post, "v2/bot/channel/webhook/test", [], ct);
        return new(test["success"] is JsonValue success && success.TryGetValue(out bool isSuccess) && isSuccess, Text(test, "reason"), Number(test, "statusCode"), Text(test, "detail"));
    }

    private Task<JsonObject> AskAsync(ChannelCredentials channel, string path, CancellationToken ct) => CallAsync(channel, HttpMethod.Get, path, body: null, ct);

    private async Task<JsonObject> CallAsync(ChannelCredentials channel, HttpMethod method, string path, JsonObject? body, CancellationToken ct)
    {
        using var request = NewRequest(method, path, channel);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        try
        {
            using var response = await http.SendAsync(request, ct);
            if (!response.IsSuccessStatusCode) throw new LineUnavailableException("LINE would not say", response.StatusCode);
            return await response.Content.ReadFromJsonAsync<JsonObject>(ct) ?? throw new LineUnavailableException("LINE said nothing");
        }
        catch (Exception exception) when (!ct.IsCancellationRequested && exception is not LineUnavailableException)
        {
            throw new LineUnavailableException("LINE did not answer", inner: exception);
        }
    }
}
