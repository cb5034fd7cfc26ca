using LiveChat.Core.CannedResponses;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.CannedResponses;

/// <summary>How often a canned response is used: one more with every POST.</summary>
public sealed class UsesModel(CountCannedUse count, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public async Task<IActionResult> OnPostAsync(long id, CancellationToken ct)
    {
        await count.RunAsync(id, ct);
        return NoContent();
    }
}
