using System.Globalization;
using System.Text.RegularExpressions;

namespace LiveChat.Core.Messages;

/// <summary>A place as people paste it: two numbers, degrees and minutes, or an address of a map that carries them.</summary>
public static partial class Coordinates
{
    private const int Longest = 2000;
    private const string Degrees = @"-?\d{1,3}(?:\.\d+)?";

    /// <summary>Degrees; null where there are none in it. That they are on earth is not checked here.</summary>
    public static (double Latitude, double Longitude)? Read(string? pasted)
    {
        if (pasted is not { Length: > 0 and <= Longest }) return null;
        var text = InArabicDigits(pasted);
        if (Route.Match(text) is { Success: true } route) return Destination(route);
        return Sexagesimal(text) ?? Numbers(Marked.Match(text)) ?? Numbers(Street.Match(text)) ?? Numbers(Blank.Match(text)) ?? Numbers(Pair.Match(text));
    }

    /// <summary>The address that a map on a phone hands out: where it leads only its owner knows, and what operators paste is never fetched (SAFETY rule 9).</summary>
    public static bool IsShortLink(string? pasted) => pasted is { Length: <= Longest } && ShortLink.IsMatch(pasted);

    private static string InArabicDigits(string text) => string.Concat(text.Select(letter => letter is >= '๐' and <= '๙' ? (char)(letter - '๐' + '0') : letter));

    /// <summary>Where a route leads, never where it begins; unknown where that is only a name.</summary>
    private static (double, double)? Destination(Match route)
    {
        var stops = route.Groups["stops"].Value.TrimEnd('/').Split('/');
        return Numbers(Pair.Match("/" + stops[^1])) ?? Numbers(Point.Matches(route.Value).LastOrDefault());
    }

    private static (double, double)? Numbers(Match? found) =>
        found is { Success: true } && double.TryParse(found.Groups["lat"].Value, CultureInfo.InvariantCulture, out var latitude) && double.TryParse(found.Groups["lng"].Value, CultureInfo.InvariantCulture, out var longitude)
            ? (latitude, longitude)
            : null;

    /// <summary>13°45'22.7"N 100°30'06.5"E; minutes and seconds may be missing.</summary>
    private static (double, double)? Sexagesimal(string text) => Angle.Matches(text) is [var latitude, var longitude] && IsNorthSouth(latitude) && !IsNorthSouth(longitude) ? (DegreesOf(latitude), DegreesOf(longitude)) : null;

    private static bool IsNorthSouth(Match angle) => angle.Groups["side"].Value.ToUpperInvariant() is "N" or "S";

    private static double DegreesOf(Match angle)
    {
        var degrees = Part(angle, "degrees") + (Part(angle, "minutes") / 60) + (Part(angle, "seconds") / 3600);
        return Math.Round(angle.Groups["side"].Value.ToUpperInvariant() is "S" or "W" ? -degrees : degrees, 6);
    }

    private static double Part(Match angle, string name) => angle.Groups[name] is { Success: true, Value: var digits } ? double.Parse(digits, CultureInfo.InvariantCulture) : 0;

    /// <summary>The place that a map's address marks: it counts before the middle of the picture (@…).</summary>
    [GeneratedRegex($"!3d(?<lat>{Degrees})!4d(?<lng>{Degrees})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Marked { get; }

    /// <summary>OpenStreetMap: the marker, or the middle of the picture.</summary>
    [GeneratedRegex($"mlat=(?<lat>{Degrees})&mlon=(?<lng>{Degrees})|#map=[0-9.]+/(?<lat>{Degrees})/(?<lng>{Degrees})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Street { get; }

    /// <summary>Two numbers and nothing else; with a fraction each, for "9 12" is rather a house.</summary>
    [GeneratedRegex(@"^\s*\(?(?<lat>-?\d{1,3}\.\d+)[\s;]+(?<lng>-?\d{1,3}\.\d+)\)?\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Blank { get; }

    [GeneratedRegex($@"(?:^\s*\(?|[@=:/]|%20)(?<lat>{Degrees})\s*(?:,|%2C)\s*(?:%20|\+)?(?<lng>{Degrees})", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Pair { get; }

    [GeneratedRegex("""(?<degrees>\d{1,3}(?:\.\d+)?)\s*[°º]\s*(?:(?<minutes>\d{1,2}(?:\.\d+)?)\s*['′’]\s*)?(?:(?<seconds>\d{1,2}(?:\.\d+)?)\s*(?:["″”]|'')\s*)?(?<side>[NSEW])""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Angle { get; }

    /// <summary>Google's directions: the stops, then where the picture is and what it holds.</summary>
    [GeneratedRegex(@"/maps/dir/(?:\?\S*?destination=(?<stops>[^\s&#]*)|(?<stops>(?:(?!@|data=)[^\s?#/]*/?)*))\S*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Route { get; }

    /// <summary>A stop of a route in what its address holds, the longitude first.</summary>
    [GeneratedRegex($"!1d(?<lng>{Degrees})!2d(?<lat>{Degrees})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Point { get; }

    [GeneratedRegex(@"https?://(?:maps\.app\.goo\.gl|goo\.gl|g\.co|g\.page|maps\.apple)/", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ShortLink { get; }
}
