using Microsoft.AspNetCore.Hosting;

namespace LiveChat.Tests.Support;

/// <summary>
/// The server in a process of its own, on a port that stays the same, so that it can be killed and started again. The application in the tests'
/// process looks at the same database and does nothing by itself.
/// </summary>
public sealed class AppInAProcess : App
{
    private ConsoleProcess process = null!;

    public Uri ProcessUrl => process.BaseUrl;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var settings = Settings().ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value, StringComparer.Ordinal);
        process = new ConsoleProcess(new Dictionary<string, string>(settings, StringComparer.Ordinal) { ["ASPNETCORE_ENVIRONMENT"] = EnvironmentName });
        Line.WebhookUrl = new Uri(ProcessUrl, "/line/webhook");
        await StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        process.Dispose();
        await base.DisposeAsync();
    }

    public async Task StartAsync()
    {
        process.Start();
        await Eventually.TrueAsync(process.IsReadyAsync);
    }

    /// <summary>As if the power failed.</summary>
    public Task KillAsync() => process.KillAsync();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureServices(services => services.RemoveWorkers());
    }
}
