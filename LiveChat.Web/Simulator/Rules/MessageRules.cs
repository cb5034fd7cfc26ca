using System.Text;
using System.Text.Json;

namespace LiveChat.Web.Simulator.Rules;

/// <summary>What LINE demands of message objects (LINE.md §6). Lengths are UTF-16 units, which is what <see cref="string.Length"/> counts.</summary>
internal static class MessageRules
{
    private const int LongestText = 5000;
    private const int LongestUrl = 2000;
    private const int MostEmojis = 20;
    private const int MostQuickReplies = 13;
    private const int LongestSenderName = 20;
    private static readonly string[] Quoting = ["text", "textV2", "sticker"];

    /// <summary>Every fault of the body; none is what may be sent.</summary>
    public static IReadOnlyList<RequestError> Check(JsonElement body)
    {
        List<RequestError> errors = [];
        Optional(body, "notificationDisabled", "", errors, JsonValueKind.True, JsonValueKind.False);
        Optional(body, "customAggregationUnits", "", errors, JsonValueKind.Array);
        CheckMessages(body, errors);
        return errors;
    }

    /// <summary>Quotes of what the chat does not hold: a quote token is good there and nowhere else (LINE.md §4).</summary>
    public static IReadOnlyList<RequestError> CheckQuotes(JsonElement body, Func<string, bool> isKnown) =>
    [
        .. Json.Property(body, "messages")!.Value.EnumerateArray()
            .Select((message, index) => (QuoteToken: Json.Text(message, "quoteToken"), Index: index))
            .Where(quote => quote.QuoteToken is not null && !isKnown(quote.QuoteToken))
            .Select(quote => new RequestError($"messages[{quote.Index}].quoteToken", "Invalid quote token")),
    ];

    private static void CheckMessages(JsonElement body, List<RequestError> errors)
    {
        if (Json.Property(body, "messages") is not { ValueKind: JsonValueKind.Array } messages)
        {
            errors.Add(new("messages", "May not be empty"));
            return;
        }
        if (messages.GetArrayLength() is < 1 or > 5) errors.Add(new("messages", "Size must be between 1 and 5"));
        var index = 0;
        foreach (var message in messages.EnumerateArray()) CheckMessage(message, $"messages[{index++}]", errors);
    }

    private static void CheckMessage(JsonElement message, string at, List<RequestError> errors)
    {
        switch (Json.Text(message, "type"))
        {
            case "text":
                CheckText(message, at, errors);
                CheckEmojis(message, at, errors);
                break;
            case "textV2":
                CheckText(message, at, errors);
                Optional(message, "substitution", at, errors, JsonValueKind.Object);
                break;
            case "sticker":
                Digits(message, "packageId", at, errors);
                Digits(message, "stickerId", at, errors);
                break;
            case "image" or "video":
                Url(message, "originalContentUrl", at, errors);
                Url(message, "previewImageUrl", at, errors);
                Longest(message, "trackingId", 100, at, errors);
                break;
            case "audio":
                Url(message, "originalContentUrl", at, errors);
                if (Json.Integer(message, "duration") is not > 0) errors.Add(new($"{at}.duration", "Must be greater than 0"));
                break;
            case "location":
                Needed(message, "title", 100, at, errors);
                Needed(message, "address", 100, at, errors);
                if (Json.Number(message, "latitude") is not (>= -90 and <= 90)) errors.Add(new($"{at}.latitude", "Must be between -90 and 90"));
                if (Json.Number(message, "longitude") is not (>= -180 and <= 180)) errors.Add(new($"{at}.longitude", "Must be between -180 and 180"));
                break;
            case "template":
                Needed(message, "altText", 1500, at, errors);
                Object(message, "template", at, errors);
                break;
            case "flex":
                Needed(message, "altText", 1500, at, errors);
                Object(message, "contents", at, errors);
                break;
            case "imagemap":
                Needed(message, "altText", 1500, at, errors);
                Url(message, "baseUrl", at, errors);
                Object(message, "baseSize", at, errors);
                break;
            case "coupon":
                Needed(message, "couponId", int.MaxValue, at, errors);
                break;
            case null:
                errors.Add(new($"{at}.type", "May not be empty"));
                return;
            default:
                errors.Add(new($"{at}.type", "Must be one of the following values: [text, textV2, sticker, image, video, audio, location, imagemap, template, flex, coupon]"));
                return;
        }
        CheckQuote(message, at, errors);
        CheckSender(message, at, errors);
        CheckQuickReply(message, at, errors);
    }

    private static void CheckText(JsonElement message, string at, List<RequestError> errors) => Needed(message, "text", LongestText, at, errors);

