using LiveChat.Core.Conversations;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>The operator's eyes: up to this revision they have seen the conversation.</summary>
public sealed class ReadingModel(MarkConversationRead mark, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public async Task<IActionResult> OnPostAsync(long id, [FromForm] long revision, CancellationToken ct) =>
        await mark.RunAsync(id, User.OperatorId, revision, ct) == MarkConversationRead.Outcome.NotFound ? NoSuchConversation() : NoContent();
}
