using System.Globalization;
using LiveChat.Core.Messages;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>Addresses outside of ours: LINE's own pictures of stickers and emojis (LINE.md §12: in wide use, not official, so a setting), and maps.</summary>
public static class LineShop
{
    /// <summary>The content policy allows pictures from here.</summary>
    public const string Host = "https://stickershop.line-scdn.net";

    public static string Sticker(string id) => $"{Host}/stickershop/v1/sticker/{id}/android/sticker.png";

    public static string Emoji(TextMark mark) => $"{Host}/sticonshop/v1/sticon/{mark.ProductId}/android/{mark.EmojiId}.png";

    public static string Map(double latitude, double longitude) =>
        string.Create(CultureInfo.InvariantCulture, $"https://www.google.com/maps/search/?api=1&query={latitude:0.######},{longitude:0.######}");
}
