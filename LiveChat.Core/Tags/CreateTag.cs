using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Tags;

/// <summary>A new word to find conversations by. Two that read alike would be one.</summary>
public sealed class CreateTag(LiveChatDb db, TimeProvider clock)
{
    public enum Outcome { Created, NoName, NameTooLong, NameTaken }

    public async Task<Outcome> RunAsync(long operatorId, string? name, TagColour colour, CancellationToken ct)
    {
        if (Words.OnOneLine(name) is not { } clean) return Outcome.NoName;
        if (clean.Length > Tag.LongestName) return Outcome.NameTooLong;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.FindOrCreateTagAsync(clean, colour, clock.GetUtcNow(), ct) is not { IsNew: true } tag) return Outcome.NameTaken;
        db.AuditEntries.Add(new() { At = clock.GetUtcNow(), OperatorId = operatorId, Action = Tag.CreatedAction, SubjectId = tag.Id, Detail = clean });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Outcome.Created;
    }
}

internal sealed record FoundTag(long Id, bool IsNew);

internal static class TagExtensions
{
    /// <summary>Within a transaction: the tag that reads like this, held until the end so that nobody deletes it meanwhile.</summary>
    public static async Task<FoundTag> FindOrCreateTagAsync(this LiveChatDb db, string name, TagColour colour, DateTimeOffset now, CancellationToken ct) =>
        (await db.Database.SqlQuery<FoundTag>($"""
            insert into tags (name, name_key, colour, created_at) values ({name}, {ThaiText.Searchable(name)}, {colour.Word()}, {now})
            on conflict (name_key) do update set colour = tags.colour
            returning id, xmax = 0 as is_new
            """).ToListAsync(ct)).Single();
}
