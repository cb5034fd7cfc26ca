using System.Globalization;
using System.Text;

namespace LiveChat.Web.Pages.Shared;

/// <summary>A customer's picture, or the first letter of their name on one of eight colours.</summary>
public sealed record Avatar(long Id, string? Name, string? PictureUrl)
{
    private const int Colours = 8;

    /// <summary>Letters to Unicode, empty to the eye: Hangul fillers and the blank Braille pattern.</summary>
    private static readonly int[] Blanks = [0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0];

    private static readonly UnicodeCategory[] Unseen =
    [
        UnicodeCategory.Control, UnicodeCategory.Format, UnicodeCategory.NonSpacingMark, UnicodeCategory.SpacingCombiningMark,
        UnicodeCategory.EnclosingMark, UnicodeCategory.OtherNotAssigned, UnicodeCategory.PrivateUse, UnicodeCategory.Surrogate,
    ];

    private static readonly string[] PictureHosts = ["profile.line-scdn.net", "sprofile.line-scdn.net"];

    /// <summary>Addresses from data are shown only from LINE's own picture hosts, or from this server.</summary>
    public string? SafePictureUrl =>
        PictureUrl is not null && (PictureUrl.StartsWith("/simulator/", StringComparison.Ordinal)
            || (Uri.TryCreate(PictureUrl, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && PictureHosts.Contains(url.Host))) ? PictureUrl : null;

    public string Initial => FirstVisible(Name)?.ToString().ToUpperInvariant() ?? "?";

    public long Colour => Id % Colours;

    /// <summary>The first character that stands for itself; null for a name of blanks, marks and controls alone, which would show as nothing or as ink over others.</summary>
    public static Rune? FirstVisible(string? name)
    {
        foreach (var rune in (name ?? "").EnumerateRunes())
            if (!Rune.IsWhiteSpace(rune) && !Blanks.Contains(rune.Value) && !Unseen.Contains(Rune.GetUnicodeCategory(rune))) return rune;
        return null;
    }
}
