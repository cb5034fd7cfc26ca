using System.Threading.Channels;
using LiveChat.Core.Messages;
using LiveChat.Web.Setup;

namespace LiveChat.Web.Workers;

/// <summary>Who is typing an answer to whom. It does not wait: what cannot be told now is not worth telling later.</summary>
public sealed class TypingSignal
{
    private const int MostWaiting = 100;

    private readonly Channel<(long ConversationId, long OperatorId)> raised =
        Channel.CreateBounded<(long, long)>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Raise(long conversationId, long operatorId) => raised.Writer.TryWrite((conversationId, operatorId));

    public IAsyncEnumerable<(long ConversationId, long OperatorId)> ReadAllAsync(CancellationToken ct) => raised.Reader.ReadAllAsync(ct);
}

/// <summary>Tells customers' phones that an answer is being written. Apart from the request that told of it: a browser has few connections, and LINE may hang.</summary>
public sealed class TypingWorker(TypingSignal signal, IServiceScopeFactory scopes, TimeProvider clock, ILogger<TypingWorker> log) : BackgroundService
{
    private const int Lanes = 4;
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Parallel.ForEachAsync(signal.ReadAllAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = stoppingToken }, ShowAsync);

    private async ValueTask ShowAsync((long ConversationId, long OperatorId) typing, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(LongestCall, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ShowTyping>().RunAsync(typing.ConversationId, typing.OperatorId, either.Token);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested && (patience.IsCancellationRequested || Trouble.IsDatabase(exception)))
        {
            log.NotShown(typing.ConversationId, exception.Message);
        }
    }
}

internal static partial class TypingWorkerLog
{
    [LoggerMessage(LogLevel.Information, "That conversation {ConversationId} is being answered was not told: {Reason}")]
    public static partial void NotShown(this ILogger logger, long conversationId, string reason);
}
