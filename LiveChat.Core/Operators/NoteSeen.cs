using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Operators;

/// <summary>Writes down who is here: a page of theirs is open now.</summary>
public sealed class NoteSeen(LiveChatDb db, TimeProvider clock)
{
    public Task RunAsync(long[] operatorIds, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.Operators.Where(found => operatorIds.Contains(found.Id)).ExecuteUpdateAsync(set => set.SetProperty(found => found.LastSeenAt, now), ct);
    }
}
