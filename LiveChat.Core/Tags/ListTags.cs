using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Tags;

/// <summary>A tag, and on how many conversations it stands.</summary>
public sealed record TagUse(long Id, string Name, TagColour Colour, int Conversations)
{
    public TagView Tag => new(Id, Name, Colour);
}

/// <summary>Every tag there is, by name.</summary>
public sealed class ListTags(LiveChatDb db)
{
    /// <summary>The order of a Thai dictionary; the database itself sorts by code points.</summary>
    internal const string Thai = "th-x-icu";

    public async Task<IReadOnlyList<TagUse>> RunAsync(CancellationToken ct) =>
        await db.Tags.AsNoTracking().OrderBy(tag => EF.Functions.Collate(tag.Name, Thai))
            .Select(tag => new TagUse(tag.Id, tag.Name, tag.Colour, db.ConversationTags.Count(tagged => tagged.TagId == tag.Id))).ToListAsync(ct);

    public async Task<TagUse?> OneAsync(long id, CancellationToken ct) =>
        await db.Tags.AsNoTracking().Where(tag => tag.Id == id)
            .Select(tag => new TagUse(tag.Id, tag.Name, tag.Colour, db.ConversationTags.Count(tagged => tagged.TagId == tag.Id))).SingleOrDefaultAsync(ct);

    /// <summary>What may be put on a conversation, for a field that suggests while one types.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken ct) =>
        await db.Tags.AsNoTracking().OrderBy(tag => EF.Functions.Collate(tag.Name, Thai)).Select(tag => tag.Name).ToListAsync(ct);
}
