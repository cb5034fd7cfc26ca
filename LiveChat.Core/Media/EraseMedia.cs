using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Media;

/// <summary>Deletes the bytes of what was taken back, and then what we knew of them (SAFETY P16).</summary>
public sealed class EraseMedia(LiveChatDb db, IMediaStore store)
{
    private const int BatchSize = 50;

    private sealed record Taken(long Id, string Key);

    /// <returns>True when there may be more.</returns>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        var taken = await db.Database.SqlQuery<Taken>($"""
            update media_files set attempts = attempts + 1, next_attempt_at = now() + interval '30 seconds' where id in (
                select id from media_files where state = 'erasing' and next_attempt_at <= now() order by next_attempt_at limit {BatchSize} for update skip locked)
            returning id, key
            """).ToListAsync(ct);
        foreach (var file in taken)
        {
            await store.DeleteAsync(MediaName.Preview(file.Key), ct);
            await store.DeleteAsync(file.Key, ct);
            await db.Database.ExecuteSqlAsync($"""
                update media_files set state = 'gone', has_preview = false, sha256 = null, size = null, width = null, height = null, duration_ms = null, file_name = null,
                    content_type = null, detail = null, finished_at = now() where id = {file.Id} and state = 'erasing'
                """, ct);
        }
        return taken.Count == BatchSize;
    }
}
