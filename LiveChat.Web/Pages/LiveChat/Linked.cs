using System.Buffers;
using System.Text.RegularExpressions;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>
/// Somebody's words in parts, those that lead somewhere with their address: web addresses and Thai telephone numbers. What is shown is what is
/// opened: only http and https, in ASCII, without a name in front of the host; and where the writer turns the direction of the text around, nothing
/// is a link.
/// </summary>
public static partial class Linked
{
    public readonly record struct Part(string Text, string? Url = null);

    private static readonly SearchValues<char> Turning = SearchValues.Create("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    public static IReadOnlyList<Part> Parts(string? text)
    {
        if (string.IsNullOrEmpty(text)) return [];
        if (text.AsSpan().ContainsAny(Turning)) return [new(text)];
        List<Part> parts = [];
        var end = 0;
        foreach (Match found in Address.Matches(text))
        {
            var words = found.Groups["web"].Success ? WithoutClosing(found.Value) : found.Value;
            if ((found.Groups["web"].Success ? WebAddress(words) : Telephone(words)) is not { } url) continue;
            if (found.Index > end) parts.Add(new(text[end..found.Index]));
            parts.Add(new(words, url));
            end = found.Index + words.Length;
        }
        if (end < text.Length) parts.Add(new(text[end..]));
        return parts;
    }

    /// <summary>A full stop ends the sentence, not the address; a bracket belongs to it only if it was opened there.</summary>
    private static string WithoutClosing(string words)
    {
        while (words.Length > 0 && (".,;:!?'*_~".Contains(words[^1], StringComparison.Ordinal) || IsUnopened(words, '(', ')') || IsUnopened(words, '[', ']'))) words = words[..^1];
        return words;
    }

    private static bool IsUnopened(string words, char opening, char closing) => words[^1] == closing && words.Count(letter => letter == closing) > words.Count(letter => letter == opening);

    private static string? WebAddress(string words)
    {
        var url = words.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? "https://" + words : words;
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            && address.UserInfo.Length == 0 ? url : null;
    }

    private static string Telephone(string words)
    {
        var digits = string.Concat(words.Where(char.IsAsciiDigit));
        return "tel:+66" + (words[0] == '+' ? digits[2..].TrimStart('0') : digits[1..]);
    }

    /// <summary>
    /// Web: up to the first blank, quotation mark or letter that is not ASCII (Thai is written without blanks, and browsers copy addresses in ASCII).
    /// Telephone: 06x, 08x, 09x with ten digits, 02 and 03x to 05x, 07x with nine, or +66 in place of the nought; not a part of a longer number.
    /// </summary>
    [GeneratedRegex("""
        (?<web> (?<![A-Za-z0-9@/.]) (?: https?:// | www\. ) [A-Za-z0-9] [!#-;=?-\[\]_a-z~]* )
        | (?<![A-Za-z0-9+@/.=-]) (?: 0 [ -]? | \+66 [ -]? (?:\(0\) | 0)? [ -]? ) (?: [689][0-9] [ -]? [0-9]{3} [ -]? [0-9]{4} | 2 [ -]? [0-9]{3} [ -]? [0-9]{4} | [3457][0-9] [ -]? [0-9]{3} [ -]? [0-9]{3} ) (?! [A-Za-z0-9] | [-./] [0-9] )
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Address { get; }
}
