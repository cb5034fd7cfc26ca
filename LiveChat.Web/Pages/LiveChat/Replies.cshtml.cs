using Htmx;
using LiveChat.Core.Conversations;
using LiveChat.Core.Line;
using LiveChat.Core.Media;
using LiveChat.Core.Messages;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>What the composer and its helpers post. A sticker is <c>package/sticker</c>, coordinates are two numbers or an address of a map.</summary>
public sealed record ReplyForm
{
    private const int LongestPlace = 100;

    public string? Text { get; init; }
    public string? ClientKey { get; init; }
    public string? Sticker { get; init; }
    public string? Title { get; init; }
    public string? Address { get; init; }
    public string? Coordinates { get; init; }
    public long? Quote { get; init; }
    public long? Canned { get; init; }
    public IReadOnlyList<string>? Media { get; init; }

    public Answer ToAnswer() => new() { Text = Text, Sticker = ReadSticker(), Place = ReadPlace(), Media = Media ?? [], QuotedId = Quote, CannedId = Canned };

    private StickerChoice? ReadSticker() => Sticker?.Split('/') switch
    {
        null => null,
        [var package, var sticker] => new(package, sticker),
        _ => new("", ""),
    };

    /// <summary>What cannot be a place is one that is refused.</summary>
    private Place? ReadPlace()
    {
        if (Coordinates is null) return null;
        var (latitude, longitude) = Core.Messages.Coordinates.Read(Coordinates) ?? (double.NaN, double.NaN);
        var title = Words.Clip(Words.OnOneLine(Title), LongestPlace) ?? "";
        return new(title, Words.Clip(Words.OnOneLine(Address), LongestPlace) ?? title, latitude, longitude);
    }
}

/// <summary>What the operator answers. The same <c>clientKey</c> is the same message: a double click, a second Enter and a repeated request make one.</summary>
public sealed class RepliesModel(SendReply send, ReadMessages messages, ReadDesk desks, IStringLocalizer<Texts> texts) : DeskPage(desks, texts)
{
    public async Task<IActionResult> OnPostAsync(long id, [FromForm] ReplyForm form, CancellationToken ct)
    {
        var result = await send.RunAsync(id, User.OperatorId, form.ToAnswer(), form.ClientKey, ct);
        return result.Refusal switch
        {
            null => await ShowMessagesAsync(id, [.. result.MessageIds], ct),
            SendReply.Refusal.Empty => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.Empty"),
            SendReply.Refusal.TooLong => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.TooLong", LineBodies.LongestText),
            SendReply.Refusal.TooLongForButtons => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.TooLongForButtons", LineBodies.LongestButtonsText),
            SendReply.Refusal.BadKey => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.BadKey"),
            SendReply.Refusal.NoSuchSticker => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.NoSuchSticker"),
            SendReply.Refusal.NoSuchPlace when Coordinates.IsShortLink(form.Coordinates) => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.ShortMapLink"),
            SendReply.Refusal.NoSuchPlace => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.NoSuchPlace"),
            SendReply.Refusal.CannotQuote => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.CannotQuote"),
            SendReply.Refusal.ButtonsCannotQuote => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.ButtonsCannotQuote"),
            SendReply.Refusal.QuoteNeedsWords => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.QuoteNeedsWords"),
            SendReply.Refusal.NoSuchChoices => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.NoSuchChoices"),
            SendReply.Refusal.NoSuchMedia => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.NoSuchAttachment"),
            SendReply.Refusal.TooManyFiles => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.TooManyFiles", UploadMedia.MostFiles),
            SendReply.Refusal.NotOwner => await OwnedByAnotherAsync(id, ct),
            SendReply.Refusal.Blocked => Refusal(StatusCodes.Status409Conflict, "Refusal.Blocked"),
            SendReply.Refusal.Standby => Refusal(StatusCodes.Status409Conflict, "Refusal.Standby"),
            SendReply.Refusal.SwitchedOff => Refusal(StatusCodes.Status409Conflict, "Refusal.SwitchedOff"),
            SendReply.Refusal.Closed => Refusal(StatusCodes.Status409Conflict, "Refusal.Closed"),
            _ => NoSuchConversation(),
        };
    }

    private async Task<IActionResult> ShowMessagesAsync(long id, long[] messageIds, CancellationToken ct) =>
        Request.IsHtmx()
            ? Fragment(Partials.MessageAnswer, await messages.SomeAsync(messageIds, ct))
            : LocalRedirect(Urls.Conversation(id)); // a plain form, without script
}
