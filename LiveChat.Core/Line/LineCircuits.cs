using System.Threading.RateLimiting;
using LiveChat.Core.Live;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace LiveChat.Core.Line;

/// <summary>What LINE limits, and what fails, each for itself (LINE.md §10).</summary>
public enum LineEndpoint { Reply, Push, Profile, Group, Content, Loading, MarkAsRead, Quota, Info, Webhook, Token, Other }

/// <summary>
/// One circuit per endpoint of LINE, shared by all that call it. After five failures in a row nothing is tried for 30 seconds, then one call is: the
/// probe. Only 5xx, time-outs and broken connections are failures; a "no" is an answer (SAFETY, rule 6).
/// </summary>
public sealed class LineCircuits(ILiveFeed live, TimeProvider clock, ILogger<LineCircuits> log) : IDisposable
{
    private readonly LineCircuit[] circuits = [.. Enum.GetValues<LineEndpoint>().Select(endpoint => new LineCircuit(endpoint, live, clock, log))];

    public IReadOnlyList<LineCircuit> All => circuits;

    public LineCircuit Of(LineEndpoint endpoint) => circuits[(int)endpoint];

    public static LineEndpoint EndpointOf(string path) => path switch
    {
        _ when path.EndsWith("/message/reply", StringComparison.Ordinal) => LineEndpoint.Reply,
        _ when path.EndsWith("/message/push", StringComparison.Ordinal) => LineEndpoint.Push,
        _ when path.Contains("/bot/profile/", StringComparison.Ordinal) => LineEndpoint.Profile,
        _ when path.Contains("/bot/group/", StringComparison.Ordinal) || path.Contains("/bot/room/", StringComparison.Ordinal) => LineEndpoint.Group,
        _ when path.Contains("/content", StringComparison.Ordinal) => LineEndpoint.Content,
        _ when path.Contains("/chat/loading/", StringComparison.Ordinal) => LineEndpoint.Loading,
        _ when path.EndsWith("/chat/markAsRead", StringComparison.Ordinal) => LineEndpoint.MarkAsRead,
        _ when path.Contains("/message/quota", StringComparison.Ordinal) => LineEndpoint.Quota,
        _ when path.EndsWith("/bot/info", StringComparison.Ordinal) => LineEndpoint.Info,
        _ when path.Contains("/channel/webhook/", StringComparison.Ordinal) => LineEndpoint.Webhook,
        _ when path.Contains("/oauth", StringComparison.Ordinal) => LineEndpoint.Token,
        _ => LineEndpoint.Other,
    };

    public void Dispose()
    {
        foreach (var circuit in circuits) circuit.Dispose();
    }
}

/// <summary>One endpoint's limit, breaker and time-out, in this order.</summary>
public sealed class LineCircuit : IDisposable
{
    public const int FailuresToOpen = 5;
    public static readonly TimeSpan Break = TimeSpan.FromSeconds(30);

    /// <summary>Whoever may probe has so long to do it: longer than a call takes.</summary>
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(15);

    private readonly Lock gate = new();
    private readonly CircuitBreakerStateProvider state = new();
    private readonly TokenBucketRateLimiter limiter;
    private readonly ILiveFeed live;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private int failures;
    private DateTimeOffset? failingSince;
    private DateTimeOffset probeFrom;

