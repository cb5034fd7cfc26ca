using LiveChat.Core.Line;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Conversations;

/// <summary>What the next answer costs: nothing while LINE's reply token is fresh, then one message of the month's quota (LINE.md §6).</summary>
public sealed record ReplyCost
{
    public required long ConversationId { get; init; }
    public required DateTimeOffset? ReplyTokenExpiresAt { get; init; }

    /// <summary>An answer waits so long for its author to think better of it, and the token does not wait for it.</summary>
    public required int UndoSeconds { get; init; }

    /// <summary>Null while unknown, or without limit.</summary>
    public required long? QuotaLimit { get; init; }

    public required long? QuotaUsed { get; init; }

    /// <summary>Whom a push reaches, and so how often it counts: each member of a group.</summary>
    public int Recipients { get; init; } = 1;

    /// <summary>How many bubbles wait to be sent: they have the token first.</summary>
    public int Waiting { get; init; }

    /// <summary>How many bubbles the call that takes the token still carries.</summary>
    public int Room => Math.Max(0, LineBodies.MostMessages - Waiting);

    public DateTimeOffset? FreeUntil => ReplyTokenExpiresAt - TimeSpan.FromSeconds(UndoSeconds);

    /// <summary>How many messages may still be pushed this month; null when there is no telling.</summary>
    public long? Left => QuotaLimit - QuotaUsed is { } left ? Math.Max(0, left) : null;
}

public sealed class ReadReplyCosts(LiveChatDb db)
{
    public async Task<IReadOnlyList<ReplyCost>> RunAsync(long[] conversationIds, CancellationToken ct) => await (
        from conversation in db.Conversations.AsNoTracking()
        where conversationIds.Contains(conversation.Id)
        join channel in db.Channels on conversation.ChannelId equals channel.Id
        select new ReplyCost
        {
            ConversationId = conversation.Id,
            ReplyTokenExpiresAt = conversation.ReplyTokenExpiresAt,
            UndoSeconds = db.ConsoleSettings.Select(settings => settings.UndoSeconds).Single(),
            QuotaLimit = channel.QuotaLimit,
            QuotaUsed = channel.QuotaUsed,
            Recipients = conversation.Customer.MemberCount ?? 1,
            Waiting = db.Deliveries.Where(delivery => delivery.ConversationId == conversation.Id && delivery.State == DeliveryState.Queued).Sum(delivery => db.Messages.Count(message => message.DeliveryId == delivery.Id && message.DeliveryState == DeliveryState.Queued)),
        }).ToListAsync(ct);
}
