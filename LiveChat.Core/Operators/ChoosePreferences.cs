using LiveChat.Core.Live;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Operators;

/// <summary>Keeps how an operator likes the console; their open pages follow.</summary>
public sealed class ChoosePreferences(LiveChatDb db, ILiveFeed live)
{
    public enum Outcome { Kept, VolumeOutOfRange }

    /// <param name="choose">Makes the new preferences of those kept so far: who changes one keeps the others.</param>
    public async Task<Outcome> RunAsync(long operatorId, Func<Preferences, Preferences> choose, CancellationToken ct)
    {
        var someone = await db.Operators.SingleAsync(found => found.Id == operatorId, ct);
        var chosen = choose(someone.Preferences);
        if (chosen.Volume is < 0 or > Preferences.Loudest) return Outcome.VolumeOutOfRange;

        someone.Preferences = chosen;
        await db.SaveChangesAsync(ct);
        await live.AnnounceAsync(new PreferencesChosen(operatorId, chosen), ct);
        return Outcome.Kept;
    }
}
