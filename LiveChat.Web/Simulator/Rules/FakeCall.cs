using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveChat.Web.Simulator.Rules;

/// <summary>A call whose token is good and whose body, where there is one, is JSON.</summary>
internal sealed record FakeCall(FakeLine Line, FakeChannel Channel, string RequestId, IReadOnlyDictionary<string, string> Route, JsonElement Body)
{
    /// <summary>The body as it came.</summary>
    public string RawBody { get; init; } = "";

    /// <summary>Header <c>X-Line-Retry-Key</c>; null where it is absent.</summary>
    public string? RetryKey { get; init; }

    /// <summary>What the content endpoints are told to pretend.</summary>
    public FaultKind? Pretend { get; init; }

    public string? Text(string property) => Json.Text(Body, property);
}

/// <summary>An answer in LINE's words: <c>{message, details?}</c> where it is a refusal (R#error-responses).</summary>
internal sealed record FakeAnswer(int Status, JsonObject? Json)
{
    public FakeContent? Content { get; init; }

    /// <summary>Header <c>x-line-accepted-request-id</c> of a 409.</summary>
    public string? AcceptedRequestId { get; init; }

    /// <summary>For the journal.</summary>
    public string? Note { get; init; }

    public static FakeAnswer Ok(JsonObject? json = null) => new(200, json ?? []);
    public static FakeAnswer Accepted() => new(202, []);
    public static FakeAnswer Refused(int status, string message) => new(status, new() { ["message"] = message });
    public static FakeAnswer NotFound() => Refused(404, "Not found");
    public static FakeAnswer InvalidProperty(string name) => Refused(400, $"The property, '{name}', in the request body is invalid");
    public static FakeAnswer InvalidToken() => Refused(401, "Authentication failed. Confirm that the access token in the authorization header is valid.");
    public static FakeAnswer RateLimited() => Refused(429, "The API rate limit has been exceeded. Try again later.");
    /// <summary>The third 429 of a push (LINE.md §6), in words of the fake's own: LINE does not tell its.</summary>
    public static FakeAnswer TooManyToOneUser() => Refused(429, "Too many messages have been sent to this user.");

    public static FakeAnswer MonthlyLimit() => Refused(429, "You have reached your monthly limit.");
    public static FakeAnswer ServerError() => Refused(500, "The server had an internal error.");

    public static FakeAnswer Errors(IReadOnlyList<RequestError> errors) => new(400, new()
    {
        ["message"] = $"The request body has {errors.Count} error(s)",
        ["details"] = new JsonArray([.. errors.Select(e => new JsonObject { ["message"] = e.Message, ["property"] = e.Property })]),
    });
}

/// <summary>One entry of <c>details</c>.</summary>
internal sealed record RequestError(string Property, string Message);

/// <summary>Reading of JSON that may be anything.</summary>
internal static class Json
{
    public static JsonElement? Property(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>Null where it is absent, no text, or no valid UTF-16.</summary>
    public static string? Text(JsonElement owner, string name)
    {
        if (Property(owner, name) is not { ValueKind: JsonValueKind.String } value) return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)    // "\ud800" and the like
        {
            return null;
        }
    }

    /// <summary>Null where it is absent, no number, or not a whole one.</summary>
    public static int? Integer(JsonElement owner, string name) =>
        Property(owner, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var whole) ? whole : null;

    public static double? Number(JsonElement owner, string name) =>
        Property(owner, name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;
}
