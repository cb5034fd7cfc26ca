using LiveChat.Core;
using LiveChat.Web.Commands;
using LiveChat.Web.Live;
using LiveChat.Web.Media;
using LiveChat.Web.Operations;
using LiveChat.Web.Security;
using LiveChat.Web.Setup;
using LiveChat.Web.Simulator;
using LiveChat.Web.Webhooks;
using LiveChat.Web.Workers;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.WebHost.UseStaticWebAssets();
    var settings = builder.AddSettings();
    builder.AddDatabase();
    builder.AddKeyRing(settings);
    builder.AddLine();
    builder.AddMediaStore(settings);
    builder.Services.AddLiveChatCore();
    builder.Services.AddHostedService<ChannelOfSettings>();
    builder.Services.AddLive();
    builder.Services.AddWebhooks();
    builder.Services.AddWorkers();
    builder.Services.AddMetricsOfOurs();
    builder.Services.AddOperatorSignIn(builder.Environment);
    builder.Services.AddLanguages();
    builder.AddPages();
    builder.AddDevelopment(settings);

    var app = builder.Build();
    app.UseProblems();
    app.UseSecurityHeaders();
    app.UseOwnOriginOnly();
    app.UseResponseCompression();
    app.UseRouting();
    app.UseNotFound();
    app.UseFinishedDeeds();
    app.UseAuthentication();
    app.UseRequestLocalization();
    app.UseAuthorization();

    app.MapStaticAssets().AllowAnonymous().ShortCircuit();
    app.MapBundles();
    app.MapInstallable();
    app.MapRazorPages().WithStaticAssets();
    app.MapMedia();
    app.MapLive();
    app.MapWebhooks();
    app.MapHealth();
    app.MapMetrics();
    app.MapSimulator();

    return await app.RunCommandOrServeAsync(args);
}
catch (SettingException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 2;
}

/// <summary>Named for the tests, which start the application through it.</summary>
public partial class Program;
