using System.Threading.Channels;

namespace LiveChat.Web.Live;

/// <summary>One browser's open stream. What it is offered and cannot take in time is not kept: the stream ends, and the page catches up.</summary>
public sealed class LiveStream(long operatorId, string signInId, string language)
{
    private const int MostWaiting = 256;

    private readonly Channel<byte[]> waiting = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    public long OperatorId { get; } = operatorId;
    public string SignInId { get; } = signInId;
    public string Language { get; } = language;

    public void Offer(byte[] bytes)
    {
        if (!waiting.Writer.TryWrite(bytes)) Close();
    }

    public void Close() => waiting.Writer.TryComplete();

    public IAsyncEnumerable<byte[]> ReadAllAsync(CancellationToken ct) => waiting.Reader.ReadAllAsync(ct);
}
