namespace LiveChat.Core.Operators;

/// <summary>Whom a text names: @ and a display name as it is written. Thai has no blanks between words, so the longest name that fits is meant.</summary>
public static class Mentions
{
    public sealed record Mentionable(long Id, string Name);

    public static IReadOnlySet<long> In(string text, IReadOnlyCollection<Mentionable> operators)
    {
        var named = new HashSet<long>();
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            if (at > 0 && char.IsAsciiLetterOrDigit(text[at - 1])) continue; // an address: me@shop.example
            var fitting = operators.Where(someone => IsAt(text, at + 1, someone.Name)).ToArray();
            var longest = fitting.Length == 0 ? 0 : fitting.Max(someone => someone.Name.Length);
            named.UnionWith(fitting.Where(someone => someone.Name.Length == longest).Select(someone => someone.Id));
        }
        return named;
    }

    private static bool IsAt(string text, int start, string name)
    {
        if (name.Length == 0 || string.Compare(text, start, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) != 0) return false;
        var end = start + name.Length;
        return end == text.Length || !(char.IsAsciiLetterOrDigit(text[end]) && char.IsAsciiLetterOrDigit(name[^1])); // @Nok is not in @Nokia
    }
}
