using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace LiveChat.Core.Line;

/// <summary>Request bodies as LINE reads them.</summary>
public static class LineBodies
{
    /// <summary>UTF-16 units in one text message (LINE.md §6), which is <c>string.Length</c>.</summary>
    public const int LongestText = 5000;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Operator text goes as <c>text</c>: braces in <c>textV2</c> would break it.</summary>
    public static string TextMessages(string text) =>
        new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }).ToJsonString(Plain);

    public static string Reply(string replyToken, string messages) =>
        new JsonObject { ["replyToken"] = replyToken, ["messages"] = JsonNode.Parse(messages) }.ToJsonString(Plain);

    public static string Push(string to, string messages) =>
        new JsonObject { ["to"] = to, ["messages"] = JsonNode.Parse(messages) }.ToJsonString(Plain);

    /// <param name="seconds">5 to 60, in steps of five.</param>
    public static string Loading(string chatId, int seconds) =>
        new JsonObject { ["chatId"] = chatId, ["loadingSeconds"] = seconds }.ToJsonString(Plain);
}
