using LiveChat.Core.Line;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Channels;

/// <summary>Asks LINE how much of its quota each channel has used. Where LINE will not say, what was known stays.</summary>
public sealed class FetchQuota(LiveChatDb db, ChannelDirectory channels, LineClient line, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var credentials in await channels.AllAsync(ct))
        {
            try
            {
                var quota = await line.ReadQuotaAsync(credentials, ct);
                var channel = await db.Channels.SingleAsync(found => found.Id == credentials.Id, ct);
                channel.CountQuota(quota.Limit, quota.Used, clock.GetUtcNow());
                await db.SaveChangesAsync(ct);
            }
            catch (LineUnavailableException)
            {
                // asked again at the next round
            }
        }
    }
}
