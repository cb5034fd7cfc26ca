using LiveChat.Core.Line;
using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Hosting.Server;

namespace LiveChat.Web.Setup;

/// <summary>Where LINE is for us: the real one, the one a setting names, or the simulator in this very process.</summary>
public sealed class LineAddress(Settings settings, IHostEnvironment environment, IServer server)
{
    public bool IsSimulator => IsSimulated(settings, environment);

    public Uri Api => settings.Line.ApiBaseUrl ?? (IsSimulator ? new Uri(Own, SimulatorSetup.FakeLinePrefix + "/") : LineSettings.RealApi);

    /// <summary>Where content is fetched from. Whoever says where the one host is and not the other has both in one place, as the fake has.</summary>
    public Uri Data => settings.Line.DataBaseUrl ?? (settings.Line.ApiBaseUrl is null && !IsSimulator ? LineSettings.RealData : Api);

    private Uri Own => OwnAddress.Of(server) ?? throw new InvalidOperationException("The server does not listen yet.");

    /// <summary>In Development without LINE settings the simulator is LINE.</summary>
    public static bool IsSimulated(Settings settings, IHostEnvironment environment) => settings.Line.IsAbsent && environment.IsDevelopment();
}

public static class LineSetup
{
    private static readonly TimeSpan LongestWithBody = TimeSpan.FromSeconds(15);

    public static void AddLine(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LineAddress>();
        builder.Services.AddSingleton<LineTokens>();
        builder.Services.AddHttpClient<LineClient>((services, http) => (http.BaseAddress, http.Timeout) = (services.GetRequiredService<LineAddress>().Api, LongestWithBody))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .AddHttpMessageHandler(services => new LineTokenHandler(services.GetRequiredService<LineTokens>(), () => services.GetRequiredService<LineAddress>().Api, services.GetRequiredService<TimeProvider>()))
            .AddHttpMessageHandler<LineCircuitHandler>();
        // How long a film takes does not matter, as long as it comes: the client itself watches over that.
        builder.Services.AddHttpClient<LineDataClient>((services, http) => (http.BaseAddress, http.Timeout) = (services.GetRequiredService<LineAddress>().Data, Timeout.InfiniteTimeSpan))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .AddHttpMessageHandler(services => new LineTokenHandler(services.GetRequiredService<LineTokens>(), () => services.GetRequiredService<LineAddress>().Api, services.GetRequiredService<TimeProvider>()))
            .AddHttpMessageHandler<LineCircuitHandler>();
    }
}
