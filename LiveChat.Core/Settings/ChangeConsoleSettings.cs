using LiveChat.Core.Live;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Settings;

/// <summary>How the console works for everybody, as an administrator wants it from now on.</summary>
public sealed class ChangeConsoleSettings(LiveChatDb db, ILiveFeed live, TimeProvider clock)
{
    public enum Outcome { Changed, Unchanged, UndoOutOfRange, RepeatOutOfRange, WaitOutOfRange, WarnsAfterLate, FarewellTooLong }

    public async Task<Outcome> RunAsync(long operatorId, ConsoleSettings wanted, CancellationToken ct)
    {
        wanted.Farewell = Messages.Words.Clean(wanted.Farewell ?? "").Trim() is { Length: > 0 } words ? words : null;
        if (Refuse(wanted) is { } refusal) return refusal;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var settings = await db.ConsoleSettings.FromSql($"select * from console_settings for update").SingleAsync(ct);
        var before = Tell(settings);
        (settings.UndoSeconds, settings.RepeatSeconds, settings.WaitWarnMinutes, settings.WaitLateMinutes) =
            (wanted.UndoSeconds, wanted.RepeatSeconds, wanted.WaitWarnMinutes, wanted.WaitLateMinutes);
        (settings.ReadMark, settings.ShowsOperator, settings.ShowsStickers) = (wanted.ReadMark, wanted.ShowsOperator, wanted.ShowsStickers);
        (settings.Farewell, settings.FarewellWaits) = (wanted.Farewell, wanted.FarewellWaits);
        if (Tell(settings) == before) return Outcome.Unchanged;

        db.AuditEntries.Add(new() { At = clock.GetUtcNow(), OperatorId = operatorId, Action = "settings.console_changed", Detail = $"{before} -> {Tell(settings)}" });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        await live.AnnounceAsync(new ConsoleSettingsChanged(settings.RepeatSeconds), ct);
        return Outcome.Changed;
    }

    private static Outcome? Refuse(ConsoleSettings wanted) => wanted switch
    {
        { UndoSeconds: < 0 or > ConsoleSettings.LongestUndoSeconds } => Outcome.UndoOutOfRange,
        { RepeatSeconds: < 0 or > ConsoleSettings.LongestRepeatSeconds } => Outcome.RepeatOutOfRange,
        { WaitWarnMinutes: < 1 or > ConsoleSettings.LongestWaitMinutes } or { WaitLateMinutes: < 1 or > ConsoleSettings.LongestWaitMinutes } => Outcome.WaitOutOfRange,
        { Farewell.Length: > ConsoleSettings.LongestFarewell } => Outcome.FarewellTooLong,
        _ when wanted.WaitWarnMinutes >= wanted.WaitLateMinutes => Outcome.WarnsAfterLate,
        _ => null,
    };

    private static string Tell(ConsoleSettings settings) =>
        $"undo {settings.UndoSeconds} s, repeat {settings.RepeatSeconds} s, wait {settings.WaitWarnMinutes}/{settings.WaitLateMinutes} min, read {settings.ReadMark.Word()}, operator {Shown(settings.ShowsOperator)}, stickers {Shown(settings.ShowsStickers)}, farewell {(settings.FarewellWaits ? "waits" : "at once")}: {settings.Farewell ?? "none"}";

    private static string Shown(bool isShown) => isShown ? "shown" : "hidden";
}
