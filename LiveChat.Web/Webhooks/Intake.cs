using System.Threading.Channels;
using LiveChat.Core.Messages;
using LiveChat.Web.Workers;

namespace LiveChat.Web.Webhooks;

/// <summary>
/// Where webhook requests meet: whatever waits is stored by one writer in one statement and one commit, and each is told. Storing many costs
/// hardly more than storing one, so the busier it is the cheaper an event gets.
/// </summary>
public sealed class Intake(StoreWebhookEvents store, IncomingSignal incoming, ILogger<Intake> log) : BackgroundService
{
    private const int MostWaiting = 2000;
    private const int MostAtOnce = 1000;

    /// <summary>LINE waits two seconds (LINE.md §1); an answer must come before, and "not stored" is one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.7);

    private readonly Channel<Waiting> waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    private sealed record Waiting(IReadOnlyList<StoreWebhookEvents.Item> Items, TaskCompletionSource<bool> Stored);

    /// <summary>True when all of it is committed; false when it is not, or nobody can tell in time: LINE sends it again and nothing doubles.</summary>
    public async Task<bool> StoreAsync(IReadOnlyList<StoreWebhookEvents.Item> items, CancellationToken ct)
    {
        if (items.Count == 0) return true;
        var request = new Waiting(items, new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!waiting.Writer.TryWrite(request)) return false;
        try
        {
            return await request.Stored.Task.WaitAsync(Patience, ct);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<Waiting> batch = [];
        try
        {
            while (await waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                for (var events = 0; events < MostAtOnce && waiting.Reader.TryRead(out var request); events += request.Items.Count)
                    batch.Add(request);
                await StoreAsync(batch, stoppingToken);
                batch.Clear();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            foreach (var request in batch) request.Stored.TrySetResult(false);
        }
        finally
        {
            waiting.Writer.TryComplete();
            while (waiting.Reader.TryRead(out var request)) request.Stored.TrySetResult(false);
        }
    }

    private async Task StoreAsync(List<Waiting> batch, CancellationToken ct)
    {
        var stored = false;
        try
        {
            await store.RunAsync([.. batch.SelectMany(request => request.Items)], ct);
            stored = true;
            incoming.Raise();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.NotStored(batch.Count, exception);
        }
        foreach (var request in batch) request.Stored.TrySetResult(stored);
    }
}

internal static partial class IntakeLog
{
    [LoggerMessage(LogLevel.Error, "{Count} webhooks could not be stored and were answered 503.")]
    public static partial void NotStored(this ILogger logger, int count, Exception exception);
}
