using LiveChat.Core.Messages;
using LiveChat.Core.Operators;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>What an edited message said before: for administrators, as it was not meant to be read any more.</summary>
public sealed class EditsModel(ReadEdits edits, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public async Task<IActionResult> OnGetAsync(long id, long messageId, CancellationToken ct)
    {
        if (!User.IsInRole(nameof(OperatorRole.Admin)) && !User.IsInRole(nameof(OperatorRole.SuperAdmin))) return Refusal(StatusCodes.Status403Forbidden, "Edits.OnlyAdmins");
        return await edits.RunAsync(id, messageId, ct) is { } wordings ? Fragment("/Pages/LiveChat/_Edits.cshtml", wordings) : Refusal(StatusCodes.Status404NotFound, "Refusal.NoSuchMessage");
    }
}
