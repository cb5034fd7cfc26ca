using LiveChat.Core.Line;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Channels;

/// <summary>LINE takes no messages just now, since when, and how many answers wait for it.</summary>
public sealed record LineSilence(DateTimeOffset Since, int Waiting);

/// <summary>What everybody at the console should know just now; empty when all is well.</summary>
/// <param name="Stopped">Accounts in whose name nothing can be sent.</param>
/// <param name="Quotas">Those that are about to run out, or have.</param>
/// <param name="HasManyChannels">A channel's name says something.</param>
public sealed record Banner(LineSilence? Silence, IReadOnlyList<StoppedChannel> Stopped, IReadOnlyList<QuotaView> Quotas, bool HasManyChannels);

public sealed class ReadBanner(LiveChatDb db, LineCircuits circuits, ReadQuotas quotas, ReadStoppedChannels stopped)
{
    private static readonly LineEndpoint[] Sending = [LineEndpoint.Reply, LineEndpoint.Push];

    public async Task<Banner> RunAsync(CancellationToken ct)
    {
        var channels = await quotas.RunAsync(ct);
        var since = Sending.Min(endpoint => circuits.Of(endpoint).SilentSince);
        return new(since is { } silent ? new(silent, await CountWaitingAsync(ct)) : null, await stopped.RunAsync(ct), [.. channels.Where(channel => channel.IsLow)], channels.Count > 1);
    }

    private Task<int> CountWaitingAsync(CancellationToken ct) => db.Messages.CountAsync(
        message => db.Deliveries.Any(delivery => delivery.Id == message.DeliveryId && (delivery.State == DeliveryState.Queued || delivery.State == DeliveryState.Sending)) && message.DeliveryState != DeliveryState.Unsent, ct);
}
