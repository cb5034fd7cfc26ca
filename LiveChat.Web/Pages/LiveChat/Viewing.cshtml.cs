using System.ComponentModel.DataAnnotations;
using LiveChat.Core.Conversations;
using LiveChat.Web.Live;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>A page that looks at a conversation: it says so by a POST, again and again, and by a DELETE that it leaves.</summary>
public sealed class ViewingModel(Presence presence, ReadDesk desks, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public async Task<IActionResult> OnPostAsync(long id, [FromForm, Required, StringLength(Eye.LongestPage)] string page, CancellationToken ct)
    {
        if (await desks.RunAsync(id, ct) is null) return NoSuchConversation();
        presence.View(new(User.SignInId, page), User.OperatorId, User.DisplayName, id);
        return NoContent();
    }

    public IActionResult OnDelete(long id, [FromQuery, Required, StringLength(Eye.LongestPage)] string page)
    {
        presence.Leave(new(User.SignInId, page), id);
        return NoContent();
    }
}
