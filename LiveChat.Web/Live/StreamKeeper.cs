using LiveChat.Core.Hours;
using LiveChat.Core.Operators;
using LiveChat.Web.Setup;

namespace LiveChat.Web.Live;

/// <summary>The streams' heartbeat, the business's midnight, who is here, and the door: a disabled operator's streams end within half a minute.</summary>
public sealed class StreamKeeper(LiveHub hub, IServiceScopeFactory scopes, BusinessTime time, TimeProvider clock, ILogger<StreamKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var today = time.Today;
        using var beats = new PeriodicTimer(Beat, clock);
        while (await beats.WaitForNextTickAsync(stoppingToken))
        {
            hub.Send(ServerSentEvent.Ping, _ => true);
            if (today != time.Today) hub.Send(ServerSentEvent.Hello, _ => true); // yesterday's times are shown with their day
            today = time.Today;
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
        var present = hub.OperatorIds;
        if (present.Length == 0) return;
        await using var scope = scopes.CreateAsyncScope();
        var welcome = await scope.ServiceProvider.GetRequiredService<FindOperator>().StillEnabledAsync(present, ct);
        var unwelcome = present.Except(welcome).ToHashSet(); // whoever came meanwhile was not asked about
        hub.Close(stream => unwelcome.Contains(stream.OperatorId));
        await scope.ServiceProvider.GetRequiredService<NoteSeen>().RunAsync([.. welcome], ct);
    }
}

internal static partial class StreamKeeperLog
{
    [LoggerMessage(LogLevel.Warning, "Whether operators are still enabled could not be looked up: {Reason}")]
    public static partial void CannotLook(this ILogger logger, string reason);
}
