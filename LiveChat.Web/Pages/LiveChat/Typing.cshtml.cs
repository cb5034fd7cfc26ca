using System.ComponentModel.DataAnnotations;
using LiveChat.Core.Conversations;
using LiveChat.Web.Live;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using LiveChat.Web.Workers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>Somebody is typing: colleagues who look see it, and so does the customer when it is an answer to them. A DELETE says that it is sent or given up.</summary>
public sealed class TypingModel(Presence presence, TypingSignal signal, ReadDesk desks, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    /// <param name="isAnswer">False for a note, which is nothing to the customer.</param>
    public async Task<IActionResult> OnPostAsync(long id, [FromForm, Required, StringLength(Eye.LongestPage)] string page, [FromForm(Name = "answer")] bool isAnswer, CancellationToken ct)
    {
        if (await desks.RunAsync(id, ct) is not { } desk) return NoSuchConversation();
        presence.Type(new(User.SignInId, page), User.OperatorId, User.DisplayName, id);
        if (isAnswer && desk.MayWrite(User.OperatorId)) signal.Raise(id, User.OperatorId);
        return NoContent();
    }

    public IActionResult OnDelete(long id, [FromQuery, Required, StringLength(Eye.LongestPage)] string page)
    {
        presence.Rest(new(User.SignInId, page), id);
        return NoContent();
    }
}
