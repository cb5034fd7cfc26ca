using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using LiveChat.Core.CannedResponses;
using LiveChat.Core.Messages;

namespace LiveChat.Core.Line;

/// <summary>Request bodies and message objects as LINE reads them (LINE.md §6).</summary>
public static class LineBodies
{
    /// <summary>UTF-16 units in one text message, which is <c>string.Length</c>.</summary>
    public const int LongestText = 5000;

    /// <summary>UTF-16 units of a bubble with buttons and without a title.</summary>
    public const int LongestButtonsText = 160;

    /// <summary>Message objects in one call.</summary>
    public const int MostMessages = 5;

    private const int LongestAltText = 1500;
    private const int LongestSenderName = 20;
    private const int LongestPlace = 100;

    /// <summary>Customers are Thai, whatever the operator reads.</summary>
    private const string Download = "ดาวน์โหลดไฟล์";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Operator text goes as <c>text</c>: braces in <c>textV2</c> would break it.</summary>
    public static JsonObject Text(string text, string? quoteToken = null)
    {
        var message = new JsonObject { ["type"] = "text", ["text"] = text };
        if (quoteToken is not null) message["quoteToken"] = quoteToken;
        return message;
    }

    public static JsonObject Sticker(StickerChoice sticker, string? quoteToken = null)
    {
        var message = new JsonObject { ["type"] = "sticker", ["packageId"] = sticker.PackageId, ["stickerId"] = sticker.StickerId };
        if (quoteToken is not null) message["quoteToken"] = quoteToken;
        return message;
    }

    public static JsonObject Location(Place place) => new()
    {
        ["type"] = "location", ["title"] = Words.Clip(place.Title, LongestPlace), ["address"] = Words.Clip(place.Address, LongestPlace), ["latitude"] = place.Latitude, ["longitude"] = place.Longitude,
    };

    /// <summary>Words with something to tap: buttons on the bubble, or quick replies below it. Only the latter can quote.</summary>
    public static JsonObject Choices(string text, ChoiceStyle style, IEnumerable<Choice> choices, string? quoteToken = null)
    {
        var actions = choices.Select(ActionOf).ToArray();
        if (style == ChoiceStyle.QuickReplies)
        {
            var message = Text(text, quoteToken);
            message["quickReply"] = new JsonObject { ["items"] = new JsonArray([.. actions.Select(action => new JsonObject { ["type"] = "action", ["action"] = action })]) };
            return message;
        }
        return new()
        {
            ["type"] = "template", ["altText"] = Words.Clip(text, LongestAltText),
            ["template"] = new JsonObject { ["type"] = "buttons", ["text"] = text, ["actions"] = new JsonArray(actions) },
        };
    }

    public static JsonObject Image(string url, string previewUrl) => new() { ["type"] = "image", ["originalContentUrl"] = url, ["previewImageUrl"] = previewUrl };

    public static JsonObject Video(string url, string previewUrl) => new() { ["type"] = "video", ["originalContentUrl"] = url, ["previewImageUrl"] = previewUrl };

    public static JsonObject Audio(string url, int durationMs) => new() { ["type"] = "audio", ["originalContentUrl"] = url, ["duration"] = durationMs };

    /// <summary>LINE has no message for files: a card with a link to where it is fetched.</summary>
    public static JsonObject FileCard(string name, string size, string url) => new()
    {
        ["type"] = "flex",
        ["altText"] = Words.Clip("📎 " + name, LongestAltText),
        ["contents"] = new JsonObject
        {
            ["type"] = "bubble",
            ["size"] = "kilo",
            ["body"] = new JsonObject
            {
                ["type"] = "box", ["layout"] = "vertical", ["spacing"] = "sm",
                ["contents"] = new JsonArray(
                    new JsonObject { ["type"] = "text", ["text"] = "📎 " + name, ["weight"] = "bold", ["wrap"] = true, ["maxLines"] = 3 },
                    new JsonObject { ["type"] = "text", ["text"] = size, ["size"] = "sm", ["color"] = "#55625d" }),
            },
            ["footer"] = new JsonObject
            {
                ["type"] = "box", ["layout"] = "vertical",
                ["contents"] = new JsonArray(new JsonObject { ["type"] = "button", ["style"] = "link", ["action"] = new JsonObject { ["type"] = "uri", ["label"] = Download, ["uri"] = url } }),
            },
        },
    };

    /// <summary>Whose bubble it is (R#icon-nickname-switch). A name that LINE forbids is left out.</summary>
    public static void SignAs(JsonObject message, string operatorName)
    {
        if (operatorName.Contains("LINE", StringComparison.OrdinalIgnoreCase) || string.IsNullOrWhiteSpace(operatorName)) return;
        message["sender"] = new JsonObject { ["name"] = Words.Clip(operatorName, LongestSenderName) };
    }

    public static string Write(JsonObject message) => message.ToJsonString(Plain);

    /// <summary>The array of messages of one call.</summary>
    public static string Messages(IEnumerable<string> messages) => "[" + string.Join(',', messages) + "]";

    public static string TextMessages(string text) => Messages([Write(Text(text))]);

    public static string Reply(string replyToken, string messages) =>
        new JsonObject { ["replyToken"] = replyToken, ["messages"] = JsonNode.Parse(messages) }.ToJsonString(Plain);

    public static string Push(string to, string messages) =>
        new JsonObject { ["to"] = to, ["messages"] = JsonNode.Parse(messages) }.ToJsonString(Plain);

    /// <param name="seconds">5 to 60, in steps of five.</param>
    public static string Loading(string chatId, int seconds) =>
        new JsonObject { ["chatId"] = chatId, ["loadingSeconds"] = seconds }.ToJsonString(Plain);

    public static string MarkAsRead(string token) => new JsonObject { ["markAsReadToken"] = token }.ToJsonString(Plain);

    private static JsonNode ActionOf(Choice choice) => choice.Url is { } url
        ? new JsonObject { ["type"] = "uri", ["label"] = choice.Label, ["uri"] = url }
        : new JsonObject { ["type"] = "message", ["label"] = choice.Label, ["text"] = choice.Words };
}
