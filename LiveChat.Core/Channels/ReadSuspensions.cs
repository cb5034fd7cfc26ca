using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Channels;

/// <summary>An account that LINE has suspended: nothing can be sent in its name.</summary>
public sealed record Suspension(string ChannelName, DateTimeOffset Since);

public sealed class ReadSuspensions(LiveChatDb db)
{
    public async Task<IReadOnlyList<Suspension>> RunAsync(CancellationToken ct) =>
        await db.Channels.Where(channel => channel.SuspendedAt != null && channel.DisabledAt == null).OrderBy(channel => channel.SuspendedAt)
            .Select(channel => new Suspension(channel.Name, channel.SuspendedAt!.Value)).ToListAsync(ct);
}
