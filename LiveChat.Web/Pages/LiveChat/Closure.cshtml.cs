using Htmx;
using LiveChat.Core.Conversations;
using LiveChat.Core.Messages;
using LiveChat.Core.Sessions;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <param name="Farewell">What the customer would be told; null when nothing.</param>
public sealed record ClosingView(DeskView Desk, string? Farewell);

/// <summary>The end of a session: closed by a POST (with a reason if one is given), reopened by a DELETE.</summary>
public sealed class ClosureModel(CloseSession close, ReopenSession reopen, ReadFarewell farewell, ReadDesk desks, IStringLocalizer<Texts> texts) : DeskPage(desks, texts)
{
    public ClosingView Closing { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken ct)
    {
        if (await RefuseUnlessOwnerAsync(id, ct) is { } refusal) return refusal;
        Closing = new(Desk, await farewell.RunAsync(id, User.OperatorId, ct));
        return Request.IsHtmx() ? Fragment("/Pages/LiveChat/_Closing.cshtml", Closing) : Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, string? reason, [FromForm(Name = "farewell")] bool saysFarewell, CancellationToken ct) =>
        await close.RunAsync(id, User.OperatorId, reason, saysFarewell, ct) switch
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
