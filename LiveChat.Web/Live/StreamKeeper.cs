using LiveChat.Core.Operators;
using LiveChat.Web.Setup;

namespace LiveChat.Web.Live;

/// <summary>The streams' heartbeat, and the door: a disabled operator's streams end within half a minute.</summary>
public sealed class StreamKeeper(LiveHub hub, IServiceScopeFactory scopes, TimeProvider clock, ILogger<StreamKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beats = new PeriodicTimer(Beat, clock);
        while (await beats.WaitForNextTickAsync(stoppingToken))
        {
            hub.Send(ServerSentEvent.Ping, _ => true);
            try
            {
                await ShowOutAsync(stoppingToken);
            }
            catch (Exception exception) when (Trouble.IsDatabase(exception))
            {
                log.CannotLook(exception.Message);
            }
        }
    }

    private async Task ShowOutAsync(CancellationToken ct)
    {
        if (hub.Count == 0) return;
        await using var scope = scopes.CreateAsyncScope();
        var welcome = await scope.ServiceProvider.GetRequiredService<FindOperator>().StillEnabledAsync(hub.OperatorIds, ct);
        hub.Close(stream => !welcome.Contains(stream.OperatorId));
    }
}

internal static partial class StreamKeeperLog
{
    [LoggerMessage(LogLevel.Warning, "Whether operators are still enabled could not be looked up: {Reason}")]
    public static partial void CannotLook(this ILogger logger, string reason);
}
