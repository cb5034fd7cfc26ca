using System.Collections.Concurrent;

namespace LiveChat.Web.Live;

/// <summary>The streams that are open on this instance.</summary>
public sealed class LiveHub
{
    /// <summary>Browsers one operator may have open; the next one ends the oldest.</summary>
    public const int MostPerOperator = 10;

    private readonly ConcurrentDictionary<LiveStream, long> streams = [];
    private long opened;

    public int Count => streams.Count;

    public IReadOnlyCollection<string> Languages => [.. streams.Keys.Select(stream => stream.Language).Distinct(StringComparer.Ordinal)];

    public long[] OperatorIds => [.. streams.Keys.Select(stream => stream.OperatorId).Distinct()];

    public void Add(LiveStream stream)
    {
        streams[stream] = Interlocked.Increment(ref opened);
        var own = streams.Where(entry => entry.Key.OperatorId == stream.OperatorId).OrderByDescending(entry => entry.Value);
        foreach (var (surplus, _) in own.Skip(MostPerOperator))
        {
            surplus.Offer(ServerSentEvent.Crowded);
            surplus.Close();
        }
    }

    public void Remove(LiveStream stream) => streams.TryRemove(stream, out _);

    /// <summary>The same bytes to all who may see them.</summary>
    public void Send(byte[] bytes, Func<LiveStream, bool> to)
    {
        foreach (var (stream, _) in streams)
            if (to(stream)) stream.Offer(bytes);
    }

    public void Close(Func<LiveStream, bool> which)
    {
        foreach (var (stream, _) in streams)
            if (which(stream)) stream.Close();
    }
}
