using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Channels;

/// <summary>A channel with its secrets opened, for the webhook and for calls to LINE. Never logged, never rendered.</summary>
/// <param name="Id">Ours; 0 for a channel that is only being tried.</param>
/// <param name="BotUserId">Who LINE says it is.</param>
/// <param name="Secret">What its webhooks are signed with, and stateless tokens asked for.</param>
/// <param name="AccessToken">The pasted one; empty where LINE gives tokens (<see cref="TokenKind"/>). Calls are signed by <see cref="Line.LineTokenHandler"/> alone.</param>
public sealed record ChannelCredentials(long Id, string? BotUserId, string Secret, string AccessToken)
{
    /// <summary>While the secret is being changed, webhooks may be signed with the one before.</summary>
    public string? OtherSecret { get; init; }

    public TokenKind TokenKind { get; init; }

    /// <summary>LINE's number of the channel, which it gives tokens for.</summary>
    public string? LineChannelId { get; init; }

    public bool IsDisabled { get; init; }

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
        return [.. stored.Select(Open)];
    }

    private ChannelCredentials Open(Channel channel) => new(channel.Id, channel.BotUserId, secrets.Open(channel.SealedSecret), secrets.Open(channel.SealedAccessToken))
    {
        OtherSecret = channel.SealedOtherSecret is { } other ? secrets.Open(other) : null,
        TokenKind = channel.TokenKind,
        LineChannelId = channel.LineChannelId,
        IsDisabled = channel.DisabledAt is not null,
    };

    /// <summary>What was being read while <see cref="Refresh"/> ran lands on the old shelf, where nobody looks any more.</summary>
    private sealed class Shelf
    {
        public volatile ChannelCredentials[]? Channels;
    }
}
