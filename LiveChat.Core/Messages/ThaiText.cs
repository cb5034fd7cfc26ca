using System.Globalization;
using System.Text;

namespace LiveChat.Core.Messages;

/// <summary>
/// Words as they are searched for: what looks alike is alike. Normalised (NFC), lower case, no zero-width characters, Thai digits as 0 to 9, ํา as ำ,
/// two เ as แ, a vowel above or below before its tone mark, a mark struck twice once, and every run of blanks one space.
/// </summary>
public static class ThaiText
{
    private const char SaraAm = '\u0E33', Nikhahit = '\u0E4D', SaraAa = '\u0E32', SaraE = '\u0E40', SaraAe = '\u0E41';

    /// <summary>From maitaikhu to thanthakhat.</summary>
    private const char FirstMark = '\u0E47', LastMark = '\u0E4C';

    /// <summary>Six letters that nobody writes to a shop in Thailand (Canadian syllabics), one for each mark.</summary>
    private const char FirstLetterOfMarks = '\u1401';

    public static string Searchable(string text) => Normalise(text).Text;

    /// <summary>
    /// The same for a trigram index. To PostgreSQL a tone mark is no letter, so it would split น้ำใจ in two words too short to be found by; written as
    /// letters, the marks are part of the word. Only ever compared with what was written the same way.
    /// </summary>
    public static string Indexable(string text) =>
        new([.. Searchable(text).Select(letter => letter is >= FirstMark and <= LastMark ? (char)(letter - FirstMark + FirstLetterOfMarks) : letter)]);

    /// <summary>The words as they are searched for, and for each of their characters where it stood in the original.</summary>
    public static (string Text, int[] Origins) Normalise(string text)
    {
        var whole = Whole(text);
        var (letters, origins) = (new StringBuilder(whole.Length), new List<int>(whole.Length));
        for (var at = 0; at < whole.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(whole, at);
            foreach (var letter in whole.Substring(at, length).Normalize(NormalizationForm.FormC).ToLowerInvariant()) Append(letters, origins, letter, at);
            at += length;
        }
        if (letters.Length > 0 && letters[^1] == ' ') letters.Length--;
        return (letters.ToString(), [.. origins.Take(letters.Length)]);
    }

    /// <summary>Half a surrogate pair cannot be normalised: it becomes U+FFFD, which is as long.</summary>
    private static string Whole(string text) => Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text));

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
        else if (IsTone(letter) && last == SaraAm) SwapWithLast();
        else if (IsVowelAboveOrBelow(letter) && IsTone(last)) { if (letter != beforeLast) SwapWithLast(); }
        else if (letter != last || !(IsTone(letter) || IsVowelAboveOrBelow(letter))) Add(letter is >= '๐' and <= '๙' ? (char)('0' + (letter - '๐')) : letter);

        void Add(char what)
        {
            letters.Append(what);
            origins.Add(origin);
        }

        void SwapWithLast()
        {
            letters[^1] = letter;
            Add(last);
        }
    }

    /// <summary>The four tone marks, and the mark that silences a letter: it stands where they do (สิทธิ์).</summary>
    private static bool IsTone(char letter) => letter is >= '\u0E48' and <= LastMark;

    private static bool IsVowelAboveOrBelow(char letter) => letter is '\u0E31' or (>= '\u0E34' and <= '\u0E3A') or FirstMark or Nikhahit;

    /// <summary>Invisible ones, and those that only choose how a character looks.</summary>
    private static bool IsUnseen(char letter) => char.GetUnicodeCategory(letter) == UnicodeCategory.Format || letter is >= '\uFE00' and <= '\uFE0F';
}
