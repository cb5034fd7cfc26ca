using System.Globalization;
using System.Text.Json;

namespace LiveChat.Web.Simulator.Rules;

/// <summary>Accounts may send the stickers of a few packs only (LINE.md §12).</summary>
internal static class StickerRules
{
    private static readonly Dictionary<string, (long First, int Count)> Sendable = new(StringComparer.Ordinal)
    {
        ["446"] = (1988, 40),
        ["789"] = (10855, 40),
        ["1070"] = (17839, 40),
        ["6136"] = (10551376, 24),
        ["6325"] = (10979904, 24),
        ["6359"] = (11069848, 24),
        ["6362"] = (11087920, 24),
        ["6370"] = (11088016, 24),
        ["6632"] = (11825374, 24),
        ["8515"] = (16581242, 24),
        ["8522"] = (16581266, 24),
        ["8525"] = (16581290, 24),
        ["11537"] = (52002734, 40),
        ["11538"] = (51626494, 40),
        ["11539"] = (52114110, 40),
    };

    public static void Check(JsonElement message, string at, List<RequestError> errors)
    {
        var before = errors.Count;
        Digits(message, "packageId", at, errors);
        var sticker = Digits(message, "stickerId", at, errors);
        if (errors.Count > before) return;
        if (!Sendable.TryGetValue(Json.Text(message, "packageId")!, out var pack)) errors.Add(new($"{at}.packageId", "Is no sticker package that can be sent"));
        else if (sticker < pack.First || sticker >= pack.First + pack.Count) errors.Add(new($"{at}.stickerId", "Is no sticker of this package"));
    }

    private static long? Digits(JsonElement owner, string name, string at, List<RequestError> errors)
    {
        if (long.TryParse(Json.Text(owner, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        errors.Add(new($"{at}.{name}", "Must be a number in a string"));
        return null;
    }
}
