using LiveChat.Core.Operators;

namespace LiveChat.Web.Pages.Settings;

/// <summary>An operator's preferences as the scripts read them: data attributes of <c>.console</c>, and whether the bar's button is pressed.</summary>
public sealed record Tuning(string Send, string Keys, string Sounds, int Volume, bool Muted)
{
    public static Tuning Of(Preferences preferences) => new(
        Send: preferences.SendsWithCtrlEnter ? "ctrl-enter" : "enter",
        Keys: preferences.UsesSingleKeys ? "on" : "off",
        Sounds: string.Join(' ', Sounding(preferences)),
        preferences.Volume,
        preferences.IsMuted);

    private static IEnumerable<string> Sounding(Preferences preferences)
    {
        if (preferences.SoundForQueue) yield return "queue";
        if (preferences.SoundForMine) yield return "mine";
        if (preferences.SoundForOthers) yield return "others";
    }
}
