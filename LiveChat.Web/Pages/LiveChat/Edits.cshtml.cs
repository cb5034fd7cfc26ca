using Htmx;
using LiveChat.Core.Messages;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>A message's wordings, the newest first.</summary>
public sealed record EditedMessage(long ConversationId, long MessageId, IReadOnlyList<WordingView> Wordings);

/// <summary>What an edited message said before: for administrators, as it was not meant to be read any more.</summary>
public sealed class EditsModel(ReadEdits edits, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public EditedMessage Wordings { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id, long messageId, CancellationToken ct)
    {
        if (!User.IsAdmin) return Refusal(StatusCodes.Status403Forbidden, "Edits.OnlyAdmins");
        if (await edits.RunAsync(id, messageId, ct) is not { } wordings) return Refusal(StatusCodes.Status404NotFound, "Refusal.NoSuchMessage");
        Wordings = new(id, messageId, wordings);
        return Request.IsHtmx() ? Fragment("/Pages/LiveChat/_Edits.cshtml", Wordings) : Page();
    }
}
