using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Operators;

/// <summary>Somebody who can be named in a note.</summary>
public sealed record Colleague(long Id, string DisplayName, string Username);

/// <summary>The other operators who may work, by a part of their name.</summary>
public sealed class FindColleagues(LiveChatDb db)
{
    private const int MostShown = 20;

    public async Task<IReadOnlyList<Colleague>> RunAsync(long operatorId, string? query, CancellationToken ct)
    {
        var wanted = ThaiText.Searchable(query ?? "");
        var colleagues = await db.Operators.AsNoTracking().Where(someone => someone.DisabledAt == null && someone.Id != operatorId)
            .OrderBy(someone => EF.Functions.Collate(someone.DisplayName, "th-x-icu")).ThenBy(someone => someone.Id)
            .Select(someone => new Colleague(someone.Id, someone.DisplayName, someone.Username)).ToListAsync(ct);
        return [.. colleagues.Where(someone => ThaiText.Searchable($"{someone.DisplayName}\n{someone.Username}").Contains(wanted, StringComparison.Ordinal)).Take(MostShown)];
    }
}
