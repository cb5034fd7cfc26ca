using System.Net;
using System.Security.Cryptography;
using System.Text;
using LiveChat.Core.Line;
using LiveChat.Core.Operations;
using LiveChat.Web.Live;
using LiveChat.Web.Setup;

namespace LiveChat.Web.Operations;

/// <summary>
/// <c>GET /metrics</c>: OpenMetrics, numbers only. For whoever has the token (Metrics__Token), and for a process of this machine that asks without a
/// proxy in between; strangers learn nothing.
/// </summary>
public static class MetricsEndpoint
{
    private const string Bearer = "Bearer ";

    public static void AddMetricsOfOurs(this IServiceCollection services) => services.AddSingleton<CounterTotals>();

    public static void MapMetrics(this WebApplication app)
    {
        app.Services.GetRequiredService<CounterTotals>(); // counts from the beginning
        app.MapGet("/metrics", SendAsync).AllowAnonymous();
    }

    private static async Task<IResult> SendAsync(HttpContext context, Settings settings, CounterTotals counters, LineCircuits circuits, LiveHub hub, ReadGauges read, LastBooks books, CancellationToken ct)
    {
        if (!MayRead(context, settings.MetricsToken))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        }
        var metrics = new OpenMetrics();
        counters.WriteTo(metrics);
        metrics.Gauge("livechat_line_circuit_open", "1 while an endpoint of LINE is left alone because it failed.", circuits.All.Select(circuit => (Label("endpoint", circuit.Endpoint.ToString().ToLowerInvariant()), circuit.IsOpen ? 1.0 : 0)))
            .Gauge("livechat_streams_open", "Browsers that listen on this instance.", hub.Count);
        WriteBooks(metrics, books);
        await WriteWaitingAsync(metrics, read, ct);
        return TypedResults.Text(metrics.End(), OpenMetrics.ContentType);
    }

    /// <summary>The middleware for forwarded headers renames what it has believed: either way, somebody asked through a proxy.</summary>
    private static bool MayRead(HttpContext context, string? token)
    {
        var headers = context.Request.Headers;
        var authorization = headers.Authorization.ToString();
        if (token is not null && authorization.StartsWith(Bearer, StringComparison.Ordinal) && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(authorization[Bearer.Length..]), Encoding.UTF8.GetBytes(token))) return true;
        return context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && !headers.ContainsKey("X-Forwarded-For") && !headers.ContainsKey("X-Original-For") && !headers.ContainsKey("Forwarded");
    }

    private static void WriteBooks(OpenMetrics metrics, LastBooks last)
    {
        if (last.Books is { } books)
            metrics.Gauge("livechat_books_difference", "What is unaccounted for (SAFETY P17): always 0.", [(Label("book", "events"), books.EventsDifference), (Label("book", "deliveries"), books.DeliveriesDifference)]);
        if (last.Quotas.Count == 0) return;
        metrics.Gauge("livechat_quota_elsewhere", "What LINE counts this month beyond our own pushes; approximate.", last.Quotas.Where(quota => quota.Counted is not null).Select(quota => (Label("channel", $"{quota.ChannelId}"), (double)(quota.Counted!.Value - quota.Charged))));
    }

    private static async Task WriteWaitingAsync(OpenMetrics metrics, ReadGauges read, CancellationToken ct)
    {
        try
        {
            var (gauges, quotas) = (await read.RunAsync(ct), await read.QuotasAsync(ct));
            metrics.Gauge("livechat_database_up", "1 while the database answers.", 1)
                .Gauge("livechat_outbox_depth", "Calls to send that are owed.", gauges.OutboxDepth)
                .Gauge("livechat_outbox_held", "Calls that wait for quota or for the customer to write.", gauges.OutboxHeld)
                .Gauge("livechat_outbox_age_seconds", "How long the oldest call is owed.", gauges.OutboxAgeSeconds)
                .Gauge("livechat_events_waiting", "Raw events that have had no effect yet.", gauges.EventsWaiting)
                .Gauge("livechat_events_dead", "Dead letters.", gauges.EventsDead)
                .Gauge("livechat_media_waiting", "Files to be fetched from LINE.", gauges.MediaWaiting)
                .Gauge("livechat_quota_used", "Messages of the month that LINE has counted, by channel.", Known(quotas, quota => quota.Used))
                .Gauge("livechat_quota_limit", "Messages that LINE allows this month, by channel; absent without a limit.", Known(quotas, quota => quota.Limit));
        }
        catch (Exception exception) when (Trouble.IsDatabase(exception))
        {
            metrics.Gauge("livechat_database_up", "1 while the database answers.", 0);
        }
    }

    private static IEnumerable<((string, string)? Label, double Value)> Known(IReadOnlyList<QuotaGauge> quotas, Func<QuotaGauge, long?> of) =>
        quotas.Where(quota => of(quota) is not null).Select(quota => (Label("channel", $"{quota.Channel}"), (double)of(quota)!.Value));

    private static (string, string)? Label(string name, string value) => (name, value);
}
