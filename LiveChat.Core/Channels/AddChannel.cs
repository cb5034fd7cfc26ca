using LiveChat.Core.Line;
using LiveChat.Core.Live;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Channels;

/// <summary>Adds an account that the console answers for from now on. LINE is asked who it is before anything is stored; keys that LINE does not take are not.</summary>
public sealed class AddChannel(LiveChatDb db, ISecrets secrets, ChannelDirectory directory, TryChannelKeys tried, ILiveFeed live, TimeProvider clock)
{
    public sealed record Result(long? Id, KeysRefusal? Refusal = null);

    public async Task<Result> RunAsync(long operatorId, TokenKind kind, ChannelKeys typed, CancellationToken ct)
    {
        var keys = typed.Trimmed();
        if (TryChannelKeys.Misspelt(kind, keys) is { } misspelt) return new(Id: null, misspelt);
        if (keys.Secret is not { } secret) return new(Id: null, KeysRefusal.SecretMissing);
        if (TryChannelKeys.Missing(kind, keys.LineChannelId, keys.AccessToken) is { } missing) return new(Id: null, missing);

        var (refusal, bot) = await tried.RunAsync(new(Id: 0, BotUserId: null, secret, keys.AccessToken ?? "") { LineChannelId = keys.LineChannelId, TokenKind = kind }, ct);
        if (refusal is not null) return new(Id: null, refusal);

        // One whom LINE has not named yet is known by its secret.
        if ((await directory.AllAsync(ct)).Any(known => known.BotUserId == bot!.UserId || known.Secret == secret)) return new(Id: null, KeysRefusal.AlreadyThere);
        return await StoreAsync(operatorId, keys, kind, bot!, ct);
    }

    private async Task<Result> StoreAsync(long operatorId, ChannelKeys keys, TokenKind kind, LineBot bot, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({StoreChannel.ChannelLock})", ct);
        if (await db.Channels.AnyAsync(known => known.BotUserId == bot.UserId, ct)) return new(Id: null, KeysRefusal.AlreadyThere);
        var channel = new Channel
        {
            Name = Words.Shorten(Words.OnOneLine(bot.DisplayName), RenameChannel.LongestName) ?? bot.UserId, Origin = ChannelOrigin.Console, TokenKind = kind, LineChannelId = keys.LineChannelId,
            SealedSecret = secrets.Seal(keys.Secret!), SealedAccessToken = secrets.Seal(keys.AccessToken ?? ""), CreatedAt = now,
        };
        channel.Recognise(bot.UserId);
        channel.Describe(bot, now);
        db.Channels.Add(channel);
        await db.SaveChangesAsync(ct);
        db.AuditEntries.Add(new() { At = now, OperatorId = operatorId, Action = "channel.added", SubjectId = channel.Id, Detail = bot.UserId });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        directory.Refresh();
        await live.AnnounceAsync(new QuotaTouched(channel.Id), ct); // nobody knows it yet
        return new(channel.Id);
    }
}
