using System.Globalization;
using System.Text;
using LiveChat.Core.Media;

namespace LiveChat.Web.Media;

/// <summary>What a file is called on the disk of whoever saves it: a name that shows what it is, and nothing that a name could do.</summary>
public static class FileNames
{
    private const int LongestStem = 100;
    private const int LongestEnding = 12;
    private const string Forbidden = "\\/:*?\"<>|";

    /// <summary>Endings that a type may have; the first is its own. A ZIP is what half of all office files are.</summary>
    private static readonly Dictionary<string, string[]> Endings = new(StringComparer.Ordinal)
    {
        [MediaType.Jpeg] = [".jpg", ".jpeg", ".jfif"],
        [MediaType.Png] = [".png"],
        [MediaType.Gif] = [".gif"],
        [MediaType.WebP] = [".webp"],
        [MediaType.Heic] = [".heic", ".heif"],
        [MediaType.Avif] = [".avif"],
        [MediaType.Mp4] = [".mp4", ".m4v", ".3gp"],
        [MediaType.QuickTime] = [".mov"],
        [MediaType.Mp4Audio] = [".m4a", ".m4b", ".mp4"],
        [MediaType.Mp3] = [".mp3"],
        [MediaType.Ogg] = [".ogg", ".oga", ".ogv", ".opus"],
        [MediaType.Wav] = [".wav"],
        [MediaType.Pdf] = [".pdf", ".ai"],
        [MediaType.Zip] = [".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub", ".kmz", ".apk", ".jar"],
    };

    private static readonly HashSet<string> Known = [.. Endings.Values.SelectMany(endings => endings)];

    /// <param name="name">As the sender called it; without one it is called by what it is.</param>
    /// <param name="contentType">What its bytes are: an ending that says otherwise is no ending.</param>
    /// <param name="key">Names what has no name.</param>
    public static string Safe(string? name, string contentType, string key)
    {
        var clean = Clean(name);
        var ending = Path.GetExtension(clean).ToLowerInvariant();
        var isRight = Endings.TryGetValue(contentType, out var endings) ? endings.Contains(ending) : ending.Length is > 1 and <= LongestEnding && ending.Skip(1).All(char.IsAsciiLetterOrDigit) && !Known.Contains(ending);
        var stem = isRight ? clean[..^ending.Length] : clean;
        if (!isRight) ending = endings?[0] ?? ".bin";
        stem = Clip(stem.TrimEnd('.', ' '));
        return (stem.Length == 0 ? key[..8] : stem) + ending;
    }

    /// <summary>Without what breaks a header, a path, or the order in which letters are read (U+202E turns <c>gpj.exe</c> into <c>exe.jpg</c>).</summary>
    private static string Clean(string? name)
    {
        var clean = new StringBuilder();
        foreach (var rune in (name ?? "").EnumerateRunes())
        {
            var isUnseen = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
                || (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value != 0x200D); // what joins emojis joins
            if (!isUnseen && rune != Rune.ReplacementChar) clean.Append(rune.IsAscii && Forbidden.Contains((char)rune.Value) ? "_" : rune.ToString());
        }
        return clean.ToString().Trim().TrimStart('.', ' ');
    }

    /// <summary>By letters as people count them, so that none is cut in two.</summary>
    private static string Clip(string text)
    {
        var letters = new StringInfo(text);
        return letters.LengthInTextElements <= LongestStem ? text : letters.SubstringByTextElements(0, LongestStem).TrimEnd();
    }
}
