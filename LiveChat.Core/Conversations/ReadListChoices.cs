using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Conversations;

/// <param name="IsOff">A channel that is switched off; what it has received is still there.</param>
public sealed record ListChoice(long Id, string Name, bool IsOff = false);

/// <summary>What the list can be narrowed to: every tag, every operator who may serve, and every channel that is on or has conversations.</summary>
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
        var channels = await db.Channels.Where(channel => channel.DisabledAt == null || db.Conversations.Any(held => held.ChannelId == channel.Id)).OrderBy(channel => EF.Functions.Collate(channel.Name, Collation))
            .Select(channel => new ListChoice(channel.Id, channel.Name, channel.DisabledAt != null)).ToListAsync(ct);
        return new(tags, operators, channels);
    }
}
