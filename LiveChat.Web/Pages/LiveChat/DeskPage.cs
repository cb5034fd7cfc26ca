using Htmx;
using LiveChat.Core.Conversations;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>A resource of one conversation. Its author gets the new desk as the answer, whether or not their stream is up; the others get it live.</summary>
public abstract class DeskPage(ReadDesk desks, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    /// <summary>For what is asked before the owner does something.</summary>
    public DeskView Desk { get; private set; } = null!;

    /// <summary>What only the owner may begin is not even asked of others; null when the viewer is the owner.</summary>
    protected async Task<IActionResult?> RefuseUnlessOwnerAsync(long id, CancellationToken ct)
    {
        if (await desks.RunAsync(id, ct) is not { } desk) return NoSuchConversation();
        Desk = new(desk, User.OperatorId);
        if (Desk.MayWrite) return null;
        return desk.Status == ConversationStatus.Closed ? Refusal(StatusCodes.Status409Conflict, "Refusal.Closed") : await OwnedByAnotherAsync(id, ct);
    }

    protected async Task<IActionResult> ShowDeskAsync(long id, CancellationToken ct)
    {
        if (!Request.IsHtmx() && !HttpMethods.IsGet(Request.Method)) return LocalRedirect(Urls.Conversation(id)); // a plain form, without script
        if (await desks.RunAsync(id, ct) is not { } desk) return NoSuchConversation();
        return Fragment("/Pages/LiveChat/_DeskAnswer.cshtml", new DeskView(desk, User.OperatorId));
    }

    /// <summary>409, naming whoever has the conversation now.</summary>
    protected async Task<IActionResult> OwnedByAnotherAsync(long id, CancellationToken ct) =>
        await desks.RunAsync(id, ct) is { OwnerName: { } owner }
            ? Refusal(StatusCodes.Status409Conflict, "Refusal.TakenBy", owner)
            : Refusal(StatusCodes.Status409Conflict, "Refusal.NotOwner");
}
