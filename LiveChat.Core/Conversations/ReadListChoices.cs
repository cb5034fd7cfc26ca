using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Conversations;

public sealed record ListChoice(long Id, string Name);

/// <summary>What the list can be narrowed to: every tag, every operator who may serve, and every channel that is on.</summary>
public sealed record ListChoices(IReadOnlyList<ListChoice> Tags, IReadOnlyList<ListChoice> Operators, IReadOnlyList<ListChoice> Channels);

public sealed class ReadListChoices(LiveChatDb db)
{
    /// <summary>Names in the order in which Thai readers look for them.</summary>
    private const string Collation = "th-x-icu";

    public async Task<ListChoices> RunAsync(CancellationToken ct)
    {
        var tags = await db.Tags.OrderBy(tag => EF.Functions.Collate(tag.Name, Collation)).Select(tag => new ListChoice(tag.Id, tag.Name)).ToListAsync(ct);
        var operators = await db.Operators.Where(someone => someone.DisabledAt == null).OrderBy(someone => EF.Functions.Collate(someone.DisplayName, Collation))
            .Select(someone => new ListChoice(someone.Id, someone.DisplayName)).ToListAsync(ct);
        var channels = await db.Channels.Where(channel => channel.DisabledAt == null).OrderBy(channel => EF.Functions.Collate(channel.Name, Collation))
            .Select(channel => new ListChoice(channel.Id, channel.Name)).ToListAsync(ct);
        return new(tags, operators, channels);
    }
}
