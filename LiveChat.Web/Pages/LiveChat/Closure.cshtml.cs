using Htmx;
using LiveChat.Core.Conversations;
using LiveChat.Core.Sessions;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>The end of a session: closed by a POST (with a reason if one is given), reopened by a DELETE.</summary>
public sealed class ClosureModel(CloseSession close, ReopenSession reopen, ReadDesk desks, IStringLocalizer<Texts> texts) : DeskPage(desks, texts)
{
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken ct) =>
        await RefuseUnlessOwnerAsync(id, ct) ?? (Request.IsHtmx() ? Fragment("/Pages/LiveChat/_Closing.cshtml", Desk) : Page());

    public async Task<IActionResult> OnPostAsync(long id, string? reason, CancellationToken ct) =>
        await close.RunAsync(id, User.OperatorId, reason, ct) switch
        {
            CloseSession.Outcome.Closed => await ShowDeskAsync(id, ct),
            CloseSession.Outcome.NotOwner => await OwnedByAnotherAsync(id, ct),
            CloseSession.Outcome.AlreadyClosed => Refusal(StatusCodes.Status409Conflict, "Refusal.Closed"),
            CloseSession.Outcome.ReasonTooLong => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.ReasonTooLong", CloseSession.ReasonLength),
            _ => NoSuchConversation(),
        };

    public async Task<IActionResult> OnDeleteAsync(long id, CancellationToken ct) =>
        await reopen.RunAsync(id, User.OperatorId, ct) switch
        {
            ReopenSession.Outcome.Reopened => await ShowDeskAsync(id, ct),
            ReopenSession.Outcome.AlreadyOpen => Refusal(StatusCodes.Status409Conflict, "Refusal.AlreadyOpen"),
            ReopenSession.Outcome.NothingToReopen => Refusal(StatusCodes.Status409Conflict, "Refusal.NothingToReopen"),
            _ => NoSuchConversation(),
        };

    /// <summary>A plain form cannot DELETE.</summary>
    public Task<IActionResult> OnPostReopenAsync(long id, CancellationToken ct) => OnDeleteAsync(id, ct);
}
