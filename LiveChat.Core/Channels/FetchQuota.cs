using LiveChat.Core.Line;
using LiveChat.Core.Live;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Channels;

/// <summary>
/// Asks LINE how much of its quota each channel has used, and keeps a reading per day. Where LINE will not say, what was known stays. When there is
/// more room than before, because a month has begun or somebody raised the limit, what was held back goes.
/// </summary>
public sealed class FetchQuota(LiveChatDb db, ChannelDirectory channels, LineClient line, ReleaseHeld release, ILiveFeed live, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var credentials in await channels.AllAsync(ct))
        {
            try
            {
                await CountAsync(credentials.Id, await line.ReadQuotaAsync(credentials, ct), ct);
            }
            catch (LineUnavailableException)
            {
                // asked again at the next round
            }
        }
    }

    private async Task CountAsync(long channelId, LineQuota quota, CancellationToken ct)
    {
        var before = await db.QuotaReadings.AsNoTracking().Where(reading => reading.ChannelId == channelId).OrderByDescending(reading => reading.Day).FirstOrDefaultAsync(ct);
        if (HasMoreRoom(before, quota)) await ReleaseAsync(channelId, ct); // first, so that it is not forgotten should we end here

        var now = clock.GetUtcNow();
        await db.Channels.Where(found => found.Id == channelId).ExecuteUpdateAsync(set => set
            .SetProperty(found => found.QuotaLimit, quota.Limit).SetProperty(found => found.QuotaUsed, quota.Used).SetProperty(found => found.QuotaFetchedAt, now), ct);
        await db.Database.ExecuteSqlAsync($"""
            insert into quota_readings (channel_id, day, "limit", used) values ({channelId}, {LineMonth.DayOf(now)}, {quota.Limit}, {quota.Used})
            on conflict (channel_id, day) do update set "limit" = excluded."limit", used = excluded.used
            """, ct);
        await live.AnnounceAsync(new QuotaCounted(channelId), ct);
    }

    /// <summary>Held against what LINE said last: its figure is approximate, and what it has refused once it would refuse again.</summary>
    private static bool HasMoreRoom(QuotaReading? before, LineQuota quota) => Left(quota.Limit, quota.Used) > (before is null ? 0 : Left(before.Limit, before.Used));

    private static long Left(long? limit, long used) => limit - used ?? long.MaxValue;

    private async Task ReleaseAsync(long channelId, CancellationToken ct)
    {
        var waiting = await db.Deliveries.Where(delivery => delivery.ChannelId == channelId && delivery.State == DeliveryState.Held && delivery.Problem == DeliveryProblem.QuotaUsedUp).OrderBy(delivery => delivery.Id).Select(delivery => delivery.ConversationId).Distinct().ToListAsync(ct);
        foreach (var conversationId in waiting)
        {
            await using var work = await db.BeginWorkAsync(conversationId, clock, ct);
            if (work.Conversation is not { } conversation) continue;
            var changes = await release.RunAsync(conversation, all: true, ct);
            await work.CommitAsync(ct);
            foreach (var change in changes) await live.AnnounceAsync(change, ct);
        }
    }
}
