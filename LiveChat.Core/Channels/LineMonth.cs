namespace LiveChat.Core.Channels;

/// <summary>LINE counts quotas by months in UTC+9 (LINE.md §6), wherever the business is.</summary>
public static class LineMonth
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(9);

    public static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(Offset).DateTime);

    public static DateOnly FirstDayOf(DateOnly day) => new(day.Year, day.Month, 1);

    public static DateOnly LastDayOf(DateOnly day) => FirstDayOf(day).AddMonths(1).AddDays(-1);

    /// <summary>The moment a day begins.</summary>
    public static DateTimeOffset BeginningOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Offset).ToUniversalTime();
}
