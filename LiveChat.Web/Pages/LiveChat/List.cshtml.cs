using LiveChat.Core.Conversations;
using LiveChat.Core.Hours;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>The list alone: the next rows after a position, or, for a page that was away, as much as it had, unless it still looks the same.</summary>
public sealed class ListModel(ListConversations list, BusinessTime time, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public async Task<IActionResult> OnGetAsync(string? status, string? after, string? version, int? count, CancellationToken ct)
    {
        if (!ConversationList.TryFilter(status, after, count, out var filter)) return Refusal(StatusCodes.Status400BadRequest, "Refusal.Filter");
        var found = new ConversationList(filter, await list.RunAsync(filter, User.OperatorId, ct), User.OperatorId, time.Today);
        if (version is not null && version == found.Version) return NoContent();
        return Fragment(after is null ? Partials.Conversations : "/Pages/LiveChat/_ConversationRows.cshtml", found);
    }
}
