using System.Globalization;
using System.Threading.Channels;
using LiveChat.Core.Conversations;
using LiveChat.Core.Live;
using LiveChat.Core.Messages;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Setup;

namespace LiveChat.Web.Live;

/// <summary>
/// Turns changes into fragments: whatever has come in by the time it looks is read in two queries, rendered once per language that is being
/// watched, and sent to all streams as the same bytes.
/// </summary>
public sealed class LiveBroadcaster(LiveHub hub, FragmentRenderer fragments, IServiceScopeFactory scopes, TimeProvider clock, ILogger<LiveBroadcaster> log) : BackgroundService
{
    private const int MostWaiting = 10_000;
    private const int MostAtOnce = 200;

    private readonly Channel<ConversationChange> changes = Channel.CreateBounded<ConversationChange>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private volatile bool overflowed;

    /// <summary>Never waits: when there are too many, pages are told to look for themselves.</summary>
    public void Add(ConversationChange change)
    {
        if (!changes.Writer.TryWrite(change)) overflowed = true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<ConversationChange> batch = [];
        while (await changes.Reader.WaitToReadAsync(stoppingToken))
        {
            while (batch.Count < MostAtOnce && changes.Reader.TryRead(out var change)) batch.Add(change);
            await BroadcastAsync(batch, stoppingToken);
            batch.Clear();
        }
    }

    private async Task BroadcastAsync(List<ConversationChange> batch, CancellationToken ct)
    {
        if (hub.Count == 0) return;
        try
        {
            await SendSharedAsync(batch, ct);
            await SendOwnAsync(batch, ct);
            if (!overflowed) return;
            overflowed = false;
            hub.Send(ServerSentEvent.Hello, _ => true);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.NotBroadcast(batch.Count, exception);
            await Task.Delay(TimeSpan.FromSeconds(1), clock, ct);
            hub.Send(ServerSentEvent.Hello, _ => true); // what could not be told can be asked for
        }
    }

    private async Task SendSharedAsync(List<ConversationChange> batch, CancellationToken ct)
    {
        var shared = batch.Where(change => change is not ConversationRead).ToList();
        if (shared.Count == 0) return;
        var heads = shared.Where(change => change is SessionChanged or CustomerChanged).Select(change => change.ConversationId).Distinct().ToArray();
        var (rows, messages) = await ReadAsync([.. shared.Select(change => change.ConversationId).Distinct()], [.. shared.OfType<MessageChanged>().Select(change => change.MessageId).Distinct()], ct);
        var costs = await ReadCostsAsync([.. rows.Select(row => row.Id)], ct);
        var counts = shared.Exists(change => change is SessionChanged) || rows.Any(row => IsCountedAnew(row, shared)) ? await ReadCountsAsync(viewerId: null, ct) : null;
        foreach (var language in hub.Languages)
        {
            using var html = new StringWriter(CultureInfo.InvariantCulture);
            foreach (var entries in messages.GroupBy(message => message.ConversationId)) await html.WriteAsync(Partials.Upsert(Dom.Messages(entries.Key), await fragments.RenderAsync<IEnumerable<MessageView>>(Partials.Entries, entries, language)));
            foreach (var row in rows) await html.WriteAsync(Partials.Upsert(Dom.Conversations, await fragments.RenderAsync(Partials.ConversationRow, row, language)));
            foreach (var cost in costs) await html.WriteAsync(Partials.Into(Dom.Cost(cost.ConversationId), await fragments.RenderAsync(Partials.ReplyCost, cost, language)));
            foreach (var id in heads) await html.WriteAsync(Partials.Into(Dom.DeskNews(id), await fragments.RenderAsync(Partials.DeskNews, id, language)));
            if (counts is not null) await html.WriteAsync(await fragments.RenderAsync(Partials.Counts, counts, language));
            hub.Send(ServerSentEvent.Encode(name: null, html.ToString()), to: stream => string.Equals(stream.Language, language, StringComparison.Ordinal));
        }
        var alerts = Alert.Of(shared, rows, messages);
        if (alerts.Count > 0) hub.Send(ServerSentEvent.Encode("alerts", alerts), _ => true);
    }

    /// <summary>A tab's number is another: somebody who never wrote before, or whoever serves had read all but what came just now.</summary>
    private static bool IsCountedAnew(ConversationRow row, List<ConversationChange> changes) =>
        row.Status == ConversationStatus.Bot
        || (row.OwnerId is { } owner && row.UnreadOf(owner) is > 0 and var unread && unread <= changes.Count(change => change is MessageChanged && change.ConversationId == row.Id));

    /// <summary>What one operator read, marked or pinned concerns their own pages only.</summary>
    private async Task SendOwnAsync(List<ConversationChange> batch, CancellationToken ct)
    {
        foreach (var own in batch.OfType<ConversationRead>().GroupBy(change => change.OperatorId))
        {
            var (rows, _) = await ReadAsync([.. own.Select(change => change.ConversationId).Distinct()], [], ct);
            var counts = rows.Any(row => row.OwnerId == own.Key || row.TransferToId == own.Key) ? await ReadCountsAsync(own.Key, ct) : null;
            foreach (var language in hub.Languages)
            {
                using var html = new StringWriter(CultureInfo.InvariantCulture);
                foreach (var row in rows) await html.WriteAsync(Partials.Upsert(Dom.Conversations, await fragments.RenderAsync(Partials.ConversationRow, row, language)));
                if (counts is not null) await html.WriteAsync(await fragments.RenderAsync(Partials.Counts, counts, language));
                hub.Send(ServerSentEvent.Encode(name: null, html.ToString()), to: stream => stream.OperatorId == own.Key && string.Equals(stream.Language, language, StringComparison.Ordinal));
            }
        }
    }

    private async Task<IReadOnlyList<TabCount>> ReadCountsAsync(long? viewerId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return TabCount.Of(await scope.ServiceProvider.GetRequiredService<ReadListHead>().RunAsync(ct), viewerId);
    }

    private async Task<(IReadOnlyList<ConversationRow> Rows, IReadOnlyList<MessageView> Messages)> ReadAsync(long[] conversationIds, long[] messageIds, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<ListConversations>().ForEveryoneAsync(conversationIds, ct);
        var messages = messageIds.Length == 0 ? [] : await scope.ServiceProvider.GetRequiredService<ReadMessages>().SomeAsync(messageIds, ct);
        return (rows, messages);
    }

    private async Task<IReadOnlyList<ReplyCost>> ReadCostsAsync(long[] conversationIds, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ReadReplyCosts>().RunAsync(conversationIds, ct);
    }
}

internal static partial class BroadcasterLog
{
    [LoggerMessage(LogLevel.Warning, "{Count} changes could not be broadcast; pages are told to catch up.")]
    public static partial void NotBroadcast(this ILogger logger, int count, Exception exception);
}
