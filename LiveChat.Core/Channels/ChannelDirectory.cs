using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Channels;

/// <summary>A channel with its secrets opened, for the webhook and for calls to LINE. Never logged, never rendered.</summary>
public sealed record ChannelCredentials(long Id, string? BotUserId, string Secret, string AccessToken)
{
    /// <summary>Records print their members; this one must not.</summary>
    public override string ToString() => $"channel {Id}";
}

/// <summary>The channels, kept in memory: a webhook must not wait for the database to learn a secret.</summary>
public sealed class ChannelDirectory(IDbContextFactory<LiveChatDb> databases, ISecrets secrets)
{
    private volatile Shelf shelf = new();

    public async ValueTask<IReadOnlyList<ChannelCredentials>> AllAsync(CancellationToken ct)
    {
        var current = shelf;
        return current.Channels ??= await LoadAsync(ct);
    }

    public async ValueTask<ChannelCredentials> GetAsync(long channelId, CancellationToken ct) =>
        (await AllAsync(ct)).First(channel => channel.Id == channelId);

    /// <summary>Forgets what is in memory, after a channel was added or changed.</summary>
    public void Refresh() => shelf = new();

    private async Task<ChannelCredentials[]> LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var stored = await db.Channels.AsNoTracking().OrderBy(channel => channel.Id).ToListAsync(ct);
        return [.. stored.Select(channel => new ChannelCredentials(
            channel.Id, channel.BotUserId, secrets.Open(channel.SealedSecret), secrets.Open(channel.SealedAccessToken)))];
    }

    /// <summary>What was being read while <see cref="Refresh"/> ran lands on the old shelf, where nobody looks any more.</summary>
    private sealed class Shelf
    {
        public volatile ChannelCredentials[]? Channels;
    }
}
