using LiveChat.Tests.Browser;
using LiveChat.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.Tests.Pages;

/// <summary>No page is forgotten: whatever can be opened is looked at by ScreensTests, or stands here with the reason why not.</summary>
public sealed class EveryPageTests(App app) : IClassFixture<App>
{
    private static readonly Dictionary<string, string> NoScreens = new(StringComparer.Ordinal)
    {
        [""] = "leads to the console",
        ["admin"] = "leads to the console",
        ["admin/live-chat/list"] = "a fragment of the console",
        ["admin/live-chat/search"] = "a fragment of the console",
        ["admin/live-chat/{id:long}/canned"] = "a fragment of the composer",
        ["admin/live-chat/{id:long}/mentions"] = "a fragment of the composer",
        ["admin/live-chat/{id:long}/desk"] = "a fragment of the console",
        ["admin/live-chat/{id:long}/messages"] = "a fragment of the console",
    };

    [Fact]
    public async Task Every_page_that_can_be_opened_is_looked_at()
    {
        var pages = await PagesAsync();
        Assert.Contains("admin/live-chat/{id:long?}", pages); // the table is the whole one
        Assert.Empty(pages.Except(NoScreens.Keys).Where(page => !Screens.All.Any(screen => IsAt(screen, page))).Select(page => $"{page} is neither in Browser/Screens.cs nor among the fragments here"));
        Assert.Empty(NoScreens.Keys.Except(pages));
    }

    [Fact]
    public void Every_screen_has_a_name_of_its_own() =>
        Assert.Equal(Screens.All.Count, Screens.All.Select(screen => screen.Name).Distinct(StringComparer.Ordinal).Count());

    private async Task<List<string>> PagesAsync()
    {
        var loader = app.Services.GetRequiredService<PageLoader>();
        List<string> found = [];
        foreach (var endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page
                && (await loader.LoadAsync(page, EndpointMetadataCollection.Empty)).HandlerMethods.Any(handler => HttpMethods.IsGet(handler.HttpMethod)))
                found.Add(endpoint.RoutePattern.RawText!.Trim('/'));
        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    private static bool IsAt(Screen screen, string page) =>
        new TemplateMatcher(TemplateParser.Parse(page), []).TryMatch(screen.Address.Split('?')[0], []);
}
