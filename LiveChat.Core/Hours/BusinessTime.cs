namespace LiveChat.Core.Hours;

/// <summary>Times as the business counts them: stored in UTC, shown in its own zone.</summary>
public sealed class BusinessTime(TimeZoneInfo zone, TimeProvider clock)
{
    public TimeZoneInfo Zone { get; } = zone;

    public DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone);

    public DateOnly Today => DateOnly.FromDateTime(Local(clock.GetUtcNow()).DateTime);

    /// <summary>When a day begins here; where a clock skips its midnight, the first moment that there is.</summary>
    public DateTimeOffset MidnightOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        return new(midnight, Zone.GetUtcOffset(midnight));
    }

    /// <summary>Nought when it has passed.</summary>
    public double SecondsUntil(DateTimeOffset moment) => Math.Max(0, (moment - clock.GetUtcNow()).TotalSeconds);

    public DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(Local(time).DateTime);
}
