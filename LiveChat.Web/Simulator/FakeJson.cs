using System.Text.Encodings.Web;
using System.Text.Json;

namespace LiveChat.Web.Simulator;

/// <summary>JSON as LINE writes it: compact, UTF-8 as it is.</summary>
internal static class FakeJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
