using System.Globalization;
using LiveChat.Core.Messages;

namespace LiveChat.Core.CannedResponses;

/// <summary>Something a customer can tap: it says its words in their name, or opens an address. Written on a line: <c>Label</c>, <c>Label = words</c> or <c>Label = https://…</c>.</summary>
public sealed record Choice(string Label, string? Words, string? Url)
{
    /// <summary>Grapheme clusters (LINE.md §6).</summary>
    public const int LongestLabel = 20;

    /// <summary>UTF-16 units of what is said, and of an address (LINE.md §6).</summary>
    public const int LongestWords = 300, LongestUrl = 1000;

    /// <summary>Of quick replies, and of buttons on one bubble (LINE.md §6).</summary>
    public const int MostQuickReplies = 13, MostButtons = 4;

    public static int Most(ChoiceStyle style) => style == ChoiceStyle.Buttons ? MostButtons : MostQuickReplies;

    /// <summary>One a line; null where a line is none.</summary>
    public static IReadOnlyList<Choice?> ReadAll(string? lines) =>
        [.. Messages.Words.Clean(lines ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Read)];

    private static Choice? Read(string line)
    {
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        var label = (equals < 0 ? line : line[..equals]).Trim();
        var rest = equals < 0 ? label : line[(equals + 1)..].Trim();
        if (label.Length == 0 || rest.Length == 0 || new StringInfo(label).LengthInTextElements > LongestLabel) return null;
        return IsAddress(rest)
            ? rest.Length <= LongestUrl && Uri.TryCreate(rest, UriKind.Absolute, out var url) && url.UserInfo.Length == 0 ? new(label, null, url.AbsoluteUri) : null
            : rest.Length <= LongestWords ? new(label, rest, null) : null;
    }

    private static bool IsAddress(string rest) =>
        rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("tel:", StringComparison.OrdinalIgnoreCase);
}
