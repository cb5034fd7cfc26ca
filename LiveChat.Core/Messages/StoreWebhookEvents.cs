using LiveChat.Core.Line;
using LiveChat.Core.Operations;
using Npgsql;
using NpgsqlTypes;

namespace LiveChat.Core.Messages;

/// <summary>
/// Stores the raw events of many webhooks in one statement and one commit; those already stored are passed over. Plain Npgsql: every webhook of
/// LINE waits for this (DESIGN.md, Intake).
/// </summary>
public sealed class StoreWebhookEvents(NpgsqlDataSource source)
{
    private const string Sql = """
        insert into webhook_events (channel_id, webhook_event_id, raw, received_at, attempts)
        select channel_id, webhook_event_id, raw, received_at, 0
        from unnest(@channels, @ids, @raws, @times) as incoming (channel_id, webhook_event_id, raw, received_at)
        on conflict (webhook_event_id) do nothing
        """;

    /// <summary>An event to store, and for which channel.</summary>
    public readonly record struct Item(long ChannelId, RawEvent Event, DateTimeOffset ReceivedAt);

    /// <returns>How many of them were new.</returns>
    public async Task<int> RunAsync(IReadOnlyCollection<Item> items, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new() { ParameterName = "channels", Value = items.Select(item => item.ChannelId).ToArray() });
        command.Parameters.Add(new() { ParameterName = "ids", Value = items.Select(item => item.Event.WebhookEventId).ToArray() });
        command.Parameters.Add(new() { ParameterName = "raws", Value = items.Select(item => item.Event.Bytes).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        command.Parameters.Add(new() { ParameterName = "times", Value = items.Select(item => item.ReceivedAt).ToArray() });
        var stored = await command.ExecuteNonQueryAsync(ct);
        Tally.EventsStored(stored);
        return stored;
    }
}
