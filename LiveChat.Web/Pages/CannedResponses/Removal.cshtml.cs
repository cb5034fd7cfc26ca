using LiveChat.Core.CannedResponses;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.CannedResponses;

/// <summary>The end of a canned response: asked first, and an admin's to decide.</summary>
[Authorize(Policies.Admin)]
public sealed class RemovalModel(ListCannedResponses list, DeleteCannedResponse delete, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public CannedResponse Doomed { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken ct)
    {
        if ((await list.RunAsync(query: null, ct)).FirstOrDefault(response => response.Id == id) is not { } known) return Refusal(StatusCodes.Status404NotFound, "Refusal.NoSuchCanned");
        Doomed = known;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken ct) =>
        await delete.RunAsync(id, User.OperatorId, ct) == DeleteCannedResponse.Outcome.Deleted
            ? LocalRedirect(Urls.CannedResponses)
            : Refusal(StatusCodes.Status404NotFound, "Refusal.NoSuchCanned");
}
