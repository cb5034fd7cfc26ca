using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Channels;

/// <summary>
/// Replaces a channel's keys: whatever was not typed stays. LINE is asked first, so that a mistyped one never takes a working one's place. The secret
/// before is accepted beside the new one until an administrator says that the change is done (LINE.md §1).
/// </summary>
public sealed class ChangeChannelKeys(LiveChatDb db, ISecrets secrets, ChannelDirectory directory, TryChannelKeys tried, ChannelChecks checks, WebhookWatch watch, TimeProvider clock)
{
    public enum Outcome { Changed, Unchanged, NotFound, NotFromConsole, Refused }

    public sealed record Result(Outcome Outcome, KeysRefusal? Refusal = null);

    /// <param name="operatorId">Who wants it.</param>
    /// <param name="channelId">Whose keys.</param>
    /// <param name="kind">Where tokens come from, from now on.</param>
    /// <param name="typed">The new ones, as far as there are.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(long operatorId, long channelId, TokenKind kind, ChannelKeys typed, CancellationToken ct)
    {
        var keys = typed.Trimmed();
        if (await db.Channels.AsNoTracking().SingleOrDefaultAsync(found => found.Id == channelId, ct) is not { } known) return new(Outcome.NotFound);
        if (known.Origin != ChannelOrigin.Console) return new(Outcome.NotFromConsole);
        if (TryChannelKeys.Misspelt(kind, keys) is { } misspelt) return new(Outcome.Refused, misspelt);

        var before = await directory.GetAsync(channelId, ct);
        var wanted = before with
        {
            Secret = keys.Secret ?? before.Secret,
            LineChannelId = keys.LineChannelId ?? before.LineChannelId,
            AccessToken = kind == TokenKind.Stateless ? "" : keys.AccessToken ?? before.AccessToken,
            TokenKind = kind,
        };
        if (wanted == before) return new(Outcome.Unchanged);
        if (TryChannelKeys.Missing(kind, wanted.LineChannelId, wanted.AccessToken) is { } missing) return new(Outcome.Refused, missing);
        if ((await tried.RunAsync(wanted, ct)).Refusal is { } refusal) return new(Outcome.Refused, refusal);
        await StoreAsync(operatorId, before, wanted, ct);
        return new(Outcome.Changed);
    }

    private async Task StoreAsync(long operatorId, ChannelCredentials before, ChannelCredentials wanted, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var channel = await db.Channels.FromSql($"select * from channels where id = {before.Id} for update").SingleAsync(ct);
        List<string> changed = [];
        if (wanted.Secret != before.Secret)
        {
            (channel.SealedOtherSecret, channel.SealedSecret) = (channel.SealedSecret, secrets.Seal(wanted.Secret));
            changed.Add("secret");
        }
        if (wanted.AccessToken != before.AccessToken || wanted.TokenKind != before.TokenKind)
        {
            (channel.SealedAccessToken, channel.TokenKind) = (secrets.Seal(wanted.AccessToken), wanted.TokenKind);
            changed.Add($"token ({wanted.TokenKind.Word()})");
        }
        if (wanted.LineChannelId != before.LineChannelId)
        {
            channel.LineChannelId = wanted.LineChannelId;
            changed.Add("number");
        }
        db.AuditEntries.Add(new() { At = clock.GetUtcNow(), OperatorId = operatorId, Action = "channel.keys_changed", SubjectId = before.Id, Detail = string.Join(", ", changed) });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        checks.ForgetTest(before.Id);
        if (wanted.Secret != before.Secret) watch.NoteSecretChanged(before.Id);
        directory.Refresh();
    }
}
