using LiveChat.Core.Live;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace LiveChat.Core.Tags;

/// <summary>A tag is called or coloured differently from now on, wherever it stands.</summary>
public sealed class ChangeTag(LiveChatDb db, ILiveFeed live, TimeProvider clock)
{
    public enum Outcome { Changed, Unchanged, NoName, NameTooLong, NameTaken, NotFound }

    public async Task<Outcome> RunAsync(long tagId, long operatorId, string? name, TagColour colour, CancellationToken ct)
    {
        if (Words.OnOneLine(name) is not { } clean) return Outcome.NoName;
        if (clean.Length > Tag.LongestName) return Outcome.NameTooLong;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Tags.FromSql($"select * from tags where id = {tagId} for update").SingleOrDefaultAsync(ct) is not { } tag) return Outcome.NotFound;
        if (tag.Name == clean && tag.Colour == colour) return Outcome.Unchanged;

        var before = $"{tag.Name} ({tag.Colour.Word()})";
        (tag.Name, tag.NameKey, tag.Colour) = (clean, ThaiText.Searchable(clean), colour);
        db.AuditEntries.Add(new() { At = clock.GetUtcNow(), OperatorId = operatorId, Action = "tag.changed", SubjectId = tagId, Detail = $"{before} → {clean} ({colour.Word()})" });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException refused) when (refused.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return Outcome.NameTaken;
        }
        await transaction.CommitAsync(ct);
        await live.AnnounceAsync(new TagsChanged(), ct);
        return Outcome.Changed;
    }
}
