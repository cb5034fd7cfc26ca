using System.Diagnostics;

namespace LiveChat.Tests.Support;

/// <summary>Waits for the thing itself, and says what it was still like when patience ended.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    public static async Task<T> GetAsync<T>(Func<Task<T>> look, Func<T, bool> isIt, TimeSpan? patience = null)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var seen = await look();
            if (isIt(seen)) return seen;
            if (watch.Elapsed > (patience ?? Patience)) throw new TimeoutException($"Still waiting; last seen: {seen}");
            await Task.Delay(Between);
        }
    }

    public static Task TrueAsync(Func<Task<bool>> look, TimeSpan? patience = null) => GetAsync(look, seen => seen, patience);

    public static Task TrueAsync(Func<bool> look, TimeSpan? patience = null) => GetAsync(() => Task.FromResult(look()), seen => seen, patience);
}
