using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveChat.Web.Simulator;

/// <summary>JSON as LINE writes it: compact, UTF-8 as it is.</summary>
internal static class FakeJson
{
    private static readonly JsonSerializerOptions Wide = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For people to read; what is no JSON stays as it is.</summary>
    public static string Pretty(string json)
    {
        try
        {
            return JsonNode.Parse(json)?.ToJsonString(Wide) ?? json;
        }
        catch (JsonException)
        {
            return json;
        }
    }
}
