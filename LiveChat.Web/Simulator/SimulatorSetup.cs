using LiveChat.Web.Setup;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveChat.Web.Simulator;

/// <summary>The simulator exists in Development only, and only while no real LINE is configured. Elsewhere its pages have no address, and nothing of it is mapped.</summary>
public static class SimulatorSetup
{
    /// <summary>Under the app's own address this stands in for https://api.line.me and https://api-data.line.me.</summary>
    public const string FakeLinePrefix = "/simulator/line";

    /// <summary>Where the app receives webhooks.</summary>
    public const string WebhookPath = "/line/webhook";

    private const string Pages = "/Simulator";

    public static IServiceCollection AddSimulator(this IServiceCollection services, bool isEnabled)
    {
        if (!isEnabled)
            return services.Configure<RazorPagesOptions>(options => options.Conventions.AddFolderRouteModelConvention(Pages, page => page.Selectors.Clear()));

        services.AddLocalization();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new FakeLine(FakeLine.NewWebhookClient(), provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<SimulatorReader>();
        return services.Configure<RazorPagesOptions>(options => options.Conventions.AllowAnonymousToFolder(Pages));
    }

    /// <summary>Maps the fake platform and the pictures of the phone, and points webhooks at this app as soon as its address is known.</summary>
    public static WebApplication MapSimulator(this WebApplication app)
    {
        if (app.Services.GetService<FakeLine>() is not { } line) return app;
        app.MapFakeLine(FakeLinePrefix, line);
        app.MapSimulatorMedia(line);
        app.Lifetime.ApplicationStarted.Register(() => line.WebhookUrl ??= OwnAddress.Of(app.Services.GetService<IServer>()) is { } own ? new Uri(own, WebhookPath) : null);
        return app;
    }
}
