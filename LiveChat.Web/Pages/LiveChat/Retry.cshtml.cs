using Htmx;
using LiveChat.Core.Conversations;
using LiveChat.Core.Messages;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>Another try for a message that failed or is in doubt.</summary>
public sealed class RetryModel(RetryMessage retry, ReadMessages messages, ReadDesk desks, IStringLocalizer<Texts> texts) : DeskPage(desks, texts)
{
    public async Task<IActionResult> OnPostAsync(long id, long messageId, CancellationToken ct) =>
        await retry.RunAsync(id, messageId, User.OperatorId, ct) switch
        {
            RetryMessage.Outcome.Queued or RetryMessage.Outcome.NotFailed => await ShowMessageAsync(id, messageId, ct),
            RetryMessage.Outcome.NotOwner => await OwnedByAnotherAsync(id, ct),
            RetryMessage.Outcome.Closed => Refusal(StatusCodes.Status409Conflict, "Refusal.Closed"),
            _ => Refusal(StatusCodes.Status404NotFound, "Refusal.NoSuchMessage"),
        };

    private async Task<IActionResult> ShowMessageAsync(long id, long messageId, CancellationToken ct) =>
        Request.IsHtmx()
            ? Fragment(Partials.MessageAnswer, await messages.SomeAsync([messageId], ct))
            : LocalRedirect(Urls.Conversation(id));
}
