using LiveChat.Core.Search;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>What was found, everywhere (<c>q</c>) or within one conversation (<c>find</c>, as its page calls it, or <c>q</c>).</summary>
public sealed class SearchModel(SearchConversations search, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public async Task<IActionResult> OnGetAsync(string? q, string? find, long? conversation, CancellationToken ct)
    {
        var words = conversation is null ? q : find ?? q;
        if (SearchView.IsTooLong(words)) return Refusal(StatusCodes.Status400BadRequest, "Search.TooLong", Sought.LongestWords);
        return Fragment("/Pages/LiveChat/_SearchAnswer.cshtml", await SearchView.ReadAsync(search, words, conversation, ct));
    }
}
