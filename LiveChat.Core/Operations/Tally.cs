using System.Diagnostics.Metrics;
using LiveChat.Core.Messages;

namespace LiveChat.Core.Operations;

/// <summary>What this process has done since it began, for <c>/metrics</c>.</summary>
internal static class Tally
{
    public const string Name = "LiveChat";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Stored = Meter.CreateCounter<long>("livechat_events_stored", description: "Raw events of LINE that were new and are stored.");
    private static readonly Counter<long> Done = Meter.CreateCounter<long>("livechat_events_done", description: "Raw events by what became of them.");
    private static readonly Counter<long> Deliveries = Meter.CreateCounter<long>("livechat_deliveries", description: "Calls to send, by their outcome and method.");
    private static readonly Counter<long> Charged = Meter.CreateCounter<long>("livechat_messages_charged", description: "Messages that counted against a quota.");

    public static void EventsStored(int count) => Stored.Add(count);

    public static void EventDone(EventOutcome outcome) => Done.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString().ToLowerInvariant()));

    public static void Delivered(Delivery delivery)
    {
        Deliveries.Add(1, new("outcome", delivery.State.ToString().ToLowerInvariant()), new("method", delivery.Method?.ToString().ToLowerInvariant() ?? "none"));
        if (delivery is { State: DeliveryState.Accepted, Cost: > 0 and var cost }) Charged.Add(cost);
    }
}
