using LiveChat.Core.Line;
using LiveChat.Core.Live;
using LiveChat.Core.Persistence;
using LiveChat.Tests.Operations;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace LiveChat.Tests.Safety;

/// <summary>The console as in Production, its PostgreSQL and its LINE: three that can fail one by one.</summary>
internal sealed class MortalConsole : IAsyncDisposable
{
    /// <summary>Where LINE fails every fifth call, now and then five in a row do and LINE is left alone, and the call that probes may fail as well.</summary>
    private static readonly TimeSpan Patience = 5 * LineCircuit.Break;
    private readonly TemporaryFolder home = new();
    private NpgsqlDataSource source = null!;

    public PrivatePostgres Postgres { get; private set; } = null!;
    public FakeLineHost LineHost { get; private set; } = null!;
    public ConsoleProcess Process { get; private set; } = null!;
    public FakeLine Line => LineHost.Line;

    public static async Task<MortalConsole> StartAsync()
    {
        var console = new MortalConsole();
        try
        {
            await console.BeginAsync();
            return console;
        }
        catch
        {
            await console.DisposeAsync();
            throw;
        }
    }

    /// <summary>Looks with a connection of the test's own: the truth, whoever is dead.</summary>
    public async Task<T> ReadAsync<T>(Func<LiveChatDb, Task<T>> read)
    {
        await using var db = NewDb();
        return await read(db);
    }

    public LiveChatDb NewDb() => new((DbContextOptions<LiveChatDb>)new DbContextOptionsBuilder<LiveChatDb>().UseLiveChat(source).Options);

    public Task ReadyAsync() => Eventually.TrueAsync(Process.IsReadyAsync, Patience);

    public static Task EventuallyAsync(Func<Task<bool>> look) => Eventually.TrueAsync(look, Patience);

    public async Task RiseAsync()
    {
        Process.Start();
        await ReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Process?.Dispose();
        if (LineHost is not null) await LineHost.DisposeAsync();
        if (source is not null) await source.DisposeAsync();
        if (Postgres is not null) await Postgres.StopImmediatelyAsync();
        home.Dispose();
    }

    private async Task BeginAsync()
    {
        Postgres = await PrivatePostgres.StartAsync(home.Path);
        source = NpgsqlDataSource.Create(Postgres.ConnectionString + ";Pooling=false"); // no connection outlives the server it was made to
        LineHost = await FakeLineHost.StartAsync();
        Process = new ConsoleProcess(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__Postgres"] = Postgres.ConnectionString,
            ["Keys__Path"] = Path.Combine(home.Path, "keys"),
            ["Media__Path"] = Path.Combine(home.Path, "media"),
            ["Line__ApiBaseUrl"] = LineHost.BaseUrl.ToString(),
            ["Line__ChannelSecret"] = LineHost.Channel.Secret,
            ["Line__ChannelAccessToken"] = LineHost.Channel.AccessToken,
        });
        Line.WebhookUrl = new Uri(Process.BaseUrl, "/line/webhook");
        (Line.Webhooks.FirstDelay, Line.Webhooks.LongestDelay, Line.Webhooks.MostTries) = (TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1), 300);
        await Process.MigrateAsync();
        await RiseAsync();
    }
}

/// <summary>Nobody watches.</summary>
internal sealed class SilentFeed : ILiveFeed
{
    public ValueTask AnnounceAsync(Change change, CancellationToken ct) => ValueTask.CompletedTask;
}