    public LineCircuit(LineEndpoint endpoint, ILiveFeed live, TimeProvider clock, ILogger log)
    {
        (Endpoint, this.live, this.clock, this.log) = (endpoint, live, clock, log);
        limiter = NewLimiter(endpoint);
        Pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddRateLimiter(limiter)
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                // Polly counts by ratio, we by failures in a row: what it is told is a failure is the one that makes it enough.
                FailureRatio = 0,
                MinimumThroughput = 2,
                SamplingDuration = TimeSpan.FromDays(1),
                BreakDuration = Break,
                ShouldHandle = args => ValueTask.FromResult(IsEnough(args.Outcome)),
                StateProvider = state,
                OnOpened = async _ => await OpenedAsync(),
                OnClosed = async _ => await ClosedAsync(),
            })
            .AddPipeline(new ResiliencePipelineBuilder<HttpResponseMessage>().AddTimeout(TimeSpan.FromSeconds(endpoint == LineEndpoint.Loading ? 3 : 10)).Build())
            .Build();
    }

    public LineEndpoint Endpoint { get; }

    public ResiliencePipeline<HttpResponseMessage> Pipeline { get; }

    public bool IsOpen => state.CircuitState != CircuitState.Closed;

    /// <summary>Since when it has not answered, while nothing is tried because of that.</summary>
    public DateTimeOffset? SilentSince
    {
        get { lock (gate) return IsOpen ? failingSince : null; }
    }

    /// <summary>A call would be made now.</summary>
    public bool MayTry
    {
        get { lock (gate) return !IsOpen || (state.CircuitState == CircuitState.Open && clock.GetUtcNow() >= probeFrom); }
    }

    /// <summary>The same for whoever has a call in hand: of many, one may probe.</summary>
    public bool TryBegin()
    {
        lock (gate)
        {
            if (!MayTry) return false;
            if (IsOpen) probeFrom = clock.GetUtcNow() + ProbeTime;
            return true;
        }
    }

    public void Dispose() => limiter.Dispose();

    /// <summary>
    /// LINE refills a bucket per second (LINE.md §10). Ours is refilled twice a second with a third of that, so that no second sees more, not even one
    /// that begins with a full bucket.
    /// </summary>
    private static TokenBucketRateLimiter NewLimiter(LineEndpoint endpoint)
    {
        var perSecond = endpoint switch { LineEndpoint.Loading => 100, LineEndpoint.Token => 370, LineEndpoint.Webhook => 15, _ => 2000 };
        return new(new()
        {
            TokenLimit = perSecond / 3,
            TokensPerPeriod = perSecond / 3,
            ReplenishmentPeriod = TimeSpan.FromMilliseconds(500),
            QueueLimit = 10_000,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }

    /// <summary>Counts, and says whether it is enough. While a probe is under way, anything but an answer is.</summary>
    private bool IsEnough(Outcome<HttpResponseMessage> outcome)
    {
        lock (gate)
        {
            var isProbe = state.CircuitState == CircuitState.HalfOpen;
            if (outcome.Exception is OperationCanceledException) return isProbe; // the caller went away: that says nothing of LINE
            if (outcome is { Exception: null, Result.StatusCode: < System.Net.HttpStatusCode.InternalServerError })
            {
                failures = 0;
                return false;
            }
            if (++failures == 1 && !IsOpen) failingSince = clock.GetUtcNow();
            return isProbe || failures >= FailuresToOpen;
        }
    }

    private async Task OpenedAsync()
    {
        int count;
        lock (gate) (count, probeFrom) = (failures, clock.GetUtcNow() + Break);
        log.CircuitOpened(Endpoint, count);
        await live.AnnounceAsync(new LineReachabilityChanged(Break), CancellationToken.None);
    }

    private async Task ClosedAsync()
    {
        log.CircuitClosed(Endpoint);
        await live.AnnounceAsync(new LineReachabilityChanged(ProbeIn: null), CancellationToken.None);
    }
}

/// <summary>Puts every call to LINE through the circuit of its endpoint.</summary>
public sealed class LineCircuitHandler(LineCircuits circuits) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await circuits.Of(LineCircuits.EndpointOf(request.RequestUri!.AbsolutePath)).Pipeline.ExecuteAsync(async ct => await base.SendAsync(request, ct), cancellationToken);
}

internal static partial class LineCircuitLog
{
    [LoggerMessage(LogLevel.Error, "LINE's endpoint {Endpoint} has failed {Failures} times in a row: it is left alone for 30 seconds, then tried once.")]
    public static partial void CircuitOpened(this ILogger logger, LineEndpoint endpoint, int failures);

    [LoggerMessage(LogLevel.Warning, "LINE's endpoint {Endpoint} answers again.")]
    public static partial void CircuitClosed(this ILogger logger, LineEndpoint endpoint);
}
