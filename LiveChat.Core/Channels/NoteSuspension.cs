using System.Text;
using LiveChat.Core.Line;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Channels;

/// <summary>
/// LINE has suspended an account, or resumed it (LINE.md §3); within the caller's transaction. Events come in any order and the latest by LINE's time
/// counts: a suspension is passed over when the account was resumed after it, which the stored events know.
/// </summary>
public sealed class NoteSuspension(LiveChatDb db)
{
    private const string Resumed = "botResumed";

    /// <summary>LINE's clock and ours need not agree.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromHours(1);

    public async Task RunAsync(long channelId, bool isSuspended, DateTimeOffset at, CancellationToken ct)
    {
        if (!isSuspended)
            await db.Channels.Where(channel => channel.Id == channelId && channel.SuspendedAt <= at).ExecuteUpdateAsync(set => set.SetProperty(channel => channel.SuspendedAt, (DateTimeOffset?)null), ct);
        else if (!await IsResumedAfterAsync(channelId, at, ct))
            await db.Channels.Where(channel => channel.Id == channelId && (channel.SuspendedAt == null || channel.SuspendedAt < at)).ExecuteUpdateAsync(set => set.SetProperty(channel => channel.SuspendedAt, at), ct);
    }

    private async Task<bool> IsResumedAfterAsync(long channelId, DateTimeOffset at, CancellationToken ct)
    {
        var since = at - Slack;
        var raws = await db.Database.SqlQuery<byte[]>($"""
            select raw as "Value" from webhook_events
            where channel_id = {channelId} and received_at >= {since} and position({Encoding.ASCII.GetBytes(Resumed)} in raw) > 0
            """).ToListAsync(ct);
        return raws.Exists(raw => LineEvent.TryRead(raw) is { Type: Resumed, SentAt: { } resumedAt } && resumedAt > at);
    }
}
