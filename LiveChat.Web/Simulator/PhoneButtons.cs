using System.Globalization;
using System.Text.Json;
using LiveChat.Web.Simulator.Rules;

namespace LiveChat.Web.Simulator;

/// <summary>The buttons of what the shop sent, and what pressing them does (R#action-objects).</summary>
internal static class PhoneButtons
{
    /// <summary>Those of the cards, then the quick replies.</summary>
    public static IEnumerable<JsonElement> All(JsonElement message) => Cards(message).SelectMany(Of).Concat(QuickReplies(message));

    public static IEnumerable<JsonElement> Cards(JsonElement message) => Json.Property(message, "template") is not { } template ? [] : List(template, "columns") is { Count: > 0 } columns ? columns : [template];

    /// <summary>Cards of image carousels have one, the others a list.</summary>
    public static IEnumerable<JsonElement> Of(JsonElement card) => Json.Property(card, "action") is { } only ? [only] : List(card, "actions");

    public static IEnumerable<JsonElement> QuickReplies(JsonElement message) =>
        Json.Property(message, "quickReply") is { } quickReply ? List(quickReply, "items").Select(item => Json.Property(item, "action")).OfType<JsonElement>() : [];

    public static async Task PressAsync(FakePhone phone, JsonElement action, DateTimeOffset now, CancellationToken ct)
    {
        switch (Json.Text(action, "type"))
        {
            case "postback":
                if (Json.Text(action, "displayText") is { Length: > 0 } shown) phone.Show(shown);
                await phone.PostbackAsync(Json.Text(action, "data") ?? "", ct: ct);
                break;
            case "datetimepicker" when Json.Text(action, "mode") is { } mode:
                await phone.PostbackAsync(Json.Text(action, "data") ?? "", [new(mode, Json.Text(action, "initial") ?? Picked(mode, now))], ct);
                break;
            case "message":
                await phone.SendTextAsync(Json.Text(action, "text") ?? "", ct);
                break;
            case "camera" or "cameraRoll":
                await phone.SendImageAsync(SampleMedia.Tea, ct);
                break;
            case "location":
                await phone.SendLocationAsync(13.7562, 100.5017, ct: ct);
                break;
        }
    }

    private static string Picked(string mode, DateTimeOffset now) => now.ToString(mode switch
    {
        "date" => "yyyy-MM-dd",
        "time" => "HH:mm",
        _ => "yyyy-MM-dd'T'HH:mm",
    }, CultureInfo.InvariantCulture);

    private static List<JsonElement> List(JsonElement owner, string name) =>
        Json.Property(owner, name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];
}
