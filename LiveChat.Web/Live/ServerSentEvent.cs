using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace LiveChat.Web.Live;

/// <summary>Events as they stand on the wire (WHATWG HTML §9.2.5). Encoded once, sent to many.</summary>
public static class ServerSentEvent
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The page may now catch up: whatever happens from here on, it will hear.</summary>
    public static readonly byte[] Hello = Encode("hello", "{}");

    public static readonly byte[] Ping = Encode("ping", "{}");

    /// <summary>The operator has too many browsers open: this one gives way, and does not come back at once to push out the next.</summary>
    public static readonly byte[] Crowded = Encode("crowded", "{}");

    /// <summary>For scripts: an object as JSON.</summary>
    public static byte[] Encode<T>(string name, T data) where T : class => Encode(name, JsonSerializer.Serialize(data, Json));

    /// <summary>Every line of the data gets its own field: CR, LF and CRLF all end a line here, so text can forge nothing.</summary>
    public static byte[] Encode(string? name, string data)
    {
        var text = new StringBuilder(data.Length + 64);
        if (name is not null) text.Append("event: ").Append(name).Append('\n');
        foreach (var line in data.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n')) text.Append("data: ").Append(line).Append('\n');
        return Encoding.UTF8.GetBytes(text.Append('\n').ToString());
    }
}
