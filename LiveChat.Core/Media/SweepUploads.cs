using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Media;

/// <summary>What was uploaded and never sent is kept for a day; what a process that died left half-made, too.</summary>
public sealed class SweepUploads(LiveChatDb db, IMediaStore store, MediaSpool spool)
{
    private const int BatchSize = 100;

    /// <returns>How many were thrown away.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        spool.Sweep();
        var swept = 0;
        while (await SweepAsync(ct) is > 0 and var more) swept += more;
        return swept;
    }

    /// <summary>The bytes first: a row without bytes is found again, bytes without a row never.</summary>
    private async Task<int> SweepAsync(CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var old = await db.MediaFiles.FromSql($"select * from media_files where message_id is null and created_at < now() - interval '1 day' order by created_at limit {BatchSize} for update skip locked").ToListAsync(ct);
        foreach (var upload in old)
        {
            await store.DeleteAsync(MediaName.Preview(upload.Key), ct);
            await store.DeleteAsync(upload.Key, ct);
        }
        db.MediaFiles.RemoveRange(old);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return old.Count;
    }
}
