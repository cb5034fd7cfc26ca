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
        var (body, entry) = await BeginAsync(line, context, endpoint);
        await ExchangeAsync(line, context, entry, async fault => Refusal(line, context.Request, body, entry, fault, out var call) ?? await rule(call!, context.RequestAborted));
    }

    /// <summary>The one call without a bearer token: channel id and secret prove the caller, and stay out of the journal.</summary>
    public static async Task IssueTokenAsync(FakeLine line, HttpContext context)
    {
        var (_, entry) = await BeginAsync(line, context, FakeEndpoint.Token, keepBody: false);
        await ExchangeAsync(line, context, entry, async fault => TokenRefusal(context.Request, fault) ?? TokenRules.Issue(line, await context.Request.ReadFormAsync(context.RequestAborted)));
    }

    public static async Task AnswerUnknownAsync(FakeLine line, HttpContext context)
    {
        var (_, entry) = await BeginAsync(line, context, FakeEndpoint.None);
        line.Journal.End(entry, 404, null, "not an endpoint of the fake");
        await WriteAsync(context, FakeAnswer.NotFound());
    }

    private static async Task<(byte[] Body, JournalEntry Entry)> BeginAsync(FakeLine line, HttpContext context, FakeEndpoint endpoint, bool keepBody = true)
    {
        var requestId = FakeIds.NewRequestId();
        context.Response.Headers["X-Line-Request-Id"] = requestId;
        var body = keepBody ? await ReadAsync(context) : [];
        string? retryKey = context.Request.Headers[RetryKeyHeader];
        var shown = body.Length <= LargestBody ? Encoding.UTF8.GetString(body) : "";
        var entry = line.Journal.Begin(CallDirection.ToLine, endpoint, context.Request.Method, context.Request.Path + context.Request.QueryString, shown, retryKey, requestId);
        return (body, entry);
    }

    private static async Task ExchangeAsync(FakeLine line, HttpContext context, JournalEntry entry, Func<Fault?, Task<FakeAnswer>> answerAsync)
    {
        var ct = context.RequestAborted;
        var fault = line.Faults.Next(entry.Endpoint, entry.Path, entry.Body);
        FakeAnswer? answer = null;
        try
        {
            if (fault?.Kind == FaultKind.Hang) await WaitAsync(line, fault, ct);
            if (fault?.Kind != FaultKind.Drop) answer = Bend(await answerAsync(fault), fault, entry);
            if (fault?.Kind == FaultKind.AnswerLate) await WaitAsync(line, fault, ct);
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
        if (answer.Content is { } slow && fault?.Kind == FaultKind.SlowBody)
        {
            await WriteSlowlyAsync(line, context, entry, slow, fault);
            return;
        }
        line.Journal.End(entry, answer.Status, fault?.Kind, answer.Note, entry.Endpoint == FakeEndpoint.Token ? null : answer.Json?.ToJsonString(FakeJson.Options));
        await (answer.Content is { } content ? WriteContentAsync(context, content, fault) : WriteAsync(context, answer));
    }

    private static Task WaitAsync(FakeLine line, Fault fault, CancellationToken ct) => fault.Until?.WaitAsync(ct) ?? Task.Delay(fault.HangFor, line.Clock, ct);

    private static FakeAnswer? Refusal(FakeLine line, HttpRequest request, byte[] body, JournalEntry entry, Fault? fault, out FakeCall? call)
    {
        call = null;
        const string bearer = "Bearer ";
        var authorization = request.Headers.Authorization.ToString();
        var channel = authorization.StartsWith(bearer, StringComparison.Ordinal) ? line.ChannelOfToken(authorization[bearer.Length..]) : null;
        if (channel is null || fault?.Kind == FaultKind.Unauthorized) return FakeAnswer.InvalidToken();
        if (body.Length > LargestBody) return FakeAnswer.Refused(413, "Payload Too Large");
        if (Outage(fault) is { } outage) return outage;
        // Of the endpoints that take a retry key (LINE.md §6) the fake has only this one.
        if (entry.RetryKey is not null && entry.Endpoint != FakeEndpoint.Push) return FakeAnswer.Refused(400, "The X-Line-Retry-Key header is not supported by this endpoint");

        JsonElement json = default;
        var hasBody = !HttpMethods.IsGet(request.Method) && (body.Length > 0 || !IsWebhookTest(request));
        if (hasBody)
        {
            if (!request.HasJsonContentType()) return FakeAnswer.Refused(415, $"The content type, {request.ContentType}, is not supported");
            if (!TryParse(body, out json)) return FakeAnswer.Refused(400, "The request body could not be parsed as JSON");
        }
        call = new(line, channel, entry.RequestId!, request.RouteValues.ToDictionary(v => v.Key, v => v.Value?.ToString() ?? "", StringComparer.Ordinal), json)
        {
            RawBody = hasBody ? Encoding.UTF8.GetString(body) : "",
            RetryKey = entry.RetryKey,
            Pretend = fault?.Kind,
        };
        return null;
    }

    private static FakeAnswer? TokenRefusal(HttpRequest request, Fault? fault)
    {
        if (fault?.Kind == FaultKind.Unauthorized) return TokenRules.Unauthorized();
        return Outage(fault) ?? (request.HasFormContentType ? null : FakeAnswer.Refused(415, "The content type is not supported"));
    }

    /// <summary>What goes wrong whatever was asked.</summary>
    private static FakeAnswer? Outage(Fault? fault) => fault?.Kind switch
    {
        FaultKind.RateLimit => FakeAnswer.RateLimited(),
        FaultKind.TooManyToOneUser => FakeAnswer.TooManyToOneUser(),
        FaultKind.MonthlyLimit => FakeAnswer.MonthlyLimit(),
        FaultKind.ServerError => FakeAnswer.ServerError(),
        FaultKind.NotFound => FakeAnswer.NotFound(),
        _ => null,
    };

    private static FakeAnswer Bend(FakeAnswer answer, Fault? fault, JournalEntry entry) => fault?.Kind switch
    {
        FaultKind.ServerErrorAfterAccept when answer.Status is 200 or 202 => FakeAnswer.ServerError() with { Note = "accepted all the same" },
        FaultKind.Conflict when answer.Status == 200 => SendingRules.AsConflict(answer, entry.RequestId!),
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

    private static async Task WriteContentAsync(HttpContext context, FakeContent content, Fault? fault)
    {
        var isWhole = fault?.Kind is not (FaultKind.Truncated or FaultKind.WrongLength);
        var first = isWhole ? content.Bytes : Half(content);
        context.Response.ContentType = content.ContentType;
        context.Response.ContentLength = fault?.Kind == FaultKind.WrongLength ? first.Length : content.Bytes.Length;
        await context.Response.Body.WriteAsync(first, context.RequestAborted);
        if (fault?.Kind != FaultKind.Truncated) return;

        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    /// <summary>Half of it, and the rest after a while: only then is the call over.</summary>
    private static async Task WriteSlowlyAsync(FakeLine line, HttpContext context, JournalEntry entry, FakeContent content, Fault fault)
    {
        var ct = context.RequestAborted;
        var first = Half(content);
        context.Response.ContentType = content.ContentType;
        context.Response.ContentLength = content.Bytes.Length;
        try
        {
            await context.Response.Body.WriteAsync(first, ct);
            await context.Response.Body.FlushAsync(ct);
            await WaitAsync(line, fault, ct);
            line.Journal.End(entry, context.Response.StatusCode, fault.Kind);
            await context.Response.Body.WriteAsync(content.Bytes[first.Length..], ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            line.Journal.End(entry, context.Response.StatusCode, fault.Kind, "the caller went away");
        }
    }

    private static ReadOnlyMemory<byte> Half(FakeContent content) => content.Bytes[..(content.Bytes.Length / 2)];

    private static async Task WriteAsync(HttpContext context, FakeAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.AcceptedRequestId is not null) context.Response.Headers["x-line-accepted-request-id"] = answer.AcceptedRequestId;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.Json?.ToJsonString(FakeJson.Options) ?? "{}", context.RequestAborted);
    }
}
