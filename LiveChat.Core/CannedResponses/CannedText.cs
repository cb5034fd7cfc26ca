using System.Text.RegularExpressions;
using LiveChat.Core.Operators;

namespace LiveChat.Core.CannedResponses;

/// <summary>The words of a canned response with its places filled in: {{customer}}, {{operator}}, and ค่ะ/ครับ as the operator speaks.</summary>
public static partial class CannedText
{
    /// <summary>The names of places that can be filled in.</summary>
    public const string Customer = "customer", Operator = "operator";

    /// <summary>What follows "คุณ" when LINE has told no name.</summary>
    private const string NamelessCustomer = "ลูกค้า";

    /// <summary>A piece of a text; unknown where it is a place that nothing can fill: it stays as it was written.</summary>
    public readonly record struct Piece(string Text, bool IsUnknown);

    public static string Fill(string text, string? customerName, string operatorName, Politeness politeness) =>
        string.Concat(Pieces(text, customerName, operatorName, politeness).Select(piece => piece.Text));

    public static IEnumerable<Piece> Pieces(string text, string? customerName, string operatorName, Politeness politeness)
    {
        var done = 0;
        foreach (Match place in Place.Matches(text))
        {
            if (place.Index > done) yield return new(Speak(text[done..place.Index], politeness), IsUnknown: false);
            done = place.Index + place.Length;
            yield return place.Value[2..^2].Trim() switch
            {
                Customer => new(string.IsNullOrWhiteSpace(customerName) ? NamelessCustomer : customerName, IsUnknown: false),
                Operator => new(operatorName, IsUnknown: false),
                _ => new(place.Value, IsUnknown: true),
            };
        }
        if (done < text.Length) yield return new(Speak(text[done..], politeness), IsUnknown: false);
    }

    private static string Speak(string words, Politeness politeness) => politeness == Politeness.Khrap
        ? words.Replace("ค่ะ/ครับ", "ครับ", StringComparison.Ordinal).Replace("คะ/ครับ", "ครับ", StringComparison.Ordinal)
        : words.Replace("ค่ะ/ครับ", "ค่ะ", StringComparison.Ordinal).Replace("คะ/ครับ", "คะ", StringComparison.Ordinal);

    [GeneratedRegex(@"\{\{[^{}\n]+\}\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place { get; }
}
