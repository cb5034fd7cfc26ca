namespace LiveChat.Core.Channels;

/// <summary>On which day a channel's quota runs out if it goes on like this. Nothing is said that the readings do not carry.</summary>
public static class QuotaForecast
{
    /// <summary>Whole days that must be known before anything is said.</summary>
    public const int FewestDays = 3;

    /// <summary>Whole days that count: long enough to have both weekends of two weeks.</summary>
    public const int MostDays = 14;

    /// <param name="readings">One a day at most; days may be missing.</param>
    /// <returns>Null when there is no telling, or when the month ends first.</returns>
    public static DateOnly? RunsOutOn(IEnumerable<QuotaReading> readings, DateOnly today)
    {
        var known = readings.Where(reading => reading.Day <= today).OrderBy(reading => reading.Day).ToList();
        if (known is not [.., { Limit: { } limit } newest] || newest.Day < LineMonth.FirstDayOf(today) || newest.Used >= limit) return null;
        var days = DailyUses(known).Where(use => use.Day < today && use.Day >= today.AddDays(-MostDays)).Select(use => use.Used).Order().ToList();
        if (days.Count < FewestDays) return null;
        var pace = Median(days);
        if (pace <= 0) return null;
        var left = Math.Ceiling((limit - newest.Used) / pace);
        return left <= LineMonth.LastDayOf(today).DayNumber - today.DayNumber ? today.AddDays((int)left) : null;
    }

    /// <summary>What each day used: a reading less the one before it, spread over the days between; with a month it begins at nought.</summary>
    private static IEnumerable<(DateOnly Day, double Used)> DailyUses(List<QuotaReading> readings)
    {
        foreach (var (before, after) in readings.Zip(readings.Skip(1)))
        {
            var isSameMonth = LineMonth.FirstDayOf(before.Day) == LineMonth.FirstDayOf(after.Day);
            var (from, used) = isSameMonth ? (before.Day, after.Used - before.Used) : (LineMonth.FirstDayOf(after.Day).AddDays(-1), after.Used);
            var days = after.Day.DayNumber - from.DayNumber;
            for (var day = 1; day <= days; day++) yield return (from.AddDays(day), Math.Max(0, (double)used / days));
        }
    }

    /// <summary>One day of a broadcast to everybody does not make a pace.</summary>
    private static double Median(List<double> sorted) =>
        sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
}
