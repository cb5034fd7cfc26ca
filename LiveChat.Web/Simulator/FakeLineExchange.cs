using System.Text;
using System.Text.Json;
using LiveChat.Web.Simulator.Rules;

namespace LiveChat.Web.Simulator;

/// <summary>What every call to the platform has in common: request id, token, size, content type, JSON, faults, journal (R#status-codes).</summary>
internal static class FakeLineExchange
{
    private const int LargestBody = 2 * 1024 * 1024;
    private const string RetryKeyHeader = "X-Line-Retry-Key";

    public static async Task AnswerAsync(FakeLine line, HttpContext context, FakeEndpoint endpoint, Func<FakeCall, CancellationToken, Task<FakeAnswer>> rule)
    {
        var (requestId, body, entry) = await BeginAsync(line, context, endpoint);
        var ct = context.RequestAborted;
        var fault = line.Faults.Next(endpoint);
        FakeAnswer? answer = null;
        try
        {
            if (fault?.Kind == FaultKind.Hang) await Task.Delay(fault.HangFor, line.Clock, ct);
            if (fault?.Kind != FaultKind.Drop)
            {
                answer = Refusal(line, context, body, fault, out var call, requestId) ?? await rule(call!, ct);
                answer = Bend(answer, fault, requestId);
            }
            if (fault?.Kind == FaultKind.AnswerLate) await Task.Delay(fault.HangFor, line.Clock, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            line.Journal.End(entry, null, fault?.Kind, "the caller went away");
            return;
        }

        if (answer is null || fault?.Kind == FaultKind.DropAfterAccept)
        {
            line.Journal.End(entry, null, fault?.Kind, answer is { Status: 200 } ? "accepted, then the connection broke" : "the connection broke");
            context.Abort();
            return;
        }
        line.Journal.End(entry, answer.Status, fault?.Kind, answer.Note);
        await WriteAsync(context, answer);
    }

    /// <summary>The one call without a bearer token.</summary>
    public static async Task IssueTokenAsync(FakeLine line, HttpContext context)
    {
        var (requestId, _, entry) = await BeginAsync(line, context, FakeEndpoint.Token, keepBody: false);
        var fault = line.Faults.Next(FakeEndpoint.Token);
        var answer = fault?.Kind switch
        {
            FaultKind.ServerError => FakeAnswer.ServerError(),
            FaultKind.RateLimit => FakeAnswer.RateLimited(),
            _ when !context.Request.HasFormContentType => FakeAnswer.Refused(415, "The content type is not supported"),
            _ => TokenRules.Issue(line, await context.Request.ReadFormAsync(context.RequestAborted)),
        };
        line.Journal.End(entry, answer.Status, fault?.Kind, requestId);
        await WriteAsync(context, answer);
    }

    public static async Task AnswerUnknownAsync(FakeLine line, HttpContext context)
    {
        var (_, _, entry) = await BeginAsync(line, context, FakeEndpoint.None);
        line.Journal.End(entry, 404, null, "not an endpoint of the fake");
        await WriteAsync(context, FakeAnswer.NotFound());
    }

    private static async Task<(string RequestId, byte[] Body, JournalEntry Entry)> BeginAsync(FakeLine line, HttpContext context, FakeEndpoint endpoint, bool keepBody = true)
    {
        var requestId = FakeIds.NewRequestId();
        context.Response.Headers["X-Line-Request-Id"] = requestId;
        var body = keepBody ? await ReadAsync(context) : [];
        string? retryKey = context.Request.Headers[RetryKeyHeader];
        var shown = body.Length <= LargestBody ? Encoding.UTF8.GetString(body) : "";
        var entry = line.Journal.Begin(CallDirection.ToLine, endpoint, context.Request.Method, context.Request.Path + context.Request.QueryString, shown, retryKey, requestId);
        return (requestId, body, entry);
    }

    private static FakeAnswer? Refusal(FakeLine line, HttpContext context, byte[] body, Fault? fault, out FakeCall? call, string requestId)
    {
        call = null;
        var request = context.Request;
        const string bearer = "Bearer ";
        var authorization = request.Headers.Authorization.ToString();
        var channel = authorization.StartsWith(bearer, StringComparison.Ordinal) ? line.ChannelOfToken(authorization[bearer.Length..]) : null;
        if (channel is null || fault?.Kind == FaultKind.Unauthorized) return FakeAnswer.InvalidToken();
        if (body.Length > LargestBody) return FakeAnswer.Refused(413, "Payload Too Large");
        switch (fault?.Kind)
        {
            case FaultKind.RateLimit: return FakeAnswer.RateLimited();
            case FaultKind.MonthlyLimit: return FakeAnswer.MonthlyLimit();
            case FaultKind.ServerError: return FakeAnswer.ServerError();
        }

        JsonElement json = default;
        var hasBody = !HttpMethods.IsGet(request.Method) && (body.Length > 0 || !IsWebhookTest(request));
        if (hasBody)
        {
            if (!request.HasJsonContentType()) return FakeAnswer.Refused(415, $"The content type, {request.ContentType}, is not supported");
            if (!TryParse(body, out json)) return FakeAnswer.Refused(400, "The request body could not be parsed as JSON");
        }
        call = new(line, channel, requestId, request.RouteValues.ToDictionary(v => v.Key, v => v.Value?.ToString() ?? "", StringComparer.Ordinal), json)
        {
            RawBody = hasBody ? Encoding.UTF8.GetString(body) : "",
            RetryKey = request.Headers.TryGetValue(RetryKeyHeader, out var retryKey) ? retryKey.ToString() : null,
            Pretend = fault?.Kind,
        };
        return null;
    }

    private static FakeAnswer Bend(FakeAnswer answer, Fault? fault, string requestId) => fault?.Kind switch
    {
        FaultKind.ServerErrorAfterAccept when answer.Status is 200 or 202 => FakeAnswer.ServerError() with { Note = "accepted all the same" },
        FaultKind.Conflict when answer.Status == 200 => SendingRules.AsConflict(answer, requestId),
        _ => answer,
    };

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            await kept.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
            if (kept.Length > LargestBody) break;
        }
        return kept.ToArray();
    }

    private static bool TryParse(byte[] body, out JsonElement json)
    {
        json = default;
        try
        {
            using var document = JsonDocument.Parse(body);
            json = document.RootElement.Clone();
            return json.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The only POST whose body may be left out.</summary>
    private static bool IsWebhookTest(HttpRequest request) => request.Path.Value?.EndsWith("/webhook/test", StringComparison.Ordinal) == true;

    private static async Task WriteAsync(HttpContext context, FakeAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.AcceptedRequestId is not null) context.Response.Headers["x-line-accepted-request-id"] = answer.AcceptedRequestId;
        if (answer.Content is { } content)
        {
            context.Response.ContentType = content.ContentType;
            context.Response.ContentLength = content.Bytes.Length;
            await context.Response.Body.WriteAsync(content.Bytes, context.RequestAborted);
            return;
        }
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.Json?.ToJsonString(FakeJson.Options) ?? "{}", context.RequestAborted);
    }
}
