using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using LiveChat.Tests.Support;
using Xunit;

namespace LiveChat.Tests.Line;

/// <summary>
/// LINE's own description of what may be sent to it, as strict as its reference (<c>../shared/line/messaging-api.strict.json</c>). It is not part of
/// this repository; tests that need it begin with <see cref="SkipIfAbsent"/>.
/// </summary>
public static class StrictSchema
{
    private const string RefPrefix = "#/components/schemas/";
    private static readonly string File = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "line", "messaging-api.strict.json"));
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };
    private static readonly Lazy<(JsonSchema Schema, HashSet<string> Endpoints)> Known = new(Build);

    public static bool IsPresent { get; } = System.IO.File.Exists(File);

    public static void SkipIfAbsent() => Assert.SkipUnless(IsPresent, $"{File} is not there: nothing was checked against LINE's schema.");

    /// <summary>Whether LINE describes a body for this call.</summary>
    /// <param name="endpoint">A method and a path, such as <c>POST /v2/bot/message/push</c>.</param>
    public static bool Describes(string endpoint) => Known.Value.Endpoints.Contains(endpoint);

    /// <summary>What LINE's schema has against this body: where, and why. Empty when it is as it should be.</summary>
    public static IReadOnlyList<string> Check(string endpoint, string json)
    {
        if (!Describes(endpoint)) throw new ArgumentException($"LINE describes no body for {endpoint}.", nameof(endpoint));
        JsonElement body;
        try
        {
            body = JsonSerializer.Deserialize<JsonElement>(json);
        }
        catch (JsonException exception)
        {
            return [exception.Message];
        }
        var result = Known.Value.Schema.Evaluate(JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement>(StringComparer.Ordinal) { [endpoint] = body }), Options);
        if (result.IsValid) return [];
        var root = "/" + endpoint.Replace("/", "~1", StringComparison.Ordinal);
        return [.. (result.Details ?? []).Where(detail => detail.Errors is not null && !IsQuestion(detail.EvaluationPath.ToString()))
            .SelectMany(detail => detail.Errors!.Values.Select(error => $"{detail.InstanceLocation.ToString().Replace(root, "", StringComparison.Ordinal)}: {error}")).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>That a text is no sticker is no error: which kind it is was only asked.</summary>
    private static bool IsQuestion(string path) => path.EndsWith("/if", StringComparison.Ordinal) || path.Contains("/if/", StringComparison.Ordinal);

    /// <summary>One schema for all calls: an object whose properties are the calls, each with its body.</summary>
    private static (JsonSchema, HashSet<string>) Build()
    {
        var description = JsonNode.Parse(System.IO.File.ReadAllText(File))!;
        var calls = new JsonObject();
        foreach (var (path, methods) in description["paths"]!.AsObject())
            foreach (var (method, call) in methods!.AsObject())
                if ((call as JsonObject)?["requestBody"]?["content"]?["application/json"]?["schema"] is { } body) calls[$"{method.ToUpperInvariant()} {path}"] = InJsonSchema(body);

        var definitions = new JsonObject(description["components"]!["schemas"]!.AsObject().Select(schema => KeyValuePair.Create(schema.Key, InJsonSchema(schema.Value))));
        HashSet<string> endpoints = [.. calls.Select(call => call.Key)];
        var whole = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = "https://line.example/strict",
            ["type"] = "object",
            ["properties"] = calls,
            ["$defs"] = definitions,
        };
        return (JsonSchema.FromText(whole.ToJsonString()), endpoints);
    }

    /// <summary>OpenAPI's words in JSON Schema's: what is told apart by a property is judged by that one alone, so that an error says what is wrong and not what else it might have been.</summary>
    private static JsonNode? InJsonSchema(JsonNode? schema) => schema switch
    {
        JsonObject told when told["discriminator"] is JsonObject by && told["oneOf"] is not null => Told(by["propertyName"]!.GetValue<string>(), by["mapping"]!.AsObject()),
        JsonObject owner => new JsonObject(owner.Where(property => property.Key is not ("externalDocs" or "example" or "nullable" or "discriminator"))
            .Select(property => KeyValuePair.Create(property.Key, property.Key == "$ref" ? Defined(property.Value!) : InJsonSchema(property.Value)))),
        JsonArray list => new JsonArray([.. list.Select(InJsonSchema)]),
        _ => schema?.DeepClone(),
    };

    private static JsonObject Told(string property, JsonObject mapping) => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray(property),
        ["properties"] = new JsonObject { [property] = new JsonObject { ["enum"] = new JsonArray([.. mapping.Select(kind => JsonValue.Create(kind.Key))]) } },
        ["allOf"] = new JsonArray([.. mapping.Select(kind => new JsonObject
        {
            ["if"] = new JsonObject { ["properties"] = new JsonObject { [property] = new JsonObject { ["const"] = kind.Key } }, ["required"] = new JsonArray(property) },
            ["then"] = new JsonObject { ["$ref"] = Defined(kind.Value!) },
        })]),
    };

    private static JsonNode Defined(JsonNode reference) => reference.GetValue<string>().Replace(RefPrefix, "#/$defs/", StringComparison.Ordinal);
}
