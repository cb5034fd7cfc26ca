using Htmx;
using LiveChat.Core.Conversations;
using LiveChat.Core.Operators;
using LiveChat.Core.Sessions;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>What the owner is asked before they hand a conversation on: to whom, and what that colleague needs to know.</summary>
public sealed record TransferForm(DeskView Desk, IReadOnlyList<AvailableOperator> Colleagues);

/// <summary>An offer to take a conversation over: made by a POST, taken up by another (accept), and gone by a DELETE of either side.</summary>
public sealed class TransferModel(OfferTransfer offer, AcceptTransfer accept, DeclineTransfer decline, ListAvailableOperators operators, ReadDesk desks, IStringLocalizer<Texts> texts) : DeskPage(desks, texts)
{
    public TransferForm Form { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken ct)
    {
        if (await RefuseUnlessOwnerAsync(id, ct) is { } refusal) return refusal;
        if (Desk.Desk.TransferToId is not null) return Refusal(StatusCodes.Status409Conflict, "Refusal.AlreadyOffered");
        Form = new(Desk, await operators.RunAsync(User.OperatorId, ct));
        return Request.IsHtmx() ? Fragment("/Pages/LiveChat/_Transferring.cshtml", Form) : Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, [FromForm] long? toId, [FromForm] string? summary, CancellationToken ct)
    {
        if (toId is not { } colleague) return Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.NoColleague");
        return await offer.RunAsync(id, User.OperatorId, colleague, summary, ct) switch
        {
            OfferTransfer.Outcome.Offered => await ShowDeskAsync(id, ct),
            OfferTransfer.Outcome.NoSummary => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.NoSummary"),
            OfferTransfer.Outcome.SummaryTooLong => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.SummaryTooLong", OfferTransfer.LongestSummary),
            OfferTransfer.Outcome.ToOneself => Refusal(StatusCodes.Status409Conflict, "Refusal.ToOneself"),
            OfferTransfer.Outcome.NotAvailable => Refusal(StatusCodes.Status409Conflict, "Refusal.NotAvailable"),
            OfferTransfer.Outcome.AlreadyOffered => Refusal(StatusCodes.Status409Conflict, "Refusal.AlreadyOffered"),
            OfferTransfer.Outcome.NotOwner => await OwnedByAnotherAsync(id, ct),
            OfferTransfer.Outcome.Closed => Refusal(StatusCodes.Status409Conflict, "Refusal.Closed"),
            _ => NoSuchConversation(),
        };
    }

    public async Task<IActionResult> OnPostAcceptAsync(long id, CancellationToken ct) =>
        await accept.RunAsync(id, User.OperatorId, ct) switch
        {
            AcceptTransfer.Outcome.Accepted or AcceptTransfer.Outcome.AlreadyYours => await ShowDeskAsync(id, ct),
            AcceptTransfer.Outcome.NotOffered => Refusal(StatusCodes.Status409Conflict, "Refusal.NotOffered"),
            _ => NoSuchConversation(),
        };

    public async Task<IActionResult> OnDeleteAsync(long id, CancellationToken ct) =>
        await decline.RunAsync(id, User.OperatorId, ct) switch
        {
            DeclineTransfer.Outcome.Declined or DeclineTransfer.Outcome.Withdrawn => await ShowDeskAsync(id, ct),
            DeclineTransfer.Outcome.NotOffered => Refusal(StatusCodes.Status409Conflict, "Refusal.NotOffered"),
            _ => NoSuchConversation(),
        };

    /// <summary>A plain form cannot DELETE.</summary>
    public Task<IActionResult> OnPostDeclineAsync(long id, CancellationToken ct) => OnDeleteAsync(id, ct);
}
