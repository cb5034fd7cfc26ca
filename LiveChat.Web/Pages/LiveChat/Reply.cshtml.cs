using Htmx;
using LiveChat.Core.Messages;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>An answer of an operator by any of its bubbles; its author can take it back as long as it has not left.</summary>
public sealed class ReplyModel(UndoReply undo, ReadMessages messages, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public async Task<IActionResult> OnDeleteAsync(long id, long messageId, CancellationToken ct) =>
        await undo.RunAsync(id, messageId, User.OperatorId, ct) switch
        {
            UndoReply.Outcome.Undone or UndoReply.Outcome.AlreadyUndone => await ShowAnswerAsync(id, messageId, ct),
            UndoReply.Outcome.TooLate => Refusal(StatusCodes.Status409Conflict, "Refusal.UndoTooLate"),
            UndoReply.Outcome.NotAuthor => Refusal(StatusCodes.Status409Conflict, "Refusal.NotAuthor"),
            _ => Refusal(StatusCodes.Status404NotFound, "Refusal.NoSuchMessage"),
        };

    /// <summary>A form without script can only post.</summary>
    public Task<IActionResult> OnPostAsync(long id, long messageId, CancellationToken ct) => OnDeleteAsync(id, messageId, ct);

    private async Task<IActionResult> ShowAnswerAsync(long id, long messageId, CancellationToken ct) =>
        Request.IsHtmx()
            ? Fragment(Partials.MessageAnswer, await messages.AnswerAsync(id, messageId, ct))
            : LocalRedirect(Urls.Conversation(id));
}
