namespace LiveChat.Core.Hours;

/// <summary>Times as the business counts them: stored in UTC, shown in its own zone.</summary>
public sealed class BusinessTime(TimeZoneInfo zone, TimeProvider clock)
{
    public TimeZoneInfo Zone { get; } = zone;

    public DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone);

    public DateOnly Today => DateOnly.FromDateTime(Local(clock.GetUtcNow()).DateTime);

    public DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(Local(time).DateTime);
}
