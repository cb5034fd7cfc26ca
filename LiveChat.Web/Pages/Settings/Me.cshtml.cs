using Htmx;
using LiveChat.Core.Operators;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.Settings;

/// <summary>The form of preferences, and whether they have just been saved.</summary>
public sealed record PreferencesForm(Preferences Preferences, bool IsSaved = false);

/// <summary>What the form says: a box that is not ticked is not sent.</summary>
public sealed record PreferencesInput(bool SendsWithCtrlEnter, bool UsesSingleKeys, Politeness Politeness, bool SoundForQueue, bool SoundForMine, bool SoundForOthers, bool IsMuted, int Volume)
{
    public Preferences ToPreferences() => new()
    {
        SendsWithCtrlEnter = SendsWithCtrlEnter,
        UsesSingleKeys = UsesSingleKeys,
        Politeness = Politeness,
        SoundForQueue = SoundForQueue,
        SoundForMine = SoundForMine,
        SoundForOthers = SoundForOthers,
        IsMuted = IsMuted,
        Volume = Volume,
    };
}

/// <summary>How I like the console.</summary>
public sealed class MeModel(ReadPreferences read, ChoosePreferences choose, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public PreferencesForm Form { get; private set; } = null!;

    public async Task OnGetAsync(bool saved, CancellationToken ct) => Form = new(await read.RunAsync(User.OperatorId, ct), saved);

    public async Task<IActionResult> OnPostAsync([FromForm] PreferencesInput input, CancellationToken ct)
    {
        var preferences = input.ToPreferences();
        return await choose.RunAsync(User.OperatorId, _ => preferences, ct) switch
        {
            ChoosePreferences.Outcome.VolumeOutOfRange => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.Volume", Preferences.Loudest),
            _ when Request.IsHtmx() => Fragment(Partials.Preferences, new PreferencesForm(preferences, IsSaved: true)),
            _ => LocalRedirect(Urls.Preferences + "?saved=true"),
        };
    }
}
