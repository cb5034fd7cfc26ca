using Htmx;
using LiveChat.Core.Media;
using LiveChat.Core.Messages;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>Another try for a customer's file that did not come.</summary>
public sealed class MediaRetryModel(RetryMedia retry, ReadMessages messages, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public async Task<IActionResult> OnPostAsync(long id, long mediaId, CancellationToken ct)
    {
        var (outcome, messageId) = await retry.RunAsync(id, mediaId, User.OperatorId, ct);
        return outcome switch
        {
            RetryMedia.Outcome.Asked when !Request.IsHtmx() => LocalRedirect(Urls.Conversation(id)),
            RetryMedia.Outcome.Asked => Fragment(Partials.MessageAnswer, await messages.SomeAsync([messageId!.Value], ct)),
            RetryMedia.Outcome.InVain => Refusal(StatusCodes.Status409Conflict, "Refusal.MediaInVain"),
            _ => Refusal(StatusCodes.Status404NotFound, "Refusal.NoSuchMedia"),
        };
    }
}
