using System.Linq.Expressions;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>A message as its bubble shows it.</summary>
public sealed record MessageView
{
    public required long Id { get; init; }
    public required long ConversationId { get; init; }
    public required long Revision { get; init; }
    public required MessageDirection Direction { get; init; }
    public required MessageAuthor Author { get; init; }
    public required long? OperatorId { get; init; }
    public required string? OperatorName { get; init; }

    /// <summary>Whom the entry names besides its author: to whom a session was handed.</summary>
    public required string? AboutOperatorName { get; init; }

    public required string Kind { get; init; }
    public required bool IsSupported { get; init; }
    public required string? Text { get; init; }
    public required DateTimeOffset SentAt { get; init; }
    public required DeliveryState? DeliveryState { get; init; }
    public required DeliveryProblem? DeliveryProblem { get; init; }

    /// <summary>Until when its author can take it back; null once a call has begun, and for what never waited.</summary>
    public required DateTimeOffset? UndoUntil { get; init; }

    /// <summary>What the page that sent it called it: its bubble was there before the answer.</summary>
    public required string? ClientKey { get; init; }
}

/// <summary>A stretch of a timeline, oldest first, and whether it goes on before and after.</summary>
public sealed record MessagePage(long ConversationId, IReadOnlyList<MessageView> Messages, bool HasOlder, bool HasNewer = false);

/// <summary>Which stretch: before, after or around a message; with none of them, the newest.</summary>
public readonly record struct Stretch(long? Before = null, long? After = null, long? Around = null);

/// <summary>A conversation's timeline in stretches: by LINE's time, then by id.</summary>
public sealed class ReadMessages(LiveChatDb db)
{
    public const int PageSize = 50;
    public const int LargestPage = 200;

    /// <summary>Null when the message it is counted from is not of this conversation.</summary>
    public async Task<MessagePage?> StretchAsync(long conversationId, Stretch stretch, int limit, CancellationToken ct) => stretch switch
    {
        { Before: { } edge } => await BeforeAsync(conversationId, edge, limit, ct),
        { After: { } edge } => await AfterAsync(conversationId, edge, limit, ct),
        { Around: { } middle } => await AroundAsync(conversationId, middle, limit, ct),
        _ => await NewestAsync(conversationId, limit, ct),
    };

    public Task<MessagePage> NewestAsync(long conversationId, int limit, CancellationToken ct) =>
        OlderThanAsync(conversationId, In(conversationId), limit, ct);

    /// <summary>Null when the message is not of this conversation.</summary>
    public async Task<MessagePage?> BeforeAsync(long conversationId, long messageId, int limit, CancellationToken ct) =>
        await FindAsync(conversationId, messageId, ct) is { } edge
            ? (await OlderThanAsync(conversationId, Before(conversationId, edge), limit, ct)) with { HasNewer = true }
            : null;

    /// <summary>What comes after a message; null when it is not of this conversation.</summary>
    public async Task<MessagePage?> AfterAsync(long conversationId, long messageId, int limit, CancellationToken ct)
    {
        if (await FindAsync(conversationId, messageId, ct) is not { } edge) return null;
        var found = await InOrder(In(conversationId).Where(message => EF.Functions.GreaterThan(ValueTuple.Create(message.SentAt, message.Id), ValueTuple.Create(edge.SentAt, edge.Id))))
            .Take(limit + 1).Select(ToView(db)).ToListAsync(ct);
        return new(conversationId, [.. found.Take(limit)], HasOlder: true, HasNewer: found.Count > limit);
    }

    /// <summary>A window with the message in its middle; null when it is not of this conversation.</summary>
    public async Task<MessagePage?> AroundAsync(long conversationId, long messageId, int limit, CancellationToken ct)
    {
        if (await FindAsync(conversationId, messageId, ct) is not { } edge) return null;
        var (before, from) = (limit / 2, limit - limit / 2); // the message itself is the first of those from it on
        var older = await OlderThanAsync(conversationId, Before(conversationId, edge), before, ct);
        var newer = await InOrder(In(conversationId).Where(message => message.SentAt > edge.SentAt || (message.SentAt == edge.SentAt && message.Id >= edge.Id)))
            .Take(from + 1).Select(ToView(db)).ToListAsync(ct);
        return new(conversationId, [.. older.Messages, .. newer.Take(from)], older.HasOlder, HasNewer: newer.Count > from);
    }

    /// <summary>What has changed after a revision, oldest first; one more than <paramref name="limit"/> tells that it is too much to send.</summary>
    public async Task<IReadOnlyList<MessageView>> SinceAsync(long conversationId, long revision, int limit, CancellationToken ct) =>
        await InOrder(In(conversationId).Where(message => message.Revision > revision)).Take(limit + 1).Select(ToView(db)).ToListAsync(ct);

    public async Task<IReadOnlyList<MessageView>> SomeAsync(long[] ids, CancellationToken ct) =>
        await InOrder(db.Messages.AsNoTracking().Where(message => ids.Contains(message.Id))).Select(ToView(db)).ToListAsync(ct);

    private sealed record Edge(DateTimeOffset SentAt, long Id);

    private Task<Edge?> FindAsync(long conversationId, long messageId, CancellationToken ct) =>
        db.Messages.Where(message => message.Id == messageId && message.ConversationId == conversationId)
            .Select(message => new Edge(message.SentAt, message.Id)).SingleOrDefaultAsync(ct);

    private IQueryable<Message> In(long conversationId) => db.Messages.AsNoTracking().Where(message => message.ConversationId == conversationId);

    private IQueryable<Message> Before(long conversationId, Edge edge) =>
        In(conversationId).Where(message => EF.Functions.LessThan(ValueTuple.Create(message.SentAt, message.Id), ValueTuple.Create(edge.SentAt, edge.Id)));

    private static IOrderedQueryable<Message> InOrder(IQueryable<Message> messages) => messages.OrderBy(message => message.SentAt).ThenBy(message => message.Id);

    private async Task<MessagePage> OlderThanAsync(long conversationId, IQueryable<Message> messages, int limit, CancellationToken ct)
    {
        var found = await messages.OrderByDescending(message => message.SentAt).ThenByDescending(message => message.Id)
            .Take(limit + 1).Select(ToView(db)).ToListAsync(ct);
        var hasOlder = found.Count > limit;
        if (hasOlder) found.RemoveAt(limit);
        found.Reverse();
        return new(conversationId, found, hasOlder);
    }

    private static Expression<Func<Message, MessageView>> ToView(LiveChatDb db) => message => new MessageView
    {
        Id = message.Id,
        ConversationId = message.ConversationId,
        Revision = message.Revision,
        Direction = message.Direction,
        Author = message.Author,
        OperatorId = message.OperatorId,
        OperatorName = db.Operators.Where(author => author.Id == message.OperatorId).Select(author => author.DisplayName).FirstOrDefault(),
        AboutOperatorName = db.Operators.Where(about => about.Id == message.AboutOperatorId).Select(about => about.DisplayName).FirstOrDefault(),
        Kind = message.Kind,
        IsSupported = message.IsSupported,
        Text = message.Text,
        SentAt = message.SentAt,
        DeliveryState = message.DeliveryState,
        DeliveryProblem = message.DeliveryProblem,
        UndoUntil = message.DeliveryState == DeliveryState.Queued
            ? db.Deliveries.Where(delivery => delivery.Id == message.DeliveryId && delivery.Attempts == 0).Select(delivery => (DateTimeOffset?)delivery.NextAttemptAt).FirstOrDefault()
            : null,
        ClientKey = message.ClientKey,
    };
}
