using Htmx;
using LiveChat.Core.Conversations;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>What the list can be narrowed to, as it stands: fetched when it is wanted, so that the list itself stays light.</summary>
public sealed class FilterModel(ReadListChoices choices, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public ListFilter Filter { get; private set; } = null!;

    public ListChoices Choices { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(ListQuery query, CancellationToken ct)
    {
        if (!query.TryRead(out var filter)) return Refusal(StatusCodes.Status400BadRequest, "Refusal.Filter");
        (Filter, Choices) = (filter, await choices.RunAsync(ct));
        return Request.IsHtmx() ? Fragment("/Pages/LiveChat/_FilterForm.cshtml", this) : Page();
    }
}
