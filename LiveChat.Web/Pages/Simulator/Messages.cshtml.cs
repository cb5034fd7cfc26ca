using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.Simulator;

/// <summary>What the customer sends: text (also as a quote, or in place of one's own earlier words), a sticker, a picture.</summary>
[RequestSizeLimit(LargestRequestBytes)]
public sealed class MessagesModel(FakeLine line, SimulatorReader reader) : SimulatorPage(line, reader)
{
    private const int LargestRequestBytes = 12 * 1024 * 1024;
    private const int LongestText = 5000;

    public async Task<IActionResult> OnPostAsync(string? text, string? quote, string? edit, string? sticker, IFormFile? picture, CancellationToken ct)
    {
        if (Phone is not { } phone) return NotFound();
        if (phone.Chat.Friendship == Friendship.Blocked) return UpToDate(StatusCodes.Status409Conflict, "BlockedCannotWrite");

        if (!string.IsNullOrWhiteSpace(text))
        {
            var words = text.ReplaceLineEndings("\n");
            if (words.Length > LongestText) return UpToDate(StatusCodes.Status422UnprocessableEntity, "TextTooLong");
            if (string.IsNullOrEmpty(edit)) await phone.SendTextAsync(words, new FakeTextDetails { QuotedMessageId = string.IsNullOrEmpty(quote) ? null : quote }, ct);
            else if (Id?.GroupId is not null && phone.Chat.Messages.Any(m => m.Id.Is(edit) && m.FromCustomer)) await phone.EditAsync(edit, words, ct);
            else return NotFound();
        }
        if (sticker?.Split('/') is [var packageId, var stickerId] && SampleSticker.Find(packageId, stickerId) is { } known)
            await phone.SendStickerAsync(known.PackageId, known.StickerId, known.Keywords, ct);
        if (picture is { Length: > 0 })
        {
            using var bytes = new MemoryStream();
            await picture.CopyToAsync(bytes, ct);
            if (SimulatorMedia.PictureType(bytes.ToArray()) is not { } type) return UpToDate(StatusCodes.Status422UnprocessableEntity, "NotAPicture");
            await phone.SendImageAsync(bytes.ToArray(), type, ct);
        }
        return UpToDate();
    }
}
