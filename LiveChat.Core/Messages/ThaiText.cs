using System.Globalization;
using System.Text;

namespace LiveChat.Core.Messages;

/// <summary>
/// Words as they are searched for: what looks alike is alike. Normalised (NFC), lower case, no zero-width characters, Thai digits as 0 to 9, ํา as ำ,
/// two เ as แ, a vowel above or below before its tone mark, and every run of blanks one space.
/// </summary>
public static class ThaiText
{
    private const char SaraAm = '\u0E33', Nikhahit = '\u0E4D', SaraAa = '\u0E32', SaraE = '\u0E40', SaraAe = '\u0E41';

    public static string Searchable(string text) => Normalise(text).Text;

    /// <summary>The words as they are searched for, and for each of their characters where it stood in the original.</summary>
    public static (string Text, int[] Origins) Normalise(string text)
    {
        var (letters, origins) = (new StringBuilder(text.Length), new List<int>(text.Length));
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            foreach (var letter in text.Substring(at, length).Normalize(NormalizationForm.FormC).ToLowerInvariant()) Append(letters, origins, letter, at);
            at += length;
        }
        if (letters.Length > 0 && letters[^1] == ' ') letters.Length--;
        return (letters.ToString(), [.. origins.Take(letters.Length)]);
    }

    private static void Append(StringBuilder letters, List<int> origins, char letter, int origin)
    {
        if (IsUnseen(letter)) return;
        if (char.IsWhiteSpace(letter) || char.IsControl(letter))
        {
            if (letters.Length > 0 && letters[^1] != ' ') Add(' ');
            return;
        }
        var last = letters.Length > 0 ? letters[^1] : '\0';
        var beforeLast = letters.Length > 1 ? letters[^2] : '\0';
        if (letter == SaraE && last == SaraE) letters[^1] = SaraAe;
        else if (letter == SaraAa && last == Nikhahit) letters[^1] = SaraAm;
        else if (letter == SaraAa && IsTone(last) && beforeLast == Nikhahit) (letters[^2], letters[^1]) = (last, SaraAm);
        else if (IsTone(last) && (IsVowelAboveOrBelow(letter) || letter == Nikhahit)) Swap();
        else Add(letter is >= '๐' and <= '๙' ? (char)('0' + (letter - '๐')) : letter);

        void Add(char what)
        {
            letters.Append(what);
            origins.Add(origin);
        }

        void Swap()
        {
            letters[^1] = letter;
            Add(last);
        }
    }

    private static bool IsTone(char letter) => letter is >= '\u0E48' and <= '\u0E4B';

    private static bool IsVowelAboveOrBelow(char letter) => letter is '\u0E31' or (>= '\u0E34' and <= '\u0E3A');

    private static bool IsUnseen(char letter) => letter is '\u00AD' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2064') or (>= '\u2066' and <= '\u2069') or '\uFEFF';
}
