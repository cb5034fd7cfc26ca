using LiveChat.Core.Media;

namespace LiveChat.Web.Media;

/// <summary>
/// The room that a picture takes in the timeline, in CSS pixels: its own size, or as much smaller as it must be. Said in the page, since a style sheet
/// cannot keep a shape within two limits before the picture is there (media.css).
/// </summary>
public static class ShownSize
{
    private const int LongestSide = 320;

    /// <summary>Null for what was never measured.</summary>
    public static PictureSize? Of(MediaView picture)
    {
        if (picture is not { Width: > 0 and { } width, Height: > 0 and { } height }) return null;
        var scale = Math.Min(1, (double)LongestSide / Math.Max(width, height));
        return new((int)Math.Max(1, Math.Round(width * scale)), (int)Math.Max(1, Math.Round(height * scale)));
    }
}
