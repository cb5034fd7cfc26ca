using System.Globalization;
using LiveChat.Core.Messages;

namespace LiveChat.Core.Search;

/// <summary>What somebody looks for: their words, literally, wherever they stand.</summary>
public sealed class Sought
{
    /// <summary>In UTF-16 units, as typed.</summary>
    public const int LongestWords = 200;

    /// <summary>So many letters in a row make a trigram; with fewer the index is of no use.</summary>
    private const int LettersOfATrigram = 3;

    private Sought(string words) => Words = words;

    /// <summary>As they are searched for (<see cref="ThaiText.Searchable"/>).</summary>
    public string Words { get; }

    /// <summary>For <c>like</c>, against what <see cref="ThaiText.Indexable"/> has written: a per cent sign is one, too.</summary>
    public string Pattern =>
        "%" + ThaiText.Indexable(Words).Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal) + "%";

    public bool HasTrigram
    {
        get
        {
            var run = 0;
            foreach (var letter in Words)
            {
                run = IsLetter(letter) ? run + 1 : 0;
                if (run == LettersOfATrigram) return true;
            }
            return false;
        }
    }

    /// <summary>Null when there is nothing to look for: no words, or nothing in them that shows.</summary>
    public static Sought? For(string? typed) => ThaiText.Searchable(typed ?? "") is { Length: > 0 } words ? new(words) : null;

    /// <summary>What PostgreSQL counts as one, Thai vowels and marks (<see cref="ThaiText.Indexable"/>) included; not emoji.</summary>
    private static bool IsLetter(char letter) =>
        char.IsLetterOrDigit(letter) || (letter is >= '\u0E31' and <= '\u0E4D' && char.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark);
}
