using Npgsql;

namespace LiveChat.Core.Media;

/// <summary>
/// Holds a file that a worker is at, by the database's clock: for 45 seconds, renewed as long as the work goes on, so that a dead worker's file is taken
/// over within the minute (SAFETY P9) and a large one may take as long as it takes. <see cref="Lost"/> when it is no longer ours: unsent, or taken by another.
/// </summary>
public sealed class MediaLease : IAsyncDisposable
{
    public const int Seconds = 45;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource lost;
    private readonly CancellationTokenSource over = new();
    private readonly Task beating;

    public MediaLease(NpgsqlDataSource source, TimeProvider clock, long id, int attempt, CancellationToken ct)
    {
        lost = CancellationTokenSource.CreateLinkedTokenSource(ct);
        beating = BeatAsync(source, clock, id, attempt);
    }

    public CancellationToken Lost => lost.Token;

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await beating;
        over.Dispose();
        lost.Dispose();
    }

    private async Task BeatAsync(NpgsqlDataSource source, TimeProvider clock, long id, int attempt)
    {
        while (true)
        {
            await Task.Delay(Beat, clock, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (over.IsCancellationRequested) return;
            try
            {
                await using var renew = source.CreateCommand("update media_files set next_attempt_at = now() + make_interval(secs => $1) where id = $2 and attempts = $3 and state = 'waiting'");
                renew.Parameters.AddRange(new NpgsqlParameter[] { new() { Value = (double)Seconds }, new() { Value = id }, new() { Value = attempt } });
                if (await renew.ExecuteNonQueryAsync(over.Token) > 0) continue;
                await lost.CancelAsync();
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException or TimeoutException)
            {
                // the database is away: the next beat tries again, and whoever settles the work finds out whether it still counts
            }
        }
    }
}
