namespace LiveChat.Web.Simulator;

internal static class FakeText
{
    /// <summary>The same text, letter by letter.</summary>
    public static bool Is(this string? text, string? other) => string.Equals(text, other, StringComparison.Ordinal);
}
