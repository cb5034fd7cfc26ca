using LiveChat.Core.Conversations;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Channels;

/// <summary>An account in whose name nothing can be sent: LINE has suspended it, or, where it has not, an administrator has switched it off.</summary>
public sealed record StoppedChannel(string Name, DateTimeOffset? SuspendedAt);

/// <summary>The accounts in whose name nothing can be sent. One that is switched off is worth telling while customers of it wait or are served.</summary>
public sealed class ReadStoppedChannels(LiveChatDb db)
{
    public async Task<IReadOnlyList<StoppedChannel>> RunAsync(CancellationToken ct) => await db.Channels
        .Where(channel => channel.DisabledAt == null
            ? channel.SuspendedAt != null
            : db.Conversations.Any(open => open.ChannelId == channel.Id && (open.Status == ConversationStatus.Waiting || open.Status == ConversationStatus.Active)))
        .OrderBy(channel => channel.Id)
        .Select(channel => new StoppedChannel(channel.Name, channel.DisabledAt == null ? channel.SuspendedAt : null)).ToListAsync(ct);
}
