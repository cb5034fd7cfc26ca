using LiveChat.Core.Live;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Channels;

/// <summary>Switches a channel off, so that its webhooks are refused like a stranger's and nothing is sent, or on again. What it has received stays.</summary>
public sealed class SwitchChannel(LiveChatDb db, ChannelDirectory directory, ILiveFeed live, TimeProvider clock)
{
    public enum Outcome { Switched, AlreadySo, NotFound }

    public async Task<Outcome> RunAsync(long operatorId, long channelId, bool isOn, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Channels.FromSql($"select * from channels where id = {channelId} for update").SingleOrDefaultAsync(ct) is not { } channel) return Outcome.NotFound;
        if (channel.DisabledAt is null == isOn) return Outcome.AlreadySo;

        var now = clock.GetUtcNow();
        channel.DisabledAt = isOn ? null : now;
        db.AuditEntries.Add(new() { At = now, OperatorId = operatorId, Action = isOn ? "channel.enabled" : "channel.disabled", SubjectId = channelId });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        directory.Refresh();
        await live.AnnounceAsync(new ChannelsChanged(), ct);
        return Outcome.Switched;
    }
}
