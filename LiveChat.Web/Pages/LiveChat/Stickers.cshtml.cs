using Htmx;
using LiveChat.Core.Conversations;
using LiveChat.Core.Line;
using LiveChat.Core.Settings;
using LiveChat.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>One pack of stickers to choose from, and which others there are.</summary>
public sealed record StickerShelf(long ConversationId, Stickers.Pack Pack, bool ShowsPictures);

/// <summary>The stickers that accounts may send, a pack at a time. Choosing one sends it.</summary>
public sealed class StickersModel(ReadConsoleSettings settings, ReadDesk desks, IStringLocalizer<Texts> texts) : DeskPage(desks, texts)
{
    public StickerShelf Shelf { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id, string? pack, CancellationToken ct)
    {
        if (await RefuseUnlessOwnerAsync(id, ct) is { } refusal) return refusal;
        var chosen = pack is null ? Stickers.Packs[0] : Stickers.Packs.FirstOrDefault(known => known.Id == pack);
        if (chosen is null) return Refusal(StatusCodes.Status400BadRequest, "Refusal.NoSuchSticker");
        Shelf = new(id, chosen, (await settings.RunAsync(ct)).ShowsStickers);
        return Request.IsHtmx() ? Fragment("/Pages/LiveChat/_Stickers.cshtml", Shelf) : Page();
    }
}
