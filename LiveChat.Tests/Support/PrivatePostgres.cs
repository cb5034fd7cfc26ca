using System.Diagnostics;
using Npgsql;

namespace LiveChat.Tests.Support;

/// <summary>A PostgreSQL server of one's own, for tests that stop it: the very script that ./run uses.</summary>
public sealed class PrivatePostgres(string home, string connectionString)
{
    /// <summary>To the application's database.</summary>
    public string ConnectionString { get; } = connectionString;

    public string MaintenanceConnectionString { get; } = new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres" }.ConnectionString;

    public static async Task<PrivatePostgres> StartAsync(string home)
    {
        Directory.CreateDirectory(home);
        await RunAsync("start", home);
        return new(home, (await RunAsync("url", home)).Trim());
    }

    public Task StartAgainAsync() => RunAsync("start", home);

    /// <summary>As if the power failed.</summary>
    public Task StopImmediatelyAsync() => RunAsync("stop", home, "--immediate");

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "scripts", "postgres"), arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["LIVECHAT_POSTGRES_FSYNC"] = "off";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"scripts/postgres {string.Join(' ', arguments)} failed.");
    }
}
