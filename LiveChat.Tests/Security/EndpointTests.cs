using LiveChat.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.Tests.Security;

/// <summary>Every address there is, and who may call it. A new address for strangers has to be entered here.</summary>
public sealed class EndpointTests(AppInProduction production, App development, AppWithSimulator simulated) : IClassFixture<AppInProduction>, IClassFixture<App>, IClassFixture<AppWithSimulator>
{
    private static readonly string[] ForStrangers = ["/css/livechat.{content}.css", "/healthz", "/js/livechat.{content}.js", "/language", "/line/webhook", "/login", "/logout", "/manifest.webmanifest", "/metrics", "/offline", "/problem/{status:int}", "/public/media/{key}", "/public/media/{key}/preview", "/readyz", "/sw.js"];

    private static readonly string[] FirstPartsOfFiles = ["css", "fonts", "icons", "js", "vendor"];

    [Fact]
    public void In_Production_strangers_reach_sign_in_the_webhook_health_and_nothing_else()
    {
        Assert.Equal(ForStrangers, OpenTo(production));
        Assert.DoesNotContain(All(production).Except(Files(production)), endpoint => Route(endpoint).Contains("simulator", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_page_of_all_components_is_for_developers()
    {
        Assert.Contains(All(development), endpoint => Route(endpoint) == "/admin/design");
        Assert.DoesNotContain(All(production), endpoint => Route(endpoint) == "/admin/design");
    }

    [Fact]
    public void In_Development_they_also_find_the_buttons_that_continue_without_a_password() =>
        Assert.Equal(ForStrangers.Append("/login/as").Order(StringComparer.Ordinal), OpenTo(development));

    [Fact]
    public void Where_the_simulator_is_LINE_it_is_open_too_and_nothing_else() =>
        Assert.Equal(ForStrangers.Append("/login/as").Order(StringComparer.Ordinal), OpenTo(simulated).Where(route => !route.StartsWith("/simulator", StringComparison.Ordinal)));

    [Fact]
    public void Every_address_says_itself_who_may_call_it() =>
        Assert.All((App[])[production, development, simulated], app =>
        {
            Assert.Contains(All(app), endpoint => Route(endpoint) == "/admin/live-chat/{id:long?}"); // the table is the whole one
            Assert.All(All(app), endpoint => Assert.True(IsOpen(endpoint) || endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null, $"{Route(endpoint)} says nothing"));
        });

    [Fact]
    public void Open_files_are_scripts_styles_fonts_icons_and_vendors() =>
        Assert.All(Files(production), endpoint => Assert.Contains(Route(endpoint).Trim('/').Split('/')[0], FirstPartsOfFiles));

    private static IEnumerable<RouteEndpoint> All(App app) => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static IEnumerable<RouteEndpoint> Files(App app) => All(app).Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null);

    private static IEnumerable<string> OpenTo(App app) =>
        All(app).Except(Files(app)).Where(IsOpen).Select(Route).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static bool IsOpen(Endpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static string Route(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText?.TrimStart('/');
}
