using System.Globalization;
using System.Text.RegularExpressions;
using LiveChat.Core.Messages;

namespace LiveChat.Core.CannedResponses;

/// <summary>
/// Something a customer can tap: it says its words in their name, or opens an address. Written on a line: <c>Label</c>, <c>Label = words</c> or
/// <c>Label = https://…</c>.
/// </summary>
public sealed partial record Choice(string Label, string? Words, string? Url)
{
    /// <summary>Grapheme clusters (LINE.md §6).</summary>
    public const int LongestLabel = 20;

    /// <summary>UTF-16 units of what is said, and of an address (LINE.md §6).</summary>
    public const int LongestWords = 300, LongestUrl = 1000;

    /// <summary>Of quick replies, and of buttons on one bubble (LINE.md §6).</summary>
    public const int MostQuickReplies = 13, MostButtons = 4;

    public static int Most(ChoiceStyle style) => style == ChoiceStyle.Buttons ? MostButtons : MostQuickReplies;

    /// <summary>One a line; null where a line is none.</summary>
    public static IReadOnlyList<Choice?> ReadAll(string? lines) => [.. Lines(lines).Select(Read)];

    /// <summary>The first line not to be kept: it is none, or it looks like an address and is none that LINE opens, so that it would be said as words.</summary>
    public static string? BadLine(string? lines) => Lines(lines).FirstOrDefault(line => Read(line) is not { } choice || (choice.Words is { } words && LooksLikeAddress().IsMatch(words)));

    private static string[] Lines(string? lines) => Messages.Words.Clean(lines ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

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

    /// <summary>What LINE opens: http, https and tel (LINE's reference, URI action).</summary>
    private static bool IsAddress(string rest) =>
        rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("tel:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Another scheme, or an address without one: <c>javascript:…</c>, <c>line://…</c>, <c>www.shop.com</c>, <c>shop.co.th/new</c>.</summary>
    [GeneratedRegex(@"^([a-z][a-z0-9+.-]*://|(javascript|vbscript|data|file|blob|mailto|sms|intent):|([a-z0-9-]+\.)+[a-z]{2,}(/\S*)?$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LooksLikeAddress();
}
