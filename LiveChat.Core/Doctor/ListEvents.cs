using LiveChat.Core.Line;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Doctor;

/// <summary>What became of an event so far. It is <c>Waiting</c> until it has had its effects, whatever it came to before a replay.</summary>
public enum EventState { Waiting, Recorded, Ignored, Dead }

/// <summary>An event of LINE as the doctor lists it: what it is, what became of it, and whose conversation it belongs to, where that is known.</summary>
public sealed record ListedEvent
{
    public required long Id { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required long ChannelId { get; init; }
    public required string ChannelName { get; init; }

    /// <summary>As messages are called (<c>text</c>, <c>event.follow</c>); null where it is no event at all.</summary>
    public string? Kind { get; init; }

    public required EventState State { get; init; }
    public required int Attempts { get; init; }

    /// <summary>Why it is dead, or what stopped the last attempt.</summary>
    public required string? Error { get; init; }

    /// <summary>It would be there twice if it were applied again.</summary>
    public required bool StandsAlready { get; init; }

    public bool MayBeReplayed => State != EventState.Waiting && !StandsAlready;

    public long? ConversationId { get; init; }
    public string? CustomerName { get; init; }
}

/// <summary>The latest events, and of the dead ones the latest: what they are is read from the events themselves, as LINE sent them.</summary>
public sealed class ListEvents(LiveChatDb db)
{
    public const int MostListed = 100;

    private sealed record Row(long Id, DateTimeOffset ReceivedAt, long ChannelId, string ChannelName, byte[] Raw, EventOutcome? Outcome, DateTimeOffset? ProcessedAt, int Attempts, string? Error);

    private sealed record Whose(long ChannelId, string LineId, long ConversationId, string? Name);

    public Task<IReadOnlyList<ListedEvent>> LatestAsync(CancellationToken ct) => ReadAsync(db.WebhookEvents, ct);

    public Task<IReadOnlyList<ListedEvent>> DeadAsync(CancellationToken ct) => ReadAsync(db.WebhookEvents.Where(received => received.Outcome == EventOutcome.Dead), ct);

    public async Task<ListedEvent?> OneAsync(long eventId, CancellationToken ct) => (await ReadAsync(db.WebhookEvents.Where(received => received.Id == eventId), ct)).SingleOrDefault();

    public Task<int> CountDeadAsync(CancellationToken ct) => db.WebhookEvents.CountAsync(received => received.Outcome == EventOutcome.Dead, ct);

    private async Task<IReadOnlyList<ListedEvent>> ReadAsync(IQueryable<WebhookEvent> events, CancellationToken ct)
    {
        var rows = await events.AsNoTracking().OrderByDescending(received => received.Id).Take(MostListed)
            .Select(received => new Row(received.Id, received.ReceivedAt, received.ChannelId, db.Channels.Single(channel => channel.Id == received.ChannelId).Name,
                received.Raw, received.Outcome, received.ProcessedAt, received.Attempts, received.Error)).ToListAsync(ct);
        var said = rows.ToDictionary(row => row.Id, row => LineEvent.TryRead(row.Raw));
        var known = await KnownAsync([.. said.Values.Select(one => one?.Source?.Id).OfType<string>().Distinct(StringComparer.Ordinal)], ct);
        return [.. rows.Select(row => Describe(row, said[row.Id], known))];
    }

    private async Task<Dictionary<(long ChannelId, string LineId), Whose>> KnownAsync(string[] lineIds, CancellationToken ct)
    {
        var found = await db.Conversations.AsNoTracking().Where(conversation => lineIds.Contains(conversation.Customer.LineId))
            .Select(conversation => new Whose(conversation.ChannelId, conversation.Customer.LineId, conversation.Id, conversation.Customer.Nickname ?? conversation.Customer.DisplayName)).ToListAsync(ct);
        return found.ToDictionary(whose => (whose.ChannelId, whose.LineId));
    }

    private static ListedEvent Describe(Row row, LineEvent? said, Dictionary<(long ChannelId, string LineId), Whose> known)
    {
        var whose = said?.Source is { } source ? known.GetValueOrDefault((row.ChannelId, source.Id)) : null;
        return new()
        {
            Id = row.Id, ReceivedAt = row.ReceivedAt, ChannelId = row.ChannelId, ChannelName = row.ChannelName,
            Kind = said?.Message?.Kind ?? (said is null ? null : Message.EventPrefix + said.Type),
            State = row.ProcessedAt is null ? EventState.Waiting : row.Outcome switch { EventOutcome.Recorded => EventState.Recorded, EventOutcome.Dead => EventState.Dead, _ => EventState.Ignored },
            Attempts = row.Attempts, Error = row.Error, StandsAlready = ReplayEvents.StandsAlready(row.Outcome, said), ConversationId = whose?.ConversationId, CustomerName = whose?.Name,
        };
    }
}
