using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveChat.Core.Channels;

namespace LiveChat.Core.Line;

/// <summary>The calls to LINE's Messaging API that we make. The base address comes with the <see cref="HttpClient"/>.</summary>
public sealed class LineClient(HttpClient http, TimeProvider clock)
{
    /// <summary>Once the status has come, its words are not worth more: the status is what counts.</summary>
    private static readonly TimeSpan LongestBody = TimeSpan.FromSeconds(5);

    /// <summary>Sends by reply token: free, once, and not repeatable (no retry key allowed, LINE.md §6).</summary>
    public Task<LineAnswer> ReplyAsync(ChannelCredentials channel, string body, CancellationToken ct) =>
        SendAsync(channel, "v2/bot/message/reply", body, retryKey: null, ct);

    /// <summary>Sends by push: counted against the quota, repeatable under the same key for 24 hours (LINE.md §6).</summary>
    public Task<LineAnswer> PushAsync(ChannelCredentials channel, string body, Guid retryKey, CancellationToken ct) =>
        SendAsync(channel, "v2/bot/message/push", body, retryKey, ct);

    /// <summary>Shows the loading animation in a person's chat until the next message, or for the seconds asked for (LINE.md §6).</summary>
    public Task<LineAnswer> StartLoadingAsync(ChannelCredentials channel, string body, CancellationToken ct) =>
        SendAsync(channel, "v2/bot/chat/loading/start", body, retryKey: null, ct);

    /// <summary>Null where LINE has none to give: blocked, unknown or no consent (404), no user at all (400), not our plan's to know (403; LINE.md §8, §10).</summary>
    public async Task<LineProfile?> ReadProfileAsync(ChannelCredentials channel, string userId, CancellationToken ct)
    {
        using var request = NewRequest(HttpMethod.Get, "v2/bot/profile/" + Uri.EscapeDataString(userId), channel);
        try
        {
            using var response = await http.SendAsync(request, ct);
            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.Forbidden) return null;
            if (!response.IsSuccessStatusCode) throw new LineUnavailableException("LINE gave no profile", response.StatusCode);
            var profile = await response.Content.ReadFromJsonAsync<JsonObject>(ct);
            return profile is null || Text(profile, "displayName") is not { } name
                ? null
                : new(name, Text(profile, "pictureUrl"), Text(profile, "statusMessage"), Text(profile, "language"));
        }
        catch (Exception exception) when (!ct.IsCancellationRequested && exception is not LineUnavailableException)
        {
            throw new LineUnavailableException("LINE did not answer", inner: exception);
        }
    }

    public async Task<LineQuota> ReadQuotaAsync(ChannelCredentials channel, CancellationToken ct)
    {
        var quota = await AskAsync(channel, "v2/bot/message/quota", ct);
        var consumption = await AskAsync(channel, "v2/bot/message/quota/consumption", ct);
        return new(Number(quota, "value"), Number(consumption, "totalUsage") ?? 0);
    }

    private async Task<JsonObject> AskAsync(ChannelCredentials channel, string path, CancellationToken ct)
    {
        using var request = NewRequest(HttpMethod.Get, path, channel);
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

    private async Task<LineAnswer> SendAsync(ChannelCredentials channel, string path, string body, Guid? retryKey, CancellationToken ct)
    {
        using var request = NewRequest(HttpMethod.Post, path, channel);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (retryKey is { } key) request.Headers.Add("X-Line-Retry-Key", key.ToString("D"));
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return await JudgeAsync(response, ct);
        }
        catch (HttpRequestException exception)
        {
            return new(NeverLeft(exception) ? LineVerdict.NotSent : LineVerdict.NoAnswer, Detail: exception.HttpRequestError.ToString());
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            return new(LineVerdict.NoAnswer, Detail: exception.GetType().Name); // a time-out, whoever imposed it: it was under way
        }
    }

    private async Task<LineAnswer> JudgeAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var answer = await ReadAsync(response, ct);
        var message = answer is null ? null : Text(answer, "message");
        var detail = $"HTTP {(int)response.StatusCode}; {message}; request {HeaderOf(response, "x-line-request-id")}";
        return response.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices or HttpStatusCode.Conflict => new(LineVerdict.Accepted, SentMessageId(answer), detail),
            HttpStatusCode.BadRequest when Says(message, "Invalid reply token") => new(LineVerdict.ReplyTokenInvalid, Detail: detail),
            HttpStatusCode.Unauthorized => new(LineVerdict.Unauthorised, Detail: detail),
            HttpStatusCode.TooManyRequests when Says(message, "monthly limit") => new(LineVerdict.QuotaUsedUp, Detail: detail),
            HttpStatusCode.TooManyRequests when Says(message, "rate limit") => new(LineVerdict.RateLimited, Detail: detail),
            HttpStatusCode.TooManyRequests => new(LineVerdict.TooMany, Detail: detail),
            >= HttpStatusCode.InternalServerError => new(LineVerdict.NoAnswer, Detail: detail),
            _ => new(LineVerdict.Refused, Detail: detail),
        };
    }

    private static HttpRequestMessage NewRequest(HttpMethod method, string path, ChannelCredentials channel)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", channel.AccessToken);
        return request;
    }

    private async Task<JsonObject?> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(LongestBody, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            return await response.Content.ReadFromJsonAsync<JsonNode>(either.Token) as JsonObject;
        }
        catch (Exception exception) when (!ct.IsCancellationRequested && exception is JsonException or IOException or HttpRequestException or InvalidOperationException or OperationCanceledException)
        {
            return null;
        }
    }

    private static string? SentMessageId(JsonObject? answer) =>
        answer?["sentMessages"] is JsonArray { Count: > 0 } sent && sent[0] is JsonObject first ? first["id"]?.ToString() : null;

    private static string? Text(JsonObject from, string name) =>
        from[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static long? Number(JsonObject from, string name) =>
        from[name] is JsonValue value && value.TryGetValue(out long number) ? number : null;

    private static string? HeaderOf(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static bool Says(string? message, string words) => message?.Contains(words, StringComparison.OrdinalIgnoreCase) is true;

    private static bool NeverLeft(HttpRequestException exception) =>
        exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
}
