using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Npgsql;
using Xunit;

namespace LiveChat.Tests.Operations;

/// <summary>scripts/postgres, which ./run, ./test and tests that kill a database stand on.</summary>
[SupportedOSPlatform("linux")]
public sealed class PrivatePostgresTests
{
    [Fact]
    public async Task A_database_that_was_killed_starts_again_with_what_was_committed()
    {
        using var home = new Home("killed");
        await home.StartAsync();
        await home.AskAsync("create table kept as select 'น้ำใจ' as word");

        Process.GetProcessById(home.ServerId).Kill();
        await home.StartAsync();

        Assert.Equal("น้ำใจ", await home.AskAsync("select word from kept"));
    }

    [Fact]
    public async Task Two_homes_run_side_by_side_each_with_its_own_data_also_under_a_long_path_with_blanks()
    {
        using var one = new Home("one");
        using var two = new Home(string.Join(' ', Enumerable.Repeat("two", 30)));
        await Task.WhenAll(one.StartAsync(), two.StartAsync());

        await one.AskAsync("create table only_here (id int)");

        Assert.Equal("only_here", await one.AskAsync("select to_regclass('only_here')::text"));
        Assert.Equal(DBNull.Value, await two.AskAsync("select to_regclass('only_here')::text"));
        await two.StopAsync();
        Assert.Equal(3, (await Checkout.RunAsync("scripts/postgres", "status", two.Path)).Code);
        Assert.Equal(0, (await Checkout.RunAsync("scripts/postgres", "status", one.Path)).Code);
    }

    [Fact]
    public async Task The_database_knows_thai_words_listens_on_no_port_and_makes_the_application_no_superuser()
    {
        using var home = new Home("thai");
        await home.StartAsync();
        await home.AskAsync("create extension pg_trgm");

        Assert.Equal(true, await home.AskAsync("select cardinality(show_trgm('น้ำใจ')) > 0"));
        Assert.Equal("", await home.AskAsync("select current_setting('listen_addresses')"));
        Assert.Equal(false, await home.AskAsync("select usesuper from pg_user where usename = current_user"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(System.IO.Path.Combine(home.Path, "pg")));
    }

    private sealed class Home(string name) : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public string Path => System.IO.Path.Combine(folder.Path, name);
        public int ServerId => int.Parse(File.ReadLines(System.IO.Path.Combine(Path, "pg/db/postmaster.pid")).First(), CultureInfo.InvariantCulture);

        public async Task StartAsync() => Assert.Equal(new Ended(0, "", ""), await Checkout.RunInAsync("/", "env", "LIVECHAT_POSTGRES_FSYNC=off", Checkout.Path("scripts/postgres"), "start", Path));
        public Task<Ended> StopAsync() => Checkout.RunAsync("scripts/postgres", "stop", Path);

        public async Task<object?> AskAsync(string sql)
        {
            var url = await Checkout.RunAsync("scripts/postgres", "url", Path);
            await using var connection = new NpgsqlConnection(url.Output + ";Pooling=false");
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync();
        }

        public void Dispose()
        {
            using var stop = Process.Start(Checkout.Path("scripts/postgres"), ["stop", Path, "--immediate"]);
            stop.WaitForExit();
            folder.Dispose();
        }
    }
}
