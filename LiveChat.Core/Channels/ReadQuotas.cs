using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Channels;

/// <summary>A channel's quota of the month, and when it runs out at this pace. Without a limit there is nothing to run out of.</summary>
public sealed record QuotaView
{
    /// <summary>From this share on it is worth a warning, in per cent.</summary>
    public const int WarnsAt = 80;

    public required long ChannelId { get; init; }
    public required string ChannelName { get; init; }
    public required long? Limit { get; init; }
    public required long? Used { get; init; }
    public required DateTimeOffset? FetchedAt { get; init; }
    public DateOnly? RunsOutOn { get; init; }

    public bool IsUsedUp => Used >= Limit;

    public bool IsLow => Used * 100 >= Limit * WarnsAt;
}

/// <summary>How much of its quota each channel has used, by LINE's own count as far as it has told it.</summary>
public sealed class ReadQuotas(LiveChatDb db, TimeProvider clock)
{
    public async Task<IReadOnlyList<QuotaView>> RunAsync(CancellationToken ct)
    {
        var today = LineMonth.DayOf(clock.GetUtcNow());
        var since = today.AddDays(-QuotaForecast.MostDays - 1);
        var channels = await db.Channels.AsNoTracking().Where(channel => channel.DisabledAt == null).OrderBy(channel => channel.Id)
            .Select(channel => new QuotaView { ChannelId = channel.Id, ChannelName = channel.Name, Limit = channel.QuotaLimit, Used = channel.QuotaUsed, FetchedAt = channel.QuotaFetchedAt }).ToListAsync(ct);
        var readings = (await db.QuotaReadings.AsNoTracking().Where(reading => reading.Day >= since).ToListAsync(ct)).ToLookup(reading => reading.ChannelId);
        return [.. channels.Select(channel => channel with { RunsOutOn = QuotaForecast.RunsOutOn(readings[channel.ChannelId], today) })];
    }
}
