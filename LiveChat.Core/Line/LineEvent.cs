using System.Globalization;
using System.Text;
using System.Text.Json;
using LiveChat.Core.Customers;

namespace LiveChat.Core.Line;

/// <summary>Where an event happened. <c>Id</c> is the customer's, the group's or the room's; <c>UserId</c> who acted, where LINE tells.</summary>
public sealed record LineSource(CustomerKind Kind, string Id, string? UserId);


/// <summary>
/// An event in our words. LINE adds properties, kinds and events without notice and leaves out what is absent (LINE.md §1, §4), so every field but
/// the type may be missing and none makes reading fail.
/// </summary>
public sealed record LineEvent(string Type, bool IsStandby, DateTimeOffset? SentAt, LineSource? Source, string? ReplyToken, LineMessage? Message, string Json)
{
    /// <summary>A message was taken back.</summary>
    public const string UnsendType = "unsend";

    /// <summary>A message has another wording from now on; it has kept its id (LINE.md §3).</summary>
    public const string EditedType = "messageEdited";

    internal const int LongestId = 100;

    /// <summary>LINE's id of the message that was taken back.</summary>
    public string? UnsentMessageId { get; private init; }

    /// <summary>Who joined or left a group.</summary>
    public IReadOnlyList<string> MemberIds { get; private init; } = [];

    /// <summary>Another module has the chat from now on, or still has it: we must not send (LINE.md §3).</summary>
    public bool HandsOver => IsStandby || Type == "deactivated";

    /// <summary>LINE has suspended the account, or resumed it; null for any other event.</summary>
    public bool? IsSuspended => Type switch { "botSuspended" => true, "botResumed" => false, _ => null };

    /// <summary>Why something is no event; the doctor says it in the administrator's language.</summary>
    public const string NoEvent = "An event is an object with a type.";

    public const string NoMessage = "A message event has a message.";

    /// <summary>Throws <see cref="JsonException"/> when the bytes are not an event at all.</summary>
    public static LineEvent Read(ReadOnlySpan<byte> raw)
    {
        var json = Mend(Encoding.UTF8.GetString(raw));
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || Text(root, "type") is not { Length: > 0 and <= LongestId } type)
            throw new JsonException(NoEvent);

        return new(
            type,
            IsStandby: Text(root, "mode") == "standby",
            SentAt: ReadTime(root),
            Source: ReadSource(root),
            ReplyToken: Text(root, "replyToken"),
            Message: type is "message" or EditedType ? ReadMessage(root) : null,
            json)
        {
            UnsentMessageId = type == UnsendType && Lenient.Child(root, "unsend") is { } unsend && Text(unsend, "messageId") is { Length: > 0 and <= LongestId } id ? id : null,
            MemberIds = [.. ((Lenient.Child(root, "joined") ?? Lenient.Child(root, "left")) is { } change ? Lenient.Items(change, "members") : [])
                .Select(member => Text(member, "userId")).OfType<string>().Where(id => id.Length is > 0 and <= LongestId)],
        };
    }

    /// <summary>Null when the bytes are not an event at all.</summary>
    public static LineEvent? TryRead(ReadOnlySpan<byte> raw)
    {
        try
        {
            return Read(raw);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DateTimeOffset? ReadTime(JsonElement root)
    {
        if (!root.TryGetProperty("timestamp", out var stamp) || stamp.ValueKind != JsonValueKind.Number || !stamp.TryGetInt64(out var milliseconds)) return null;
        return milliseconds is > 0 and < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }

    private static LineSource? ReadSource(JsonElement root)
    {
        if (!root.TryGetProperty("source", out var source) || source.ValueKind != JsonValueKind.Object) return null;
        var userId = Text(source, "userId");
        var (kind, id) = Text(source, "type") switch
        {
            "user" => (CustomerKind.User, userId),
            "group" => (CustomerKind.Group, Text(source, "groupId")),
            "room" => (CustomerKind.Room, Text(source, "roomId")),
            _ => (CustomerKind.User, null),
        };
        return id is { Length: > 0 and <= LongestId } ? new(kind, id, userId) : null;
    }

    private static LineMessage ReadMessage(JsonElement root) =>
        root.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object ? LineMessage.Read(message) : throw new JsonException(NoMessage);

    private static string? Text(JsonElement parent, string name) => Lenient.Text(parent, name);

    /// <summary>
    /// JSON may spell what is not text: <c>\u0000</c>, which PostgreSQL refuses, and half a surrogate pair, which .NET refuses to read.
    /// Both become U+FFFD; the raw bytes are kept elsewhere.
    /// </summary>
    private static string Mend(string json)
    {
        if (!json.Contains("\\u", StringComparison.Ordinal)) return json;
        var mended = json.ToCharArray();
        for (var i = 0; i + 1 < json.Length; i++)
        {
            if (json[i] != '\\') continue;
            if (EscapeAt(json, i) is not { } unit) i++;
            else if (char.IsHighSurrogate(unit) && EscapeAt(json, i + 6) is { } next && char.IsLowSurrogate(next)) i += 11;
            else
            {
                if (unit == '\0' || char.IsSurrogate(unit)) "\\ufffd".CopyTo(mended.AsSpan(i));
                i += 5;
            }
        }
        return new string(mended);
    }

    private static char? EscapeAt(string json, int i) =>
        i + 6 <= json.Length && json[i] == '\\' && json[i + 1] == 'u'
        && ushort.TryParse(json.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : null;
}
