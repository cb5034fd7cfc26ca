using LiveChat.Core.Conversations;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>A conversation's place on top of the operator's list: taken by a POST, given up by a DELETE.</summary>
public sealed class PinModel(PinConversation pin, UnpinConversation unpin, ListConversations list, IStringLocalizer<Texts> texts) : RowPage(list, texts)
{
    public async Task<IActionResult> OnPostAsync(long id, CancellationToken ct) =>
        await pin.RunAsync(id, User.OperatorId, ct) switch
        {
            PinConversation.Outcome.Pinned => await ShowRowAsync(id, ct),
            PinConversation.Outcome.TooMany => Refusal(StatusCodes.Status409Conflict, "Refusal.TooManyPins", PinConversation.MostPinned),
            _ => NoSuchConversation(),
        };

    public async Task<IActionResult> OnDeleteAsync(long id, CancellationToken ct) =>
        await unpin.RunAsync(id, User.OperatorId, ct) == UnpinConversation.Outcome.Unpinned ? await ShowRowAsync(id, ct) : NoSuchConversation();

    /// <summary>A plain form cannot say DELETE.</summary>
    public Task<IActionResult> OnPostDeleteAsync(long id, CancellationToken ct) => OnDeleteAsync(id, ct);
}
