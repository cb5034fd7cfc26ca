using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>The rows alone: the next after a position, or, for a page that was away, as many as it had, with the counts, unless all still looks the same.</summary>
public sealed class ListModel(ReadList list, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public async Task<IActionResult> OnGetAsync(ListQuery query, string? version, CancellationToken ct)
    {
        if (!query.TryRead(out var filter)) return Refusal(StatusCodes.Status400BadRequest, "Refusal.Filter");
        if (filter.After is not null) return Fragment("/Pages/LiveChat/_ConversationRows.cshtml", await list.RowsAsync(filter, User.OperatorId, withHead: false, ct));

        var found = await list.RowsAsync(filter, User.OperatorId, withHead: true, ct);
        return version is not null && version == found.Version ? NoContent() : Fragment("/Pages/LiveChat/_ListAnswer.cshtml", found);
    }
}