    private static void CheckEmojis(JsonElement message, string at, List<RequestError> errors)
    {
        if (Optional(message, "emojis", at, errors, JsonValueKind.Array) is not { } emojis) return;
        if (emojis.GetArrayLength() > MostEmojis) errors.Add(new($"{at}.emojis", $"Size must be between 0 and {MostEmojis}"));
        var text = Json.Text(message, "text") ?? "";
        var index = 0;
        foreach (var emoji in emojis.EnumerateArray()) CheckEmoji(emoji, text, $"{at}.emojis[{index++}]", errors);
    }

    private static void CheckEmoji(JsonElement emoji, string text, string at, List<RequestError> errors)
    {
        if (Json.Integer(emoji, "index") is not { } index || index < 0 || index >= text.Length || text[index] != '$') errors.Add(new($"{at}.index", "Must point at a $ in the text"));
        Needed(emoji, "productId", int.MaxValue, at, errors);
        Needed(emoji, "emojiId", int.MaxValue, at, errors);
    }

    private static void CheckQuote(JsonElement message, string at, List<RequestError> errors)
    {
        if (Quoting.Contains(Json.Text(message, "type"), StringComparer.Ordinal)) Optional(message, "quoteToken", at, errors, JsonValueKind.String);
        else if (Json.Property(message, "quoteToken") is not null) errors.Add(new($"{at}.quoteToken", "May not be set"));
    }

    private static void CheckSender(JsonElement message, string at, List<RequestError> errors)
    {
        if (Optional(message, "sender", at, errors, JsonValueKind.Object) is not { } sender) return;
        Longest(sender, "name", LongestSenderName, $"{at}.sender", errors);
        if (Json.Text(sender, "name") is { } name && name.Contains("LINE", StringComparison.OrdinalIgnoreCase)) errors.Add(new($"{at}.sender.name", "Contains a forbidden word"));
        if (Optional(sender, "iconUrl", $"{at}.sender", errors, JsonValueKind.String) is not null) Url(sender, "iconUrl", $"{at}.sender", errors);
    }

    private static void CheckQuickReply(JsonElement message, string at, List<RequestError> errors)
    {
        if (Optional(message, "quickReply", at, errors, JsonValueKind.Object) is not { } quickReply) return;
        if (Json.Property(quickReply, "items") is not { ValueKind: JsonValueKind.Array } items || items.GetArrayLength() is < 1 or > MostQuickReplies)
        {
            errors.Add(new($"{at}.quickReply.items", $"Size must be between 1 and {MostQuickReplies}"));
            return;
        }
        var index = 0;
        foreach (var item in items.EnumerateArray()) Object(item, "action", $"{at}.quickReply.items[{index++}]", errors);
    }

    /// <summary>What may be left out, but not be of another kind; null where it is left out or was refused.</summary>
    private static JsonElement? Optional(JsonElement owner, string name, string at, List<RequestError> errors, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (Json.Property(owner, name) is not { } value) return null;
        if (kinds.Contains(value.ValueKind)) return value;
        errors.Add(new(at.Length > 0 ? $"{at}.{name}" : name, "Is of the wrong type"));
        return null;
    }

    private static void Needed(JsonElement owner, string name, int longest, string at, List<RequestError> errors)
    {
        if (string.IsNullOrEmpty(Json.Text(owner, name))) errors.Add(new($"{at}.{name}", "May not be empty"));
        else Longest(owner, name, longest, at, errors);
    }

    private static void Longest(JsonElement owner, string name, int longest, string at, List<RequestError> errors)
    {
        if (Optional(owner, name, at, errors, JsonValueKind.String) is not null && Json.Text(owner, name)?.Length > longest) errors.Add(new($"{at}.{name}", $"Length must be between 0 and {longest}"));
    }

    private static void Digits(JsonElement owner, string name, string at, List<RequestError> errors)
    {
        if (Json.Text(owner, name) is not { Length: > 0 } digits || digits.AsSpan().ContainsAnyExceptInRange('0', '9')) errors.Add(new($"{at}.{name}", "Must be a number in a string"));
    }

    private static void Object(JsonElement owner, string name, string at, List<RequestError> errors)
    {
        if (Json.Property(owner, name) is not { ValueKind: JsonValueKind.Object }) errors.Add(new($"{at}.{name}", "May not be empty"));
    }

    private static void Url(JsonElement owner, string name, string at, List<RequestError> errors)
    {
        var url = Json.Text(owner, name);
        if (string.IsNullOrEmpty(url)) errors.Add(new($"{at}.{name}", "May not be empty"));
        else if (url.Length > LongestUrl) errors.Add(new($"{at}.{name}", $"Length must be between 0 and {LongestUrl}"));
        else if (!url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || !Uri.IsWellFormedUriString(url, UriKind.Absolute)) errors.Add(new($"{at}.{name}", "invalid uri scheme"));
        else if (!Ascii.IsValid(url)) errors.Add(new($"{at}.{name}", "Must be percent-encoded"));
    }
}
