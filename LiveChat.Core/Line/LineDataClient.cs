using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveChat.Core.Channels;
using LiveChat.Core.Media;
using Polly.CircuitBreaker;

namespace LiveChat.Core.Line;

/// <summary>What the data host answered: bytes to read, how many it promised, and its words for whoever looks closer; or why there are none.</summary>
public sealed class LineData(MediaProblem? problem, string detail, HttpResponseMessage? response = null) : IDisposable
{
    public MediaProblem? Problem => problem;

    public string Detail => detail;

    public long? Length => response?.Content.Headers.ContentLength;

    public Task<Stream> OpenAsync(CancellationToken ct) => response!.Content.ReadAsStreamAsync(ct);

    public void Dispose() => response?.Dispose();
}

/// <summary>
/// What customers sent, from LINE's other host (LINE.md §5). Bytes are streamed: only the headers have a time to come in, and 202 is a success without content.
/// </summary>
public sealed class LineDataClient(HttpClient http, TimeProvider clock)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    public Task<LineData> ReadContentAsync(ChannelCredentials channel, string messageId, CancellationToken ct) => GetAsync(channel, messageId, "", ct);

    /// <summary>The still picture of a film.</summary>
    public Task<LineData> ReadPreviewAsync(ChannelCredentials channel, string messageId, CancellationToken ct) => GetAsync(channel, messageId, "/preview", ct);

    /// <summary>True when LINE has given up preparing a film or a sound: waiting for it is in vain.</summary>
    public async Task<bool> HasFailedAsync(ChannelCredentials channel, string messageId, CancellationToken ct)
    {
        using var answer = await GetAsync(channel, messageId, "/transcoding", ct);
        if (answer.Problem is not null) return false;
        try
        {
            using var patience = new CancellationTokenSource(LongestWait, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
            return await JsonSerializer.DeserializeAsync<JsonObject>(await answer.OpenAsync(either.Token), cancellationToken: either.Token) is { } said && said["status"]?.ToString() == "failed";
        }
        catch (Exception exception) when (!ct.IsCancellationRequested && exception is JsonException or IOException or HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<LineData> GetAsync(ChannelCredentials channel, string messageId, string of, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"v2/bot/message/{Uri.EscapeDataString(messageId)}/content{of}");
        LineTokenHandler.Sign(request, channel);
        using var patience = new CancellationTokenSource(LongestWait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var detail = $"HTTP {(int)response.StatusCode}; request {(response.Headers.TryGetValues("x-line-request-id", out var ids) ? ids.FirstOrDefault() : null)}";
            if (response.StatusCode == HttpStatusCode.OK) return new(problem: null, detail, response);
            response.Dispose();
            return new(ProblemOf(response.StatusCode), detail);
        }
        catch (LineTokenException unsigned)
        {
            return new(unsigned.Verdict == LineVerdict.Unauthorised ? MediaProblem.Unauthorised : MediaProblem.LineUnavailable, unsigned.Message);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested) // a time-out, an open circuit, a broken connection: whoever says so, there is nothing to read
        {
            return new(ProblemOf(exception), exception is HttpRequestException { HttpRequestError: var error } ? error.ToString() : exception.GetType().Name);
        }
    }

    private static MediaProblem ProblemOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Accepted => MediaProblem.NotPrepared,
        HttpStatusCode.NotFound or HttpStatusCode.BadRequest => MediaProblem.NotFound,
        HttpStatusCode.Gone => MediaProblem.Gone,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => MediaProblem.Unauthorised,
        HttpStatusCode.TooManyRequests => MediaProblem.RateLimited,
        _ => MediaProblem.LineTrouble, // 5xx, and whatever should not be: later
    };

    /// <summary>While the circuit is open nobody asks; why it opened was said by the calls before.</summary>
    private static MediaProblem ProblemOf(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.Unknown, InnerException: IOException } => MediaProblem.BrokenOff,
        BrokenCircuitException => MediaProblem.LineTrouble,
        _ => MediaProblem.LineUnavailable,
    };
}
