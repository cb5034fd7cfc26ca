using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LiveChat.Core.Line;

/// <summary>One event of a webhook as it was sent, with the id that makes a repetition recognisable.</summary>
public sealed record RawEvent(string WebhookEventId, byte[] Bytes);

/// <summary>The envelope of a webhook: for which account, and the events as raw bytes. What the events mean is read later.</summary>
public sealed record LineWebhook(string? Destination, IReadOnlyList<RawEvent> Events)
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 64 };
    private const int LongestEventId = 100;

    /// <summary>Splits a body into its events. Throws <see cref="JsonException"/> when the body is not a webhook.</summary>
    public static LineWebhook Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, Strict);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A webhook is an object.");

        string? destination = null;
        List<RawEvent> events = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("destination"u8)) destination = ReadString(ref reader);
            else if (reader.ValueTextEquals("events"u8)) ReadEvents(ref reader, body, events);
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        if (reader.Read()) throw new JsonException("Something follows the webhook.");
        return new(destination, events);
    }

    private static void ReadEvents(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, List<RawEvent> events)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("events is an array.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            string? id = null;
            if (reader.TokenType == JsonTokenType.StartObject) id = ReadEventId(ref reader);
            else reader.Skip(); // no event at all; kept like one, so that it is told as dead and the others live
            var bytes = body[start..(int)reader.BytesConsumed].ToArray();
            events.Add(new(id ?? HashOf(bytes), bytes));
        }
    }

    private static string? ReadEventId(ref Utf8JsonReader reader)
    {
        string? id = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("webhookEventId"u8)) id = ReadString(ref reader);
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return id is { Length: > 0 and <= LongestEventId } ? id : null;
    }

    private static string? ReadString(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }
        // Ids are ASCII; whatever is not goes by its hash.
        return reader.ValueIsEscaped || !Ascii.IsValid(reader.ValueSpan) ? null : Encoding.ASCII.GetString(reader.ValueSpan);
    }

    /// <summary>Every field but <c>type</c> is optional when reading (LINE.md §4), the id too; equal events still have equal names.</summary>
    private static string HashOf(byte[] bytes) => "sha256-" + Base64Url.EncodeToString(SHA256.HashData(bytes));
}
