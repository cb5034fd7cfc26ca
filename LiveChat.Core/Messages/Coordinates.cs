using System.Globalization;
using System.Text.RegularExpressions;

namespace LiveChat.Core.Messages;

/// <summary>A place as people paste it: two numbers, or an address of a map that carries them.</summary>
public static partial class Coordinates
{
    /// <summary>Degrees; null where there are none in it. That they are on earth is not checked here.</summary>
    public static (double Latitude, double Longitude)? Read(string? pasted)
    {
        if (pasted is not { Length: > 0 and <= 2000 }) return null;
        var found = Marked.Match(pasted) is { Success: true } place ? place : Pair.Match(pasted);
        if (!found.Success) return null;
        return double.TryParse(found.Groups["lat"].Value, CultureInfo.InvariantCulture, out var latitude) && double.TryParse(found.Groups["lng"].Value, CultureInfo.InvariantCulture, out var longitude)
            ? (latitude, longitude)
            : null;
    }

    /// <summary>The place that a map's address marks: it counts before the middle of the picture (@…).</summary>
    [GeneratedRegex("""!3d(?<lat>-?\d{1,3}(?:\.\d+)?)!4d(?<lng>-?\d{1,3}(?:\.\d+)?)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Marked { get; }

    [GeneratedRegex("""(?:^\s*\(?|[@=:/]|%20)(?<lat>-?\d{1,3}(?:\.\d+)?)\s*(?:,|%2C)\s*(?:%20|\+)?(?<lng>-?\d{1,3}(?:\.\d+)?)""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Pair { get; }
}
