using LiveChat.Core.Doctor;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using LiveChat.Web.Workers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.Settings.Channels;

/// <summary>Another chance for all dead letters at once, by a POST.</summary>
[Authorize(Policies.Admin)]
public sealed class ReplaysModel(ReplayEvents replay, IncomingSignal incoming, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var revived = await replay.AllDeadAsync(User.OperatorId, ct);
        incoming.Raise();
        return LocalRedirect($"{Urls.Doctor}?revived={revived}");
    }
}
