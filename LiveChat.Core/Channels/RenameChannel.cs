using LiveChat.Core.Live;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Channels;

/// <summary>Calls a channel what the operators call it.</summary>
public sealed class RenameChannel(LiveChatDb db, ILiveFeed live, TimeProvider clock)
{
    public const int LongestName = 60;

    public enum Outcome { Renamed, Unchanged, NameMissing, NameTooLong, NotFound }

    public async Task<Outcome> RunAsync(long operatorId, long channelId, string? name, CancellationToken ct)
    {
        if (Words.OnOneLine(name) is not { } wanted) return Outcome.NameMissing;
        if (wanted.Length > LongestName) return Outcome.NameTooLong;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Channels.FromSql($"select * from channels where id = {channelId} for update").SingleOrDefaultAsync(ct) is not { } channel) return Outcome.NotFound;
        if (channel.Name == wanted) return Outcome.Unchanged;

        db.AuditEntries.Add(new() { At = clock.GetUtcNow(), OperatorId = operatorId, Action = "channel.renamed", SubjectId = channelId, Detail = $"{channel.Name} -> {wanted}" });
        channel.Name = wanted;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        await live.AnnounceAsync(new ChannelsChanged(), ct);
        return Outcome.Renamed;
    }
}
