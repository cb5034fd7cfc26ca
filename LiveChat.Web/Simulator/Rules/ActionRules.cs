using System.Text.Json;
using static LiveChat.Web.Simulator.Rules.Demand;

namespace LiveChat.Web.Simulator.Rules;

/// <summary>Where a button stands: its label differs, and some actions belong to quick replies alone (R#action-objects).</summary>
internal sealed record ActionPlace(int MostLetters, bool NeedsLabel, bool IsQuickReply = false)
{
    public static ActionPlace Template { get; } = new(20, NeedsLabel: true);
    public static ActionPlace ImageCarousel { get; } = new(12, NeedsLabel: false);

    /// <summary>The picture or text itself is pressed.</summary>
    public static ActionPlace Area { get; } = new(20, NeedsLabel: false);

    public static ActionPlace QuickReply { get; } = new(20, NeedsLabel: true, IsQuickReply: true);
}

/// <summary>What LINE demands of a button's action (R#action-objects).</summary>
internal static class ActionRules
{
    private const int LongestData = 300;
    private const int LongestUri = 1000;
    private const int LongestClipboard = 1000;
    private static readonly string[] Everywhere = ["postback", "message", "uri", "datetimepicker", "clipboard"];
    private static readonly string[] InQuickReplies = [.. Everywhere, "camera", "cameraRoll", "location"];
    private static readonly string[] Schemes = ["http", "https", "line", "tel"];

    public static void Check(JsonElement owner, string name, ActionPlace place, string at, List<RequestError> errors)
    {
        if (Json.Property(owner, name) is { ValueKind: JsonValueKind.Object } action) Check(action, place, $"{at}.{name}", errors);
        else errors.Add(new($"{at}.{name}", "May not be empty"));
    }

    public static void Check(JsonElement action, ActionPlace place, string at, List<RequestError> errors)
    {
        if (place.NeedsLabel) NeededLetters(action, "label", place.MostLetters, at, errors);
        else MostLetters(action, "label", place.MostLetters, at, errors);
        OneOf(action, "type", at, errors, place.IsQuickReply ? InQuickReplies : Everywhere);
        switch (Json.Text(action, "type"))
        {
            case "postback":
                Needed(action, "data", LongestData, at, errors);
                MostLetters(action, "displayText", LongestData, at, errors);
                Longest(action, "fillInText", LongestData, at, errors);
                break;
            case "message":
                Needed(action, "text", LongestData, at, errors);
                break;
            case "uri":
                Needed(action, "uri", LongestUri, at, errors);
                if (Json.Text(action, "uri") is { Length: > 0 } uri && !(Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && Schemes.Contains(parsed.Scheme, StringComparer.Ordinal)))
                    errors.Add(new($"{at}.uri", "invalid uri scheme"));
                break;
            case "datetimepicker":
                Needed(action, "data", LongestData, at, errors);
                OneOf(action, "mode", at, errors, "date", "time", "datetime");
                break;
            case "clipboard":
                Needed(action, "clipboardText", LongestClipboard, at, errors);
                break;
        }
    }
}
