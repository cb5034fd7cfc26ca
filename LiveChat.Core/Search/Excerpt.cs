using LiveChat.Core.Messages;

namespace LiveChat.Core.Search;

/// <summary>A piece of an excerpt, and whether it is what was looked for.</summary>
public readonly record struct ExcerptPiece(string Text, bool IsHit);

/// <summary>Some of a text around what was looked for. Cuts fall between whole characters as people see them: a mark never leaves its letter.</summary>
public static class Excerpt
{
    /// <summary>In UTF-16 units.</summary>
    private const int Before = 30, After = 120;

    private const string Ellipsis = "…";

    public static IReadOnlyList<ExcerptPiece> Of(string text, Sought sought)
    {
        var (letters, origins) = ThaiText.Normalise(text);
        var hits = HitsIn(letters, origins, text.Length, sought.Words);
        var from = hits.Count == 0 ? 0 : BorderAt(origins, hits[0].Start - Before, text.Length);
        var to = BorderAt(origins, (hits.Count == 0 ? 0 : hits[0].End) + After, text.Length);

        List<ExcerptPiece> pieces = [];
        if (from > 0) pieces.Add(new(Ellipsis, IsHit: false));
        var at = from;
        foreach (var (start, end) in hits.TakeWhile(hit => hit.Start < to))
        {
            if (start > at) pieces.Add(new(text[at..start], IsHit: false));
            pieces.Add(new(text[start..end], IsHit: true));
            at = end;
        }
        if (to > at) pieces.Add(new(text[at..to], IsHit: false));
        if (Math.Max(at, to) < text.Length) pieces.Add(new(Ellipsis, IsHit: false));
        return pieces;
    }

    /// <summary>Where the words stand in the original, in order and apart from each other.</summary>
    private static List<(int Start, int End)> HitsIn(string letters, int[] origins, int length, string words)
    {
        List<(int Start, int End)> hits = [];
        for (var at = letters.IndexOf(words, StringComparison.Ordinal); at >= 0; at = letters.IndexOf(words, at + words.Length, StringComparison.Ordinal))
        {
            var start = origins[at];
            var end = BorderAt(origins, origins[at + words.Length - 1] + 1, length);
            if (hits.Count == 0 || start >= hits[^1].End) hits.Add((start, end));
        }
        return hits;
    }

    /// <summary>The first border between characters at a place or behind it.</summary>
    private static int BorderAt(int[] origins, int place, int length)
    {
        if (place <= 0) return 0;
        var index = Array.BinarySearch(origins, place);
        if (index >= 0) return origins[index];
        return ~index < origins.Length ? origins[~index] : length;
    }
}
