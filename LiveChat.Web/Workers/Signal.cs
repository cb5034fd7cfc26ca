using System.Threading.Channels;

namespace LiveChat.Web.Workers;

/// <summary>"There is something to do": any number of calls while nobody listens wake a worker once. A lost one costs a poll, not work.</summary>
public abstract class Signal
{
    private readonly Channel<bool> raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Raise() => raised.Writer.TryWrite(true);

    /// <summary>The same after a while. Should the process end before, a poll makes up for it.</summary>
    public async Task RaiseInAsync(TimeSpan delay, TimeProvider clock)
    {
        await Task.Delay(delay, clock);
        Raise();
    }

    public async Task WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            await raised.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // nothing was said in time: the worker looks for itself
        }
    }
}

public sealed class IncomingSignal : Signal;

public sealed class OutgoingSignal : Signal;

public sealed class ProfileSignal : Signal;

public sealed class QuotaSignal : Signal;

public sealed class SearchSignal : Signal;

public sealed class ReadMarkSignal : Signal;

public sealed class MediaSignal : Signal;

public sealed class ErasureSignal : Signal;

public sealed class BooksSignal : Signal;
