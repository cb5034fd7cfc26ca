using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LiveChat.Tests.Support;

/// <summary>
/// The built application as a process of its own, to be killed without warning. A shell holds it that reads from us: when we close the pipe, and
/// also when we die, it kills the application, so nothing is ever left behind.
/// </summary>
internal sealed class ConsoleProcess(IReadOnlyDictionary<string, string> settings) : IDisposable
{
    private const string KillWhenThePipeCloses = """exec 3<&0; "$@" >/dev/null 2>&1 </dev/null 3<&- & read -r _ <&3; kill -9 $!; wait $! 2>/dev/null""";
    private static readonly string Application = Path.Combine(AppContext.BaseDirectory, "LiveChat.Web.dll");
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(2) };
    private Process? shell;

    /// <summary>The same after every start.</summary>
    public Uri BaseUrl { get; } = new($"http://127.0.0.1:{AFreePort()}");

    public async Task MigrateAsync()
    {
        using var process = Process.Start(With(new ProcessStartInfo("dotnet", [Application, "migrate"]) { RedirectStandardOutput = true, UseShellExecute = false }))!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"migrate ended with {process.ExitCode}: {said}");
    }

    public void Start() =>
        shell = Process.Start(With(new ProcessStartInfo("/bin/sh", ["-c", KillWhenThePipeCloses, "sh", "dotnet", Application, "--urls", BaseUrl.ToString()]) { RedirectStandardInput = true, UseShellExecute = false }));

    /// <summary>SIGKILL, and the process is gone when this returns.</summary>
    public async Task KillAsync()
    {
        if (shell is null) return;
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        shell.Dispose();
        shell = null;
    }

    public async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(BaseUrl, "/readyz"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or TaskCanceledException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        shell?.StandardInput.Close();
        shell?.WaitForExit();
        shell?.Dispose();
    }

    private ProcessStartInfo With(ProcessStartInfo start)
    {
        start.WorkingDirectory = AppContext.BaseDirectory;
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return start;
    }

    /// <summary>Below those that the system hands out by itself: nobody takes it while the process is dead.</summary>
    private static int AFreePort()
    {
        while (true)
        {
            using var probe = new TcpListener(IPAddress.Loopback, Random.Shared.Next(20_000, 30_000));
            try
            {
                probe.Start();
                return ((IPEndPoint)probe.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // somebody has it: another
            }
        }
    }
}
