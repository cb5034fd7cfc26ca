using LiveChat.Core.Channels;
using Xunit;

namespace LiveChat.Tests.Channels;

public sealed class QuotaForecastTests
{
    private static readonly DateOnly Today = new(2026, 11, 18);

    [Fact]
    public void Ten_a_day_of_which_fifty_are_left_run_out_in_five_days() =>
        Assert.Equal(Today.AddDays(5), Ask(200, (13, 100), (14, 110), (15, 120), (16, 130), (17, 140), (18, 150)));

    [Fact]
    public void What_lasts_until_the_month_ends_is_not_said() =>
        Assert.Null(Ask(1000, (13, 100), (14, 110), (15, 120), (16, 130), (17, 140), (18, 150)));

    [Fact]
    public void Of_fewer_than_three_whole_days_nothing_is_said() =>
        Assert.Null(Ask(200, (16, 130), (17, 140), (18, 199)));

    [Fact]
    public void One_broadcast_is_not_a_pace() =>
        Assert.Equal(Today.AddDays(5), Ask(5000, (12, 100), (13, 110), (14, 4900), (15, 4910), (16, 4920), (17, 4930), (18, 4950)));

    [Fact]
    public void A_gap_is_spread_over_its_days() =>
        Assert.Equal(Today.AddDays(5), Ask(200, (13, 100), (17, 140), (18, 150)));

    [Fact]
    public void A_month_begins_at_nought_and_the_one_before_says_how_busy_it_is()
    {
        var today = new DateOnly(2026, 12, 2);
        Assert.Equal(today.AddDays(9), QuotaForecast.RunsOutOn([Read(new(2026, 11, 27), 100, 900), Read(new(2026, 11, 28), 100, 910), Read(new(2026, 11, 29), 100, 920), Read(new(2026, 11, 30), 100, 930), Read(new(2026, 12, 1), 100, 10), Read(today, 100, 15)], today));
    }

    [Fact]
    public void Nothing_runs_out_without_a_limit_or_without_use_or_when_it_has_already()
    {
        Assert.Null(Ask(null, (13, 100), (14, 110), (15, 120), (16, 130), (18, 150)));
        Assert.Null(Ask(200, (13, 100), (14, 100), (15, 100), (16, 100), (18, 100)));
        Assert.Null(Ask(200, (13, 100), (14, 130), (15, 160), (16, 190), (18, 200)));
        Assert.Null(QuotaForecast.RunsOutOn([], Today));
    }

    [Theory]
    [InlineData("2026-11-30T14:59:59Z", "2026-11-30")]
    [InlineData("2026-11-30T15:00:00Z", "2026-12-01")]
    public void LINE_begins_its_days_at_midnight_in_Japan(string moment, string day)
    {
        Assert.Equal(DateOnly.Parse(day), LineMonth.DayOf(DateTimeOffset.Parse(moment)));
        Assert.Equal(DateTimeOffset.Parse("2026-11-30T15:00:00Z"), LineMonth.BeginningOf(new(2026, 12, 1)));
    }

    private static DateOnly? Ask(long? limit, params (int Day, long Used)[] readings) =>
        QuotaForecast.RunsOutOn(readings.Select(reading => Read(new(2026, 11, reading.Day), limit, reading.Used)), Today);

    private static QuotaReading Read(DateOnly day, long? limit, long used) => new() { ChannelId = 1, Day = day, Limit = limit, Used = used };
}
