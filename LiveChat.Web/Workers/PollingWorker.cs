using LiveChat.Web.Setup;

namespace LiveChat.Web.Workers;

/// <summary>
/// A verb that is run again and again: as long as it finds work, then when it is told there is more, then now and then by itself. The database
/// being away is waited out; any other failure is logged and does not end the worker. It begins when the application listens: what it brings to
/// LINE may be answered at once, and where the simulator is LINE, it is this application.
/// </summary>
public abstract class PollingWorker(Signal signal, IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger log) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    protected abstract TimeSpan PollEvery { get; }

    protected virtual int Lanes => 1;

    /// <returns>True when there may be more to do at once.</returns>
    protected abstract Task<bool> WorkAsync(IServiceProvider services, CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(listening.SetResult);
        await listening.Task.WaitAsync(stoppingToken);
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => RunLaneAsync(stoppingToken)));
    }

    private async Task RunLaneAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                while (await WorkOnceAsync(ct)) { }
                await signal.WaitAsync(PollEvery, clock, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                if (Trouble.IsDatabase(exception)) log.DatabaseAway(GetType().Name, exception.Message);
                else log.Stumbled(GetType().Name, exception);
                await Task.Delay(PauseAfterFailure, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> WorkOnceAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await WorkAsync(scope.ServiceProvider, ct);
    }
}

internal static partial class WorkerLog
{
    [LoggerMessage(LogLevel.Warning, "{Worker} waits for the database: {Reason}")]
    public static partial void DatabaseAway(this ILogger logger, string worker, string reason);

    [LoggerMessage(LogLevel.Error, "{Worker} stumbled and goes on.")]
    public static partial void Stumbled(this ILogger logger, string worker, Exception exception);
}
