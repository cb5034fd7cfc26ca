using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace LiveChat.Web.Operations;

/// <summary>Adds up what the application's own counters count.</summary>
public sealed class CounterTotals : IDisposable
{
    private const string Ours = "LiveChat";

    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, Instrument> counters = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Counter, string Labels), (IReadOnlyList<(string, string)> Labels, long Value)> totals = [];

    public CounterTotals()
    {
        listener.InstrumentPublished = (instrument, me) =>
        {
            if (instrument is not Counter<long> || instrument.Meter.Name != Ours) return;
            counters[instrument.Name] = instrument;
            me.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            List<(string Name, string Value)> labels = [];
            foreach (var (name, label) in tags) labels.Add((name, $"{label}"));
            totals.AddOrUpdate((instrument.Name, string.Join(',', labels)), (labels, value), (_, known) => (known.Labels, known.Value + value));
        });
        listener.Start();
    }

    public void WriteTo(OpenMetrics metrics)
    {
        foreach (var (name, counter) in counters.OrderBy(counter => counter.Key, StringComparer.Ordinal))
            metrics.Counter(name, counter.Description ?? "", totals.Where(total => total.Key.Counter == name).OrderBy(total => total.Key.Labels, StringComparer.Ordinal).Select(total => total.Value));
    }

    public void Dispose() => listener.Dispose();
}
