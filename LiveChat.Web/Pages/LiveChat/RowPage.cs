using Htmx;
using LiveChat.Core.Conversations;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Pages.SignIn;
using LiveChat.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>What one operator keeps of a conversation. Its author gets the new row as the answer, whether or not their stream is up; their other pages get it live.</summary>
public abstract class RowPage(ListConversations list, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    protected async Task<IActionResult> ShowRowAsync(long id, CancellationToken ct)
    {
        if (!Request.IsHtmx()) return LocalRedirect(Url.Safe(Request.CameFrom())); // a plain form, without script
        return await list.ForEveryoneAsync([id], ct) is [var row] ? Fragment("/Pages/LiveChat/_RowAnswer.cshtml", row) : NoSuchConversation();
    }
}
