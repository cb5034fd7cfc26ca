using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LiveChat.Web.Workers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LiveChat.Tests.Support;

/// <summary>
/// The server in a process of its own, on a port that stays the same, so that it can be killed and started again. The application in the tests'
/// process looks at the same database and does nothing by itself.
/// </summary>
public sealed class AppInAProcess : App
{
    private static readonly Type[] Workers = [typeof(IncomingWorker), typeof(OutgoingWorker), typeof(ProfileWorker)];
    private Process? process;

    public Uri ProcessUrl { get; } = new($"http://127.0.0.1:{AFreePort()}");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Line.WebhookUrl = new Uri(ProcessUrl, "/line/webhook");
        await StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await KillAsync();
        await base.DisposeAsync();
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "LiveChat.Web.dll"), "--urls", ProcessUrl.ToString(), "--Logging:LogLevel:Default", "Error", "--Logging:LogLevel:Microsoft.Hosting.Lifetime", "Error"])
        {
            WorkingDirectory = Path.Combine(Repository.Root, "LiveChat.Web"),
            UseShellExecute = false,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = EnvironmentName;
        foreach (var (name, value) in Settings()) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        process = Process.Start(start)!;
        using var http = new HttpClient { BaseAddress = ProcessUrl, Timeout = TimeSpan.FromSeconds(5) };
        await Eventually.TrueAsync(async () =>
        {
            if (process.HasExited) throw new InvalidOperationException($"The server ended with {process.ExitCode}.");
            try
            {
                return (await http.GetAsync("/readyz")).IsSuccessStatusCode;
            }
            catch (Exception exception) when (exception is HttpRequestException or SocketException)
            {
                return false;
            }
        });
    }

    /// <summary>As if the power failed.</summary>
    public async Task KillAsync()
    {
        if (process is null) return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureServices(services =>
        {
            foreach (var worker in services.Where(service => service.ServiceType == typeof(IHostedService) && Workers.Contains(service.ImplementationType)).ToArray()) services.Remove(worker);
        });
    }

    private static int AFreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
