using System.Security.Cryptography;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Channels;

/// <summary>
/// Stores the channel that the settings name, or the simulator's: one of each, however often it is run and by however many instances at once. The
/// settings' channel follows them: a mistyped secret is mended where it was typed.
/// </summary>
public sealed class StoreChannel(LiveChatDb db, ISecrets secrets, ChannelDirectory directory, TimeProvider clock)
{
    internal const long ChannelLock = 0x4C_49_4E_45; // "LINE": an advisory lock, so that two instances do not both find an empty table

    public enum Outcome { Added, AddedBesideAnother, Renewed, AlreadyThere }

    /// <param name="botUserId">Null where LINE will tell it with the first webhook.</param>
    public async Task<Outcome> RunAsync(ChannelOrigin origin, string name, string secret, string accessToken, string? botUserId, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({ChannelLock})", ct);
        var known = await db.Channels.SingleOrDefaultAsync(channel => channel.Origin == origin, ct);
        var outcome = known is null ? await AddAsync() : origin == ChannelOrigin.Settings ? Renew(known, secret, accessToken) : Outcome.AlreadyThere;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        directory.Refresh();
        return outcome;

        async Task<Outcome> AddAsync()
        {
            var isFirst = !await db.Channels.AnyAsync(ct);
            var channel = new Channel { Name = name, Origin = origin, SealedSecret = secrets.Seal(secret), SealedAccessToken = secrets.Seal(accessToken), CreatedAt = clock.GetUtcNow() };
            if (botUserId is not null) channel.Recognise(botUserId);
            db.Channels.Add(channel);
            return isFirst ? Outcome.Added : Outcome.AddedBesideAnother;
        }
    }

    private Outcome Renew(Channel known, string secret, string accessToken)
    {
        var (isSameSecret, isSameToken) = (Holds(known.SealedSecret, secret), Holds(known.SealedAccessToken, accessToken));
        if (isSameSecret && isSameToken) return Outcome.AlreadyThere;
        (known.SealedSecret, known.SealedAccessToken) = (secrets.Seal(secret), secrets.Seal(accessToken));
        if (!isSameSecret) known.Forget(); // perhaps another account: its first signed webhook says
        return Outcome.Renewed;
    }

    private bool Holds(string sealedSecret, string secret)
    {
        try
        {
            return secrets.Open(sealedSecret) == secret;
        }
        catch (CryptographicException)
        {
            return false; // sealed under a key that is lost: the settings know it still
        }
    }
}
