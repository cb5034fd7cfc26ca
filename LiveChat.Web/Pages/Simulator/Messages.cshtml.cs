using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.Simulator;

/// <summary>What the customer sends: text (also as a quote, or in place of one's own earlier words), a sticker, a picture.</summary>
[RequestSizeLimit(LargestRequestBytes)]
public sealed class MessagesModel(FakeLine line, SimulatorReader reader) : SimulatorPage(line, reader)
{
    /// <summary>Far beyond what is taken, so that a picture that is too large is refused with a sentence.</summary>
    private const int LargestRequestBytes = 100 * 1024 * 1024;

    private const int LargestPictureBytes = 12 * 1024 * 1024;
    private const int LongestText = 5000;

    public async Task<IActionResult> OnPostAsync(string? text, string? quote, string? edit, string? sticker, IFormFile? picture, CancellationToken ct)
    {
        if (Phone is not { } phone) return NotFound();
        if (WhyNotWrite(phone) is { } why) return UpToDate(StatusCodes.Status409Conflict, why);
        if (picture is not null) return await SendPictureAsync(phone, picture, ct);
        if (sticker is not null) return await SendStickerAsync(phone, sticker, ct);
        return await SendTextAsync(phone, text?.ReplaceLineEndings("\n"), quote, edit, ct);
    }

    private async Task<IActionResult> SendPictureAsync(FakePhone phone, IFormFile picture, CancellationToken ct)
    {
        if (picture.Length > LargestPictureBytes) return UpToDate(StatusCodes.Status413PayloadTooLarge, "PictureTooLarge");
        using var bytes = new MemoryStream();
        await picture.CopyToAsync(bytes, ct);
        if (SimulatorMedia.PictureType(bytes.ToArray()) is not { } type) return UpToDate(StatusCodes.Status422UnprocessableEntity, "NotAPicture");
        await phone.SendImageAsync(bytes.ToArray(), type, ct);
        return UpToDate();
    }

    private async Task<IActionResult> SendStickerAsync(FakePhone phone, string sticker, CancellationToken ct)
    {
        if (sticker.Split('/') is not [var packageId, var stickerId] || SampleSticker.Find(packageId, stickerId) is not { } known) return NotFound();
        await phone.SendStickerAsync(known.PackageId, known.StickerId, known.Keywords, ct);
        return UpToDate();
    }

    private async Task<IActionResult> SendTextAsync(FakePhone phone, string? text, string? quote, string? edit, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(text)) return UpToDate(StatusCodes.Status422UnprocessableEntity, "NothingToSend");
        if (text.Length > LongestText) return UpToDate(StatusCodes.Status422UnprocessableEntity, "TextTooLong");
        if (string.IsNullOrEmpty(edit)) await phone.SendTextAsync(text, new FakeTextDetails { QuotedMessageId = string.IsNullOrEmpty(quote) ? null : quote }, ct);
        else if (Id?.CanEdit == true && phone.Chat.Messages.Any(m => m.Id.Is(edit) && m.FromCustomer)) await phone.EditAsync(edit, text, ct);
        else return NotFound();
        return UpToDate();
    }
}
