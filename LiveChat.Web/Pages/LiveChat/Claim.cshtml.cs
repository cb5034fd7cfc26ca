using LiveChat.Core.Conversations;
using LiveChat.Core.Sessions;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>Whose conversation it is: claimed by a POST, given back to the queue by a DELETE.</summary>
public sealed class ClaimModel(ClaimSession claim, ReturnToQueue release, ReadDesk desks, IStringLocalizer<Texts> texts) : DeskPage(desks, texts)
{
    public async Task<IActionResult> OnPostAsync(long id, CancellationToken ct) =>
        await claim.RunAsync(id, User.OperatorId, ct) switch
        {
            ClaimSession.Outcome.Claimed or ClaimSession.Outcome.AlreadyYours => await ShowDeskAsync(id, ct),
            ClaimSession.Outcome.TakenByAnother => await OwnedByAnotherAsync(id, ct),
            ClaimSession.Outcome.NotWaiting => Refusal(StatusCodes.Status409Conflict, "Refusal.NotWaiting"),
            _ => NoSuchConversation(),
        };

    public async Task<IActionResult> OnDeleteAsync(long id, CancellationToken ct) =>
        await release.RunAsync(id, User.OperatorId, ct) switch
        {
            ReturnToQueue.Outcome.Returned => await ShowDeskAsync(id, ct),
            ReturnToQueue.Outcome.NotOwner => await OwnedByAnotherAsync(id, ct),
            ReturnToQueue.Outcome.NotOpen => Refusal(StatusCodes.Status409Conflict, "Refusal.Closed"),
            _ => NoSuchConversation(),
        };

    /// <summary>A plain form cannot DELETE.</summary>
    public Task<IActionResult> OnPostReturnAsync(long id, CancellationToken ct) => OnDeleteAsync(id, ct);
}
