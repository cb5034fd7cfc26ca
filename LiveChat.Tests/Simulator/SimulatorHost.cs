using System.Text.Encodings.Web;
using System.Text.Unicode;
using LiveChat.Tests.Support;
using LiveChat.Web.Setup;
using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveChat.Tests.Simulator;

/// <summary>Nothing but the simulator's pages and the platform behind them, in either environment, under the console's content policy.</summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SimulatorHost(WebApplication app)
    {
        _app = app;
        BaseUrl = OwnAddress.Of(app.Services.GetRequiredService<IServer>())!;
    }

    public Uri BaseUrl { get; }
    public FakeLine Line => _app.Services.GetRequiredService<FakeLine>();

    public static async Task<SimulatorHost> StartAsync(string environment)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, WebRootPath = Path.Combine(Repository.Root, "wwwroot") });
        builder.Logging.ClearProviders();
        builder.Host.UseServiceProviderFactory(new DefaultServiceProviderFactory()); // demo data wants a database; the pages do not
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRazorPages().AddApplicationPart(typeof(FakeLine).Assembly);
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddSimulator(environment == "Development");

        var app = builder.Build();
        app.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; media-src 'self'; img-src 'self' data:; form-action 'self'";
            return next(context);
        });
        app.UseRequestLocalization(options => options.SetDefaultCulture("th").AddSupportedCultures("th", "en").AddSupportedUICultures("th", "en"));
        app.UseStaticFiles();
        app.UseRouting();
        app.MapPost(SimulatorSetup.WebhookPath, () => TypedResults.Ok());
        app.MapRazorPages();
        app.MapSimulator();
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
