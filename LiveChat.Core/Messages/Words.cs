using System.Buffers;
using System.Globalization;
using System.Text;

namespace LiveChat.Core.Messages;

/// <summary>Text as PostgreSQL can hold it and as a list can show it.</summary>
public static class Words
{
    /// <summary>What turns the order in which letters are read, for itself and whatever stands after it.</summary>
    private static readonly SearchValues<char> Turning = SearchValues.Create("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    /// <summary>Replaces what is not text (NUL, lone surrogates) by U+FFFD and writes every line break as LF.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // lone surrogates come out as U+FFFD
            clean.Append(rune.Value == 0 ? Rune.ReplacementChar.ToString() : rune.ToString());
        return clean.Replace("\r\n", "\n").Replace('\r', '\n').ToString();
    }

    /// <summary>A name: clean, on one line, read in the order in which it is written, without blanks around it; null when nothing of it could be read.</summary>
    public static string? OnOneLine(string? text)
    {
        if (text is null || ThaiText.Searchable(text).Length == 0) return null;
        return string.Join(' ', Straight(Clean(text)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>At most <paramref name="length"/> UTF-16 units, never half a character.</summary>
    public static string? Clip(string? text, int length)
    {
        if (text is null || text.Length <= length) return text;
        var end = char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        return text[..end];
    }

    /// <summary>At most <paramref name="length"/> UTF-16 units, the last of them an ellipsis where something was left out: never half of what reads as one letter.</summary>
    public static string? Shorten(string? text, int length)
    {
        if (text is null || text.Length <= length) return text;
        var end = StringInfo.ParseCombiningCharacters(text).Last(start => start < length);
        return text[..end].TrimEnd() + "…";
    }

    private static string Straight(string text) => text.AsSpan().ContainsAny(Turning) ? string.Concat(text.Where(letter => !Turning.Contains(letter))) : text;
}
