using LiveChat.Core.Conversations;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Operators;

/// <summary>Somebody who could take a conversation over, and how much they have in hand.</summary>
public sealed record AvailableOperator(long Id, string DisplayName, int Active, int OwedReplies);

/// <summary>The colleagues who have a page of the console open now, least burdened first.</summary>
public sealed class ListAvailableOperators(LiveChatDb db, TimeProvider clock)
{
    /// <summary>Whoever was seen within this time is there.</summary>
    public static readonly TimeSpan Presence = TimeSpan.FromSeconds(60);

    private const int Most = 100;

    public async Task<IReadOnlyList<AvailableOperator>> RunAsync(long exceptId, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - Presence;
        var found = await db.Operators.AsNoTracking()
            .Where(someone => someone.Id != exceptId && someone.DisabledAt == null && someone.LastSeenAt >= since)
            .OrderBy(someone => someone.DisplayName).Take(Most)
            .Select(someone => new AvailableOperator(someone.Id, someone.DisplayName,
                db.Conversations.Count(owned => owned.OwnerId == someone.Id && owned.Status == ConversationStatus.Active),
                db.Conversations.Count(owned => owned.OwnerId == someone.Id && owned.Status == ConversationStatus.Active && owned.NeedsReplySince != null)))
            .ToListAsync(ct);
        return [.. found.OrderBy(someone => someone.Active).ThenBy(someone => someone.OwedReplies)];
    }
}
