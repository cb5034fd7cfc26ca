using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Conversations;

public sealed record ListChoice(long Id, string Name);

/// <summary>What the list can be narrowed to: every tag, and every operator who may serve.</summary>
public sealed record ListChoices(IReadOnlyList<ListChoice> Tags, IReadOnlyList<ListChoice> Operators);

public sealed class ReadListChoices(LiveChatDb db)
{
    /// <summary>Names in the order in which Thai readers look for them.</summary>
    private const string Collation = "th-x-icu";

    public async Task<ListChoices> RunAsync(CancellationToken ct)
    {
        var tags = await db.Tags.OrderBy(tag => EF.Functions.Collate(tag.Name, Collation)).Select(tag => new ListChoice(tag.Id, tag.Name)).ToListAsync(ct);
        var operators = await db.Operators.Where(someone => someone.DisabledAt == null).OrderBy(someone => EF.Functions.Collate(someone.DisplayName, Collation))
            .Select(someone => new ListChoice(someone.Id, someone.DisplayName)).ToListAsync(ct);
        return new(tags, operators);
    }
}
