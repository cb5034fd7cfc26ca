using LiveChat.Core.CannedResponses;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>The canned responses as choices for an answer in this conversation, filled in.</summary>
public sealed class CannedModel(OfferCannedResponses offer, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public async Task<IActionResult> OnGetAsync(long id, string? q, CancellationToken ct) =>
        await offer.RunAsync(id, User.OperatorId, q, ct) is { } offers ? Fragment("/Pages/LiveChat/_CannedChoices.cshtml", offers) : NoSuchConversation();
}
