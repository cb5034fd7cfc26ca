using LiveChat.Core.Live;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Tags;

/// <summary>A tag goes, and with it from every conversation it stands on.</summary>
public sealed class DeleteTag(LiveChatDb db, ILiveFeed live, TimeProvider clock)
{
    public enum Outcome { Deleted, NotFound }

    public async Task<Outcome> RunAsync(long tagId, long operatorId, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Tags.FromSql($"select * from tags where id = {tagId} for update").SingleOrDefaultAsync(ct) is not { } tag) return Outcome.NotFound;
        db.Tags.Remove(tag);
        db.AuditEntries.Add(new() { At = clock.GetUtcNow(), OperatorId = operatorId, Action = "tag.deleted", SubjectId = tagId, Detail = tag.Name });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        await live.AnnounceAsync(new TagsChanged(), ct);
        return Outcome.Deleted;
    }
}
