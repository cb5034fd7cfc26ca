using Htmx;
using LiveChat.Core.Conversations;
using LiveChat.Core.Line;
using LiveChat.Core.Messages;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>What the operator answers. The same <c>clientKey</c> is the same message: a double click, a second Enter and a repeated request make one.</summary>
public sealed class RepliesModel(SendReply send, ReadMessages messages, ReadDesk desks, IStringLocalizer<Texts> texts) : DeskPage(desks, texts)
{
    public async Task<IActionResult> OnPostAsync(long id, [FromForm] string? text, [FromForm] string? clientKey, CancellationToken ct)
    {
        var result = await send.RunAsync(id, User.OperatorId, text, clientKey, ct);
        return result.Refusal switch
        {
            null => await ShowMessageAsync(id, result.MessageId!.Value, ct),
            SendReply.Refusal.Empty => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.Empty"),
            SendReply.Refusal.TooLong => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.TooLong", LineBodies.LongestText),
            SendReply.Refusal.BadKey => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.BadKey"),
            SendReply.Refusal.NotOwner => await OwnedByAnotherAsync(id, ct),
            SendReply.Refusal.Blocked => Refusal(StatusCodes.Status409Conflict, "Refusal.Blocked"),
            SendReply.Refusal.Closed => Refusal(StatusCodes.Status409Conflict, "Refusal.Closed"),
            _ => NoSuchConversation(),
        };
    }

    private async Task<IActionResult> ShowMessageAsync(long id, long messageId, CancellationToken ct) =>
        Request.IsHtmx()
            ? Fragment(Partials.MessageAnswer, await messages.SomeAsync([messageId], ct))
            : LocalRedirect(Urls.Conversation(id)); // a plain form, without script
}
