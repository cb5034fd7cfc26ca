using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace LiveChat.Tests.Support;

/// <summary>
/// A real PostgreSQL for the tests: ./test names one in LIVECHAT_TEST_POSTGRES; started from an editor, one is made under the temporary folder.
/// Each fixture gets a database of its own, copied from one that was migrated once.
/// </summary>
public static class TestDatabase
{
    private static readonly Lazy<Task<string>> Server = new(FindServerAsync);
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);
    private static readonly SemaphoreSlim OneCopyAtATime = new(1);
    private static int made;

    /// <returns>A connection string to an empty, migrated database.</returns>
    public static async Task<string> CreateAsync()
    {
        var template = await Template.Value;
        var name = $"livechat_{Environment.ProcessId}_{Interlocked.Increment(ref made)}";
        await OneCopyAtATime.WaitAsync(); // a template may be copied by one at a time
        try
        {
            await RunAsync($"create database {name} template {template}");
        }
        finally
        {
            OneCopyAtATime.Release();
        }
        return await NameAsync(name);
    }

    /// <summary>The same server, as somebody whom it does not let in.</summary>
    public static async Task<string> AsAStrangerAsync() => new NpgsqlConnectionStringBuilder(await Server.Value) { Username = "a_stranger" }.ConnectionString;

    public static async Task DropAsync(string connectionString)
    {
        await using (var source = NpgsqlDataSource.Create(connectionString)) source.Clear();
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await RunAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}' and usename = current_user");
        await RunAsync($"drop database if exists {name}"); // "with (force)" is refused while PostgreSQL's own vacuum is in there; this sends it away
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var name = $"livechat_template_{Environment.ProcessId}";
        await RunAsync($"drop database if exists {name} with (force)");
        await RunAsync($"create database {name}");
        await using var source = NpgsqlDataSource.Create(await NameAsync(name) + ";Pooling=false");
        await using var db = new LiveChatDb((DbContextOptions<LiveChatDb>)new DbContextOptionsBuilder<LiveChatDb>().UseLiveChat(source).Options);
        await db.Database.MigrateAsync();
        return name;
    }

    private static async Task<string> NameAsync(string database) =>
        new NpgsqlConnectionStringBuilder(await Server.Value) { Database = database, MaxPoolSize = 20, ConnectionIdleLifetime = 5, ConnectionPruningInterval = 2 }.ConnectionString;

    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(await Server.Value + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> FindServerAsync()
    {
        if (Environment.GetEnvironmentVariable("LIVECHAT_TEST_POSTGRES") is { Length: > 0 } given) return given;
        return (await PrivatePostgres.StartAsync(Path.Combine(Path.GetTempPath(), "livechat-editor-tests"))).MaintenanceConnectionString;
    }
}
