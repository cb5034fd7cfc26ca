using System.Globalization;
using LiveChat.Core.Channels;
using LiveChat.Core.Conversations;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Setup;
using LiveChat.Web.Workers;

namespace LiveChat.Web.Live;

public sealed class BannerSignal : Signal;

/// <summary>
/// Keeps the line at the top of every console true, and what the next answer costs where somebody looks: rendered when something may have changed, sent
/// when it is another, and the line is told to each stream that opens, as its page may be older.
/// </summary>
public sealed class BannerKeeper(BannerSignal signal, LiveHub hub, Presence presence, FragmentRenderer fragments, IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<BannerKeeper> log) : BackgroundService
{
    /// <summary>While LINE is silent the number of those who wait grows.</summary>
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(15);

    private volatile Dictionary<string, string> shown = new(StringComparer.Ordinal);

    public void Greet(LiveStream stream)
    {
        if (shown.TryGetValue(stream.Language, out var html)) stream.Offer(ServerSentEvent.Encode(name: null, html));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = await ShowAsync(stoppingToken);
            await signal.WaitAsync(pause, clock, stoppingToken);
        }
    }

    private async Task<TimeSpan> ShowAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var banner = await scope.ServiceProvider.GetRequiredService<ReadBanner>().RunAsync(ct);
            Dictionary<string, string> now = new(StringComparer.Ordinal);
            foreach (var language in Languages.All) now[language] = Partials.Into(Dom.Banner, await fragments.RenderAsync(Partials.Banner, banner, language));
            Send(now);
            await SendCostsAsync(scope.ServiceProvider, ct);
            return banner.Silence is null ? Calm : Busy;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.BannerNotShown(exception.Message);
            return Busy;
        }
    }

    private async Task SendCostsAsync(IServiceProvider services, CancellationToken ct)
    {
        if (hub.Count == 0 || presence.Watched is not { Length: > 0 } watched) return;
        var costs = await services.GetRequiredService<ReadReplyCosts>().RunAsync(watched, ct);
        foreach (var language in hub.Languages)
        {
            using var html = new StringWriter(CultureInfo.InvariantCulture);
            foreach (var cost in costs) await html.WriteAsync(Partials.Into(Dom.Cost(cost.ConversationId), await fragments.RenderAsync(Partials.ReplyCost, cost, language)));
            hub.Send(ServerSentEvent.Encode(name: null, html.ToString()), to: stream => string.Equals(stream.Language, language, StringComparison.Ordinal));
        }
    }

    private void Send(Dictionary<string, string> now)
    {
        var before = shown;
        shown = now;
        foreach (var (language, html) in now)
            if (before.TryGetValue(language, out var known) && known != html) hub.Send(ServerSentEvent.Encode(name: null, html), stream => string.Equals(stream.Language, language, StringComparison.Ordinal));
    }
}

internal static partial class BannerLog
{
    [LoggerMessage(LogLevel.Warning, "What everybody should know could not be read: {Reason}")]
    public static partial void BannerNotShown(this ILogger logger, string reason);
}
