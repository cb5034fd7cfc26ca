using System.Text.Json;
using static LiveChat.Web.Simulator.Rules.Demand;

namespace LiveChat.Web.Simulator.Rules;

/// <summary>What LINE demands of message objects (LINE.md §6). Lengths are UTF-16 units, which is what <see cref="string.Length"/> counts.</summary>
internal static class MessageRules
{
    private const int LongestText = 5000;
    private const int MostEmojis = 20;
    private const int MostQuickReplies = 13;
    private const int MostSubstitutions = 100;
    private const int MostImagemapActions = 50;
    private const int MostBubbles = 12;
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

    /// <summary>What depends on the chat: a quote token is good in its own and nowhere else (LINE.md §4), videos are watched in chats of one, mentions mean members.</summary>
    public static IReadOnlyList<RequestError> CheckInChat(JsonElement body, string chatId, Func<string, bool> isKnownQuote)
    {
        List<RequestError> errors = [];
        var isGroup = !chatId.StartsWith('U');
        var index = 0;
        foreach (var message in Json.Property(body, "messages")!.Value.EnumerateArray())
        {
            var at = $"messages[{index++}]";
            if (Json.Text(message, "quoteToken") is { } token && !isKnownQuote(token)) errors.Add(new($"{at}.quoteToken", "Invalid quote token"));
            if (isGroup && Json.Property(message, "trackingId") is not null) errors.Add(new($"{at}.trackingId", "May not be set in a group or room"));
            if (!isGroup && Mentions(message)) errors.Add(new($"{at}.substitution", "Mentions may be used in groups and rooms only"));
        }
        return errors;
    }

    private static bool Mentions(JsonElement message) =>
        Json.Property(message, "substitution") is { } substitution && substitution.EnumerateObject().Any(entry => Json.Text(entry.Value, "type").Is("mention"));

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
                CheckSubstitution(message, at, errors);
                break;
            case "sticker":
                StickerRules.Check(message, at, errors);
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
                TemplateRules.Check(message, at, errors);
                break;
            case "flex":
                Needed(message, "altText", 1500, at, errors);
                CheckFlex(message, at, errors);
                break;
            case "imagemap":
                Needed(message, "altText", 1500, at, errors);
                Url(message, "baseUrl", at, errors);
                Object(message, "baseSize", at, errors);
                _ = List(message, "actions", 1, MostImagemapActions, at, errors);
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

    private static void CheckSubstitution(JsonElement message, string at, List<RequestError> errors)
    {
        if (Optional(message, "substitution", at, errors, JsonValueKind.Object) is not { } substitution) return;
        if (substitution.GetPropertyCount() > MostSubstitutions) errors.Add(new($"{at}.substitution", $"Size must be between 0 and {MostSubstitutions}"));
        foreach (var entry in substitution.EnumerateObject())
        {
            var where = $"{at}.substitution.{entry.Name}";
            OneOf(entry.Value, "type", where, errors, "mention", "emoji");
            if (Json.Text(entry.Value, "type").Is("mention")) Object(entry.Value, "mentionee", where, errors);
            if (!Json.Text(entry.Value, "type").Is("emoji")) continue;
            Needed(entry.Value, "productId", int.MaxValue, where, errors);
            Needed(entry.Value, "emojiId", int.MaxValue, where, errors);
        }
    }

    /// <summary>Its outermost boxes only; the rest of Flex is a language of its own.</summary>
    private static void CheckFlex(JsonElement message, string at, List<RequestError> errors)
    {
        Object(message, "contents", at, errors);
        if (Json.Property(message, "contents") is not { ValueKind: JsonValueKind.Object } contents) return;
        at += ".contents";
        OneOf(contents, "type", at, errors, "bubble", "carousel");
        if (!Json.Text(contents, "type").Is("carousel")) return;
        foreach (var (bubble, where) in List(contents, "contents", 1, MostBubbles, at, errors)) OneOf(bubble, "type", where, errors, "bubble");
    }

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
        OptionalUrl(sender, "iconUrl", $"{at}.sender", errors);
    }

    private static void CheckQuickReply(JsonElement message, string at, List<RequestError> errors)
    {
        if (Optional(message, "quickReply", at, errors, JsonValueKind.Object) is not { } quickReply) return;
        foreach (var (item, where) in List(quickReply, "items", 1, MostQuickReplies, $"{at}.quickReply", errors))
        {
            OptionalUrl(item, "imageUrl", where, errors);
            ActionRules.Check(item, "action", ActionPlace.QuickReply, where, errors);
        }
    }
}
