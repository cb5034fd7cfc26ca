using LiveChat.Core.Conversations;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>The operator's eyes: a POST says up to which revision they have seen the conversation, a DELETE that they want to come back to it.</summary>
public sealed class ReadingModel(MarkConversationRead mark, MarkConversationUnread markUnread, ListConversations list, IStringLocalizer<Texts> texts) : RowPage(list, texts)
{
    public async Task<IActionResult> OnPostAsync(long id, [FromForm] long revision, CancellationToken ct) =>
        await mark.RunAsync(id, User.OperatorId, revision, ct) == MarkConversationRead.Outcome.NotFound ? NoSuchConversation() : NoContent();

    public async Task<IActionResult> OnDeleteAsync(long id, CancellationToken ct) =>
        await markUnread.RunAsync(id, User.OperatorId, ct) == MarkConversationUnread.Outcome.Marked ? await ShowRowAsync(id, ct) : NoSuchConversation();

    /// <summary>A plain form cannot say DELETE.</summary>
    public Task<IActionResult> OnPostDeleteAsync(long id, CancellationToken ct) => OnDeleteAsync(id, ct);
}
