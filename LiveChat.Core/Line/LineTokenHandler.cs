using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LiveChat.Core.Channels;

namespace LiveChat.Core.Line;

/// <summary>A call that did not leave because its channel has no token for it: the verdict says whether LINE refused one, did not answer, or we may not ask.</summary>
public sealed class LineTokenException(LineVerdict verdict, string words, Exception? inner = null)
    : LineUnavailableException(words, verdict == LineVerdict.Unauthorised ? HttpStatusCode.Unauthorized : null, inner)
{
    public LineVerdict Verdict { get; } = verdict;
}

/// <summary>
/// The one place where a call to LINE gets its bearer: the pasted token, or LINE's own for 15 minutes (<see cref="LineTokens"/>). When LINE refuses one
/// of the latter before its time, the call is made once more with a new one. A channel that is switched off calls nobody.
/// </summary>
/// <param name="tokens">Shared by all handlers.</param>
/// <param name="api">Where tokens are issued, whichever of LINE's hosts is called.</param>
/// <param name="clock">What a token's life is measured by.</param>
public sealed class LineTokenHandler(LineTokens tokens, Func<Uri> api, TimeProvider clock) : DelegatingHandler
{
    private const string Path = "oauth2/v3/token";
    private static readonly HttpRequestOptionsKey<ChannelCredentials> Key = new("channel");

    /// <summary>Of 15 minutes twelve: a call that begins with it must also end with it.</summary>
    private const double UsedShare = 0.8;

    private static readonly TimeSpan LongestBody = TimeSpan.FromSeconds(5);

    /// <summary>In whose name a call is made.</summary>
    public static void Sign(HttpRequestMessage request, ChannelCredentials channel)
    {
        request.Options.Set(Key, channel);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", channel.AccessToken);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(Key, out var channel)) return await base.SendAsync(request, cancellationToken);
        if (channel.IsDisabled) throw new LineTokenException(LineVerdict.SwitchedOff, "the channel is switched off");

        var response = channel.TokenKind == TokenKind.Pasted ? await base.SendAsync(request, cancellationToken) : await SendWithOwnAsync(request, channel, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized) tokens.NoteRefused(channel, "HTTP 401");
        else if (response.IsSuccessStatusCode) tokens.NoteWorked(channel);
        return response;
    }

    private async Task<HttpResponseMessage> SendWithOwnAsync(HttpRequestMessage request, ChannelCredentials channel, CancellationToken ct)
    {
        var token = await TokenAsync(channel, ct);
        var response = await SendWithAsync(token, request, ct);
        if (response.StatusCode != HttpStatusCode.Unauthorized) return response;
        response.Dispose();
        tokens.Forget(channel, token);
        return await SendWithAsync(await TokenAsync(channel, ct), request, ct);
    }

    private Task<HttpResponseMessage> SendWithAsync(string token, HttpRequestMessage request, CancellationToken ct)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return base.SendAsync(request, ct);
    }

    private async Task<string> TokenAsync(ChannelCredentials channel, CancellationToken ct)
    {
        try
        {
            return await tokens.GetAsync(channel, () => IssueAsync(channel), ct);
        }
        catch (LineTokenException refused)
        {
            tokens.NoteRefused(channel, refused.Message);
            throw;
        }
    }

    private async Task<LineTokens.Issued> IssueAsync(ChannelCredentials channel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(api(), Path))
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", channel.LineChannelId), new("client_secret", channel.Secret)]),
        };
        try
        {
            using var response = await base.SendAsync(request, CancellationToken.None);
            using var patience = new CancellationTokenSource(LongestBody, clock);
            using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(patience.Token));
            var (token, seconds) = (Lenient.Text(answer.RootElement, "access_token"), Lenient.Whole(answer.RootElement, "expires_in"));
            if (response.IsSuccessStatusCode && token is { Length: > 0 }) return new(token, clock.GetUtcNow() + (TimeSpan.FromSeconds(seconds ?? 0) * UsedShare));
            throw new LineTokenException(IsDefinite(response.StatusCode) ? LineVerdict.Unauthorised : LineVerdict.NotSent, WordsOf(answer.RootElement, response.StatusCode));
        }
        catch (Exception exception) when (exception is not LineTokenException)
        {
            throw new LineTokenException(LineVerdict.NotSent, $"no token: {exception.GetType().Name}", exception);
        }
    }

    private static bool IsDefinite(HttpStatusCode status) => status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    /// <summary>Token errors have a shape of their own, and sometimes the other one (LINE.md §11).</summary>
    private static string WordsOf(JsonElement answer, HttpStatusCode status) =>
        $"no token: HTTP {(int)status}; {Lenient.Text(answer, "error")}; {Lenient.Text(answer, "error_description") ?? Lenient.Text(answer, "message")}";
}
