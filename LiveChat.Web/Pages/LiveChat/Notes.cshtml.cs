using Htmx;
using LiveChat.Core.Messages;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>What operators write for each other: it stands in the timeline and never leaves the house. The same <c>clientKey</c> is the same note.</summary>
public sealed class NotesModel(WriteNote write, ReadMessages messages, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public async Task<IActionResult> OnPostAsync(long id, [FromForm] string? text, [FromForm] string? clientKey, CancellationToken ct)
    {
        var result = await write.RunAsync(id, User.OperatorId, text, clientKey, ct);
        return result.Refusal switch
        {
            null => await ShowNoteAsync(id, result.MessageId!.Value, ct),
            WriteNote.Refusal.Empty => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.Empty"),
            WriteNote.Refusal.TooLong => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.NoteTooLong", WriteNote.LongestText),
            WriteNote.Refusal.BadKey => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.BadKey"),
            _ => NoSuchConversation(),
        };
    }

    private async Task<IActionResult> ShowNoteAsync(long id, long messageId, CancellationToken ct) =>
        Request.IsHtmx()
            ? Fragment(Partials.MessageAnswer, await messages.SomeAsync([messageId], ct))
            : LocalRedirect(Urls.Conversation(id)); // a plain form, without script
}
