using Htmx;
using LiveChat.Core.Operators;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.Settings;

/// <summary>Silence, or sounds again: the button in the bar.</summary>
public sealed class MuteModel(ChoosePreferences choose, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public async Task<IActionResult> OnPostAsync([FromForm] bool muted, CancellationToken ct)
    {
        await choose.RunAsync(User.OperatorId, preferences => preferences with { IsMuted = muted }, ct);
        return Request.IsHtmx() ? Fragment(Partials.Mute, muted) : LocalRedirect(Urls.Console);
    }
}
