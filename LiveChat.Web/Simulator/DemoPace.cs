using LiveChat.Core.Hours;

namespace LiveChat.Web.Simulator;

/// <summary>Puts an episode's lines into time, as people read, think and type. The same seed gives the same pace.</summary>
internal sealed class DemoPace(BusinessTime business, DateTimeOffset now, int seed)
{
    private const int MillisecondsPerLetter = 120;
    private readonly Random random = new(seed);

    public DateTimeOffset[] TimesOf(DemoEpisode episode)
    {
        var sinceStart = new TimeSpan[episode.Lines.Length];
        for (var i = 1; i < sinceStart.Length; i++) sinceStart[i] = sinceStart[i - 1] + PauseBefore(episode.Lines[i]);

        var start = episode.EndsMinutesAgo is { } minutes ? WholeMilliseconds(now) - TimeSpan.FromMinutes(minutes) - sinceStart[^1] : StartOf(episode);
        return [.. sinceStart.Select(passed => start + passed)];
    }

    private DateTimeOffset StartOf(DemoEpisode episode)
    {
        var local = business.DayOf(now).AddDays(episode.Day).ToDateTime(episode.At);
        return new DateTimeOffset(local, business.Zone.GetUtcOffset(local)).ToUniversalTime() + Between(0, 60);
    }

    private TimeSpan PauseBefore(DemoLine line)
    {
        if (line.AfterMinutes is { } minutes) return Between(minutes * 54, minutes * 66);
        var typing = TimeSpan.FromMilliseconds((line.In ?? line.Out ?? "").Length * MillisecondsPerLetter);
        return typing + (line.Out is null ? Between(8, 40) : Between(25, 90));
    }

    private TimeSpan Between(double fromSeconds, double toSeconds) => TimeSpan.FromMilliseconds(random.Next((int)(fromSeconds * 1000), (int)(toSeconds * 1000)));

    private static DateTimeOffset WholeMilliseconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
