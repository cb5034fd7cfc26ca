using LiveChat.Core.Channels;
using LiveChat.Web.Setup;

namespace LiveChat.Web.Commands;

/// <summary>
/// Stores the channel that the settings name before the first webhook can come; where the database is not there yet, as soon as it is.
/// </summary>
public sealed class ChannelOfSettings(Settings settings, IServiceScopeFactory scopes, TimeProvider clock, ILogger<ChannelOfSettings> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private bool isStored;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!isStored)
        {
            await Task.Delay(Pause, clock, stoppingToken);
            await TryAsync(stoppingToken);
        }
    }

    private async Task TryAsync(CancellationToken ct)
    {
        try
        {
            if (settings.Line is { ChannelSecret: { } secret, ChannelAccessToken: { } token })
            {
                await using var scope = scopes.CreateAsyncScope();
                var outcome = await scope.ServiceProvider.GetRequiredService<StoreChannel>().RunAsync(ChannelOrigin.Settings, "LINE", secret, token, botUserId: null, ct);
                if (outcome == StoreChannel.Outcome.AddedBesideAnother) log.AddedBesideAnother();
            }
            isStored = true;
        }
        catch (Exception exception) when (Trouble.IsDatabase(exception))
        {
            log.NotStoredYet(exception.Message);
        }
    }
}

internal static partial class ChannelLog
{
    [LoggerMessage(LogLevel.Warning, "The channel of Line__ChannelSecret stands beside the simulator's: its made-up customers stay in the list, and LINE does not know them. An empty database (./run --home) has none.")]
    public static partial void AddedBesideAnother(this ILogger logger);

    [LoggerMessage(LogLevel.Warning, "The channel of Line__ChannelSecret is not stored yet: is the database there and migrated? Tried again until it is. {Reason}")]
    public static partial void NotStoredYet(this ILogger logger, string reason);
}
