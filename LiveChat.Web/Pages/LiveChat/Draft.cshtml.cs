using LiveChat.Core.Messages;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>What an operator has begun to write, kept under the key it will be sent under; no words, no draft.</summary>
public sealed class DraftModel(KeepDraft keep, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public async Task<IActionResult> OnPutAsync(long id, [FromForm] string? text, [FromForm] string? clientKey, CancellationToken ct) =>
        await keep.RunAsync(id, User.OperatorId, text, clientKey, ct) switch
        {
            KeepDraft.Outcome.Kept or KeepDraft.Outcome.Sent => NoContent(),
            KeepDraft.Outcome.TooLong => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.DraftTooLong", KeepDraft.LongestText),
            KeepDraft.Outcome.BadKey => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.BadKey"),
            _ => NoSuchConversation(),
        };
}
