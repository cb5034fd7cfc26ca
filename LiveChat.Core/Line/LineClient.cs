using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveChat.Core.Channels;
using LiveChat.Core.Customers;
using LiveChat.Core.Persistence;
using Polly;
using Polly.Timeout;

namespace LiveChat.Core.Line;

/// <summary>The calls to LINE's Messaging API that we make. The base address comes with the <see cref="HttpClient"/>.</summary>
public sealed partial class LineClient(HttpClient http, TimeProvider clock)
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

    /// <summary>Shows the customer "Read" at this message and all before it; to say so twice does no harm (LINE.md §7).</summary>
    public Task<LineAnswer> MarkAsReadAsync(ChannelCredentials channel, string markAsReadToken, CancellationToken ct) =>
        SendAsync(channel, "v2/bot/chat/markAsRead", LineBodies.MarkAsRead(markAsReadToken), retryKey: null, ct);

    /// <summary>Null where LINE has none to give: blocked, unknown or no consent (404), no user at all (400), not our plan's to know (403; LINE.md §8, §10).</summary>
    public Task<LineProfile?> ReadProfileAsync(ChannelCredentials channel, string userId, CancellationToken ct) =>
        ReadProfileAtAsync(channel, "v2/bot/profile/" + Uri.EscapeDataString(userId), ct);

    /// <summary>Somebody in a group or room, friend or not; null where LINE has none to give (LINE.md §8).</summary>
    public Task<LineProfile?> ReadMemberAsync(ChannelCredentials channel, CustomerKind kind, string groupId, string userId, CancellationToken ct) =>
        ReadProfileAtAsync(channel, $"{PathOf(kind, groupId)}/member/{Uri.EscapeDataString(userId)}", ct);

    /// <summary>A group's name, picture and size; of a room LINE tells the size only. Null where the account is not in it.</summary>
    public async Task<LineGroup?> ReadGroupAsync(ChannelCredentials channel, CustomerKind kind, string groupId, CancellationToken ct)
    {
        var summary = kind == CustomerKind.Group ? await FindAsync(channel, PathOf(kind, groupId) + "/summary", ct) : null;
        if (kind == CustomerKind.Group && summary is null) return null;
        if (await FindAsync(channel, PathOf(kind, groupId) + "/members/count", ct) is not { } count) return null;
        return new(summary is null ? null : Text(summary, "groupName"), summary is null ? null : Text(summary, "pictureUrl"), Number(count, "count") is > 0 and <= int.MaxValue and var members ? (int)members : null);
    }

    private static string PathOf(CustomerKind kind, string groupId) => $"v2/bot/{kind.Word()}/{Uri.EscapeDataString(groupId)}";

    private async Task<LineProfile?> ReadProfileAtAsync(ChannelCredentials channel, string path, CancellationToken ct) =>
        await FindAsync(channel, path, ct) is { } profile && Text(profile, "displayName") is { } name
            ? new(name, Text(profile, "pictureUrl"), Text(profile, "statusMessage"), Text(profile, "language"))
            : null;

    /// <summary>Null where LINE has nothing to give: unknown (404), no such thing (400), not our plan's to know (403).</summary>
    private async Task<JsonObject?> FindAsync(ChannelCredentials channel, string path, CancellationToken ct)
    {
        using var request = NewRequest(HttpMethod.Get, path, channel);
        try
        {
            using var response = await http.SendAsync(request, ct);
            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.Forbidden) return null;
            if (!response.IsSuccessStatusCode) throw new LineUnavailableException("LINE would not say", response.StatusCode);
            return await response.Content.ReadFromJsonAsync<JsonObject>(ct);
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
        catch (LineTokenException unsigned)
        {
            return new(unsigned.Verdict, unsigned.InnerException is null ? unsigned.Message : null);
        }
        catch (HttpRequestException exception)
        {
            return new(NeverLeft(exception) ? LineVerdict.NotSent : LineVerdict.NoAnswer, Detail: null);
        }
        catch (ExecutionRejectedException rejected) when (rejected is not TimeoutRejectedException)
        {
            return new(LineVerdict.NotTried, Detail: null);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            return new(LineVerdict.NoAnswer, Detail: null); // a time-out, whoever imposed it: it was under way
        }
    }

    private async Task<LineAnswer> JudgeAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var answer = await ReadAsync(response, ct);
        var message = answer is null ? null : Text(answer, "message");
        var verdict = response.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices or HttpStatusCode.Conflict => LineVerdict.Accepted,
            HttpStatusCode.BadRequest when Says(message, "Invalid reply token") => LineVerdict.ReplyTokenInvalid,
            HttpStatusCode.Unauthorized => LineVerdict.Unauthorised,
            HttpStatusCode.TooManyRequests when Says(message, "monthly limit") => LineVerdict.QuotaUsedUp,
            HttpStatusCode.TooManyRequests when Says(message, "rate limit") => LineVerdict.RateLimited,
            HttpStatusCode.TooManyRequests => LineVerdict.TooMany,
            >= HttpStatusCode.InternalServerError => LineVerdict.NoAnswer,
            _ => LineVerdict.Refused,
        };
        return new(verdict, message is null ? $"HTTP {(int)response.StatusCode}" : $"HTTP {(int)response.StatusCode}; {message}")
        {
            Sent = SentMessages(answer),
            RequestId = HeaderOf(response, "x-line-accepted-request-id") ?? HeaderOf(response, "x-line-request-id"),
        };
    }

    private static HttpRequestMessage NewRequest(HttpMethod method, string path, ChannelCredentials channel)
    {
        var request = new HttpRequestMessage(method, path);
        LineTokenHandler.Sign(request, channel);
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

    /// <summary>The id is a string, and a number in LINE's own page about it.</summary>
    private static IReadOnlyList<SentMessage?> SentMessages(JsonObject? answer) =>
        answer?["sentMessages"] is JsonArray sent ? [.. sent.Select(one => one is JsonObject message && message["id"] is JsonValue id ? new SentMessage(id.ToString(), Text(message, "quoteToken")) : null)] : [];

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
