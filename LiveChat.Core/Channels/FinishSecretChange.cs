using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Channels;

/// <summary>Ends the time in which two secrets are accepted: the one before is forgotten.</summary>
public sealed class FinishSecretChange(LiveChatDb db, ChannelDirectory directory, ChannelChecks checks, TimeProvider clock)
{
    public enum Outcome { Finished, NothingToFinish, NotFound }

    public async Task<Outcome> RunAsync(long operatorId, long channelId, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Channels.FromSql($"select * from channels where id = {channelId} for update").SingleOrDefaultAsync(ct) is not { } channel) return Outcome.NotFound;
        if (channel.SealedOtherSecret is null) return Outcome.NothingToFinish;

        channel.SealedOtherSecret = null;
        db.AuditEntries.Add(new() { At = clock.GetUtcNow(), OperatorId = operatorId, Action = "channel.secret_change_finished", SubjectId = channelId });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        directory.Refresh();
        checks.ForgetTest(channelId);
        return Outcome.Finished;
    }
}
