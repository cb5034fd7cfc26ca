using System.Diagnostics;
using LiveChat.Tests.Support;

namespace LiveChat.Tests.Operations;

/// <summary>The repository these tests were built from, its files, and its commands.</summary>
internal static class Checkout
{
    public static string Root => Repository.Root;

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);
    public static string Read(string relative) => File.ReadAllText(Path(relative));

    public static Task<Ended> RunAsync(string command, params string[] arguments) => RunInAsync(Root, Path(command), arguments);

    public static async Task<Ended> RunInAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(15));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new Ended(process.ExitCode, (await output).Trim(), (await errors).Trim());
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} took more than five minutes.", exception);
        }
    }
}

internal sealed record Ended(int Code, string Output, string Errors);

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    // PostgreSQL's account must be able to pass through when root runs the tests, so not CreateTempSubdirectory (0700).
    public string Path { get; } = Directory.CreateDirectory(System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName())).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
