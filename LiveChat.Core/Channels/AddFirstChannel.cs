using System.Security.Cryptography;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Channels;

/// <summary>
/// Stores the first channel, when there is none yet. Run twice, or by two instances at once, it stores one. A channel that came from the settings
/// follows them: a mistyped secret is mended where it was typed.
/// </summary>
public sealed class AddFirstChannel(LiveChatDb db, ISecrets secrets, ChannelDirectory directory, TimeProvider clock)
{
    private const long FirstChannelLock = 0x4C_49_4E_45; // "LINE": an advisory lock, so that two instances do not both find an empty table

    public enum Outcome { Added, Renewed, AlreadyThere }

    public async Task<Outcome> RunAsync(string name, string secret, string accessToken, string? botUserId, bool followsSettings, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({FirstChannelLock})", ct);
        var first = await db.Channels.OrderBy(channel => channel.Id).FirstOrDefaultAsync(ct);
        if (first is not null && (!followsSettings || !first.FollowsSettings || Holds(first, secret, accessToken))) return Outcome.AlreadyThere;

        if (first is null) db.Channels.Add(NewChannel(name, secret, accessToken, botUserId, followsSettings));
        else (first.SealedSecret, first.SealedAccessToken) = (secrets.Seal(secret), secrets.Seal(accessToken));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        directory.Refresh();
        return first is null ? Outcome.Added : Outcome.Renewed;
    }

    private Channel NewChannel(string name, string secret, string accessToken, string? botUserId, bool followsSettings)
    {
        var channel = new Channel
        {
            Name = name,
            SealedSecret = secrets.Seal(secret),
            SealedAccessToken = secrets.Seal(accessToken),
            FollowsSettings = followsSettings,
            CreatedAt = clock.GetUtcNow(),
        };
        if (botUserId is not null) channel.Recognise(botUserId);
        return channel;
    }

    private bool Holds(Channel channel, string secret, string accessToken)
    {
        try
        {
            return secrets.Open(channel.SealedSecret) == secret && secrets.Open(channel.SealedAccessToken) == accessToken;
        }
        catch (CryptographicException)
        {
            return false; // sealed under a key that is lost: the settings know it still
        }
    }
}
