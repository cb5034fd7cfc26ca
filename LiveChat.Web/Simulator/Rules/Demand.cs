using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LiveChat.Web.Simulator.Rules;

/// <summary>What is demanded of one property; whatever does not meet it is added to the errors.</summary>
internal static class Demand
{
    private const int LongestUrl = 2000;

    /// <summary>What may be left out, but not be of another kind; null where it is left out or was refused.</summary>
    public static JsonElement? Optional(JsonElement owner, string name, string at, List<RequestError> errors, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (Json.Property(owner, name) is not { } value) return null;
        if (kinds.Contains(value.ValueKind)) return value;
        errors.Add(new(at.Length > 0 ? $"{at}.{name}" : name, "Is of the wrong type"));
        return null;
    }

    public static void Needed(JsonElement owner, string name, int longest, string at, List<RequestError> errors)
    {
        if (string.IsNullOrEmpty(Json.Text(owner, name))) errors.Add(new($"{at}.{name}", "May not be empty"));
        else Longest(owner, name, longest, at, errors);
    }

    public static void Longest(JsonElement owner, string name, int longest, string at, List<RequestError> errors)
    {
        if (Optional(owner, name, at, errors, JsonValueKind.String) is not null && Json.Text(owner, name)?.Length > longest) errors.Add(TooLong(at, name, longest));
    }

    /// <summary>As <see cref="Needed"/>, counting what a reader calls a letter (D/text-character-count).</summary>
    public static void NeededLetters(JsonElement owner, string name, int most, string at, List<RequestError> errors)
    {
        if (string.IsNullOrEmpty(Json.Text(owner, name))) errors.Add(new($"{at}.{name}", "May not be empty"));
        else MostLetters(owner, name, most, at, errors);
    }

    /// <summary>As <see cref="Longest"/>, counting what a reader calls a letter (D/text-character-count).</summary>
    public static void MostLetters(JsonElement owner, string name, int most, string at, List<RequestError> errors)
    {
        if (Optional(owner, name, at, errors, JsonValueKind.String) is not null && Json.Text(owner, name) is { } text && new StringInfo(text).LengthInTextElements > most)
            errors.Add(TooLong(at, name, most));
    }

    public static void OneOf(JsonElement owner, string name, string at, List<RequestError> errors, params ReadOnlySpan<string> values)
    {
        if (!values.Contains(Json.Text(owner, name), StringComparer.Ordinal)) errors.Add(new($"{at}.{name}", $"Must be one of the following values: [{string.Join(", ", values)}]"));
    }

    public static void Object(JsonElement owner, string name, string at, List<RequestError> errors)
    {
        if (Json.Property(owner, name) is not { ValueKind: JsonValueKind.Object }) errors.Add(new($"{at}.{name}", "May not be empty"));
    }

    /// <summary>Its entries where it is a list of such a length; else none, and an error.</summary>
    public static IEnumerable<(JsonElement Entry, string At)> List(JsonElement owner, string name, int least, int most, string at, List<RequestError> errors)
    {
        if (Json.Property(owner, name) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() >= least && list.GetArrayLength() <= most)
            return list.EnumerateArray().Select((entry, index) => (entry, $"{at}.{name}[{index}]"));
        errors.Add(new($"{at}.{name}", least == most ? $"Size must be {most}" : $"Size must be between {least} and {most}"));
        return [];
    }

    public static void Url(JsonElement owner, string name, string at, List<RequestError> errors)
    {
        var url = Json.Text(owner, name);
        if (string.IsNullOrEmpty(url)) errors.Add(new($"{at}.{name}", "May not be empty"));
        else if (url.Length > LongestUrl) errors.Add(TooLong(at, name, LongestUrl));
        else if (!url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || !Uri.IsWellFormedUriString(url, UriKind.Absolute)) errors.Add(new($"{at}.{name}", "invalid uri scheme"));
        else if (!Ascii.IsValid(url)) errors.Add(new($"{at}.{name}", "Must be percent-encoded"));
    }

    public static void OptionalUrl(JsonElement owner, string name, string at, List<RequestError> errors)
    {
        if (Optional(owner, name, at, errors, JsonValueKind.String) is not null) Url(owner, name, at, errors);
    }

    private static RequestError TooLong(string at, string name, int longest) => new($"{at}.{name}", $"Length must be between 0 and {longest}");
}
