using LiveChat.Core.Line;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Customers;

/// <summary>Who speaks, joins and leaves in a group or room, as events tell it. Within the caller's transaction.</summary>
public sealed class NoteMembers(LiveChatDb db, TimeProvider clock)
{
    /// <returns>True when there is a profile to fetch.</returns>
    public async Task<bool> RunAsync(Customer customer, LineEvent said, DateTimeOffset at, CancellationToken ct)
    {
        if (customer.Kind == CustomerKind.User) return false;
        var isLeaving = said.Type == "memberLeft";
        string[] ids = [.. said.MemberIds.Append(isLeaving ? null : said.Source?.UserId).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (ids.Length == 0) return false;

        await db.Database.ExecuteSqlAsync($"insert into members (customer_id, line_id) select {customer.Id}, id from unnest({ids}) id on conflict do nothing", ct);
        var wanted = false;
        foreach (var member in await db.Members.Where(found => found.CustomerId == customer.Id && ids.Contains(found.LineId)).ToListAsync(ct))
        {
            if (isLeaving) member.LeftAt = at;
            else if (member.LeftAt < at) member.LeftAt = null;
            wanted |= !isLeaving && member.AskForProfile(clock.GetUtcNow());
        }
        return wanted;
    }
}
