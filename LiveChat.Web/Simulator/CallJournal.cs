namespace LiveChat.Web.Simulator;

/// <summary>Who called whom.</summary>
public enum CallDirection { ToLine, Webhook }

/// <summary>One call, as both sides could have logged it. No status: still open, or the connection was broken (see <see cref="IsOver"/>).</summary>
public sealed record JournalEntry(long Number, DateTimeOffset At, CallDirection Direction, string Method, string Path, string Body)
{
    public FakeEndpoint Endpoint { get; init; }
    public string? RetryKey { get; init; }
    public string? RequestId { get; init; }
    public int? Status { get; init; }
    public bool IsOver { get; init; }
    public TimeSpan? Took { get; init; }

    /// <summary>The body of the answer; null where it was none, or no text.</summary>
    public string? Answer { get; init; }

    public FaultKind? Fault { get; init; }

    /// <summary>What a strict platform would frown at, or why there was no answer.</summary>
    public string? Note { get; init; }
}

/// <summary>Every call received and every webhook sent. The last few hundred are kept, all are counted.</summary>
public sealed class CallJournal(TimeProvider clock, Action changed)
{
    private const int Kept = 400;
    private const int LongestBodyKept = 16_000;
    private readonly Lock gate = new();
    private readonly LinkedList<JournalEntry> entries = new();
    private readonly Dictionary<FakeEndpoint, int> counts = [];
    private long lastNumber;

    /// <summary>Newest first; a copy.</summary>
    public IReadOnlyList<JournalEntry> Entries { get { lock (gate) return [.. entries]; } }

    public int CountOf(FakeEndpoint endpoint) { lock (gate) return counts.GetValueOrDefault(endpoint); }

    /// <summary>Forgets what is over; the counts stay.</summary>
    public void Clear()
    {
        lock (gate)
        {
            var open = entries.Where(entry => !entry.IsOver).ToList();
            entries.Clear();
            foreach (var entry in open) entries.AddLast(entry);
        }
        changed();
    }

    internal JournalEntry Begin(CallDirection direction, FakeEndpoint endpoint, string method, string path, string body, string? retryKey, string? requestId)
    {
        JournalEntry entry;
        lock (gate)
        {
            entry = new(++lastNumber, clock.GetUtcNow(), direction, method, path, body.Length <= LongestBodyKept ? body : body[..LongestBodyKept] + "…")
            {
                Endpoint = endpoint,
                RetryKey = retryKey,
                RequestId = requestId,
            };
            entries.AddFirst(entry);
            if (entries.Count > Kept) entries.RemoveLast();
            if (direction == CallDirection.ToLine) counts[endpoint] = counts.GetValueOrDefault(endpoint) + 1;
        }
        changed();
        return entry;
    }

    internal void End(JournalEntry begun, int? status, FaultKind? fault = null, string? note = null, string? answer = null)
    {
        lock (gate)
        {
            for (var node = entries.First; node is not null; node = node.Next)
            {
                if (node.Value.Number != begun.Number) continue;
                node.Value = node.Value with { Status = status, IsOver = true, Took = clock.GetUtcNow() - begun.At, Fault = fault, Note = note, Answer = answer };
                break;
            }
        }
        changed();
    }
}
