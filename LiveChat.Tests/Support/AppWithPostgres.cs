using LiveChat.Tests.Operations;

namespace LiveChat.Tests.Support;

/// <summary>The application on a PostgreSQL server of its own, which a test may stop.</summary>
public sealed class AppWithPostgres : App
{
    private readonly TemporaryFolder home = new();

    public PrivatePostgres OwnPostgres { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        OwnPostgres = await PrivatePostgres.StartAsync(home.Path);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await OwnPostgres.StopImmediatelyAsync();
        home.Dispose();
    }

    protected override IDictionary<string, string> Settings()
    {
        var settings = base.Settings();
        settings["ConnectionStrings:Postgres"] = OwnPostgres.ConnectionString;
        return settings;
    }
}
