using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using LiveChat.Core.Sessions;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Security;

/// <summary>What the content policy would stop must not be there: browsers stay silent about it, and operators would miss it.</summary>
public sealed class PageMarkupTests(App app) : IClassFixture<App>
{
    private const string Hostile = "<script>alert(1)</script><img src=x onerror=alert(2)><a href=\"javascript:alert(3)\" style=color:red hx-get=/x hx-trigger=load>ไทย</a>";

    [Theory]
    [InlineData("th")]
    [InlineData("en")]
    public async Task No_page_has_inline_script_style_or_handlers_and_Thai_leaves_as_Thai(string language)
    {
        var (_, conversation) = await app.GivenCustomerWhoWroteAsync($"{Hostile} {language}", name: "สมศรี " + Hostile[..25]);
        await Eventually.TrueAsync(() => app.ReadAsync(db => db.Customers.AnyAsync(found => found.Id == conversation.CustomerId && found.DisplayName != null)));
        var someone = await app.GivenOperatorAsync($"markup-{language}", displayName: "สมหญิง <b onclick=alert(4)>");
        using var stranger = Speaking(language);
        using var visitor = Speaking(language);

        await CheckAsync(stranger, "/login?returnUrl=%22%3E%3Cscript%3Ealert(5)%3C/script%3E", language);
        await CheckAsync(stranger, "/nowhere", language);
        await visitor.SignInAsync(someone.Username, App.Password);
        await CheckAsync(visitor, "/admin/live-chat?status=closed", language);
        await CheckAsync(visitor, "/nowhere", language);
        Assert.Contains("สมศรี", await CheckAsync(visitor, $"/admin/live-chat/{conversation.Id}", language), StringComparison.Ordinal);
        await app.UseAsync((ClaimSession use) => use.RunAsync(conversation.Id, someone.Id, CancellationToken.None));
        Assert.Contains("textarea", await CheckAsync(visitor, $"/admin/live-chat/{conversation.Id}", language), StringComparison.Ordinal);
    }

    private Visitor Speaking(string language)
    {
        var visitor = app.NewVisitor();
        visitor.Http.DefaultRequestHeaders.Add("Accept-Language", language);
        return visitor;
    }

    private static async Task<string> CheckAsync(Visitor visitor, string url, string language)
    {
        using var answer = await visitor.Http.GetAsync(url);
        var html = await answer.Content.ReadAsStringAsync();
        var page = new HtmlParser().ParseDocument(html);

        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.All(page.QuerySelectorAll("script"), script => Assert.True(script.HasAttribute("src") && script.TextContent.Length == 0, $"{url} has {script.OuterHtml}"));
        Assert.NotEmpty(page.QuerySelectorAll("script[src], link[rel=stylesheet]"));
        Assert.All(page.QuerySelectorAll("script[src], link[href], img[src]"), loaded => Assert.StartsWith("/", loaded.GetAttribute("src") ?? loaded.GetAttribute("href"), StringComparison.Ordinal));
        Assert.Empty(page.QuerySelectorAll("style, [style], iframe, object, embed, base, [href^='javascript:'], [hx-trigger=load][hx-get='/x']"));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes.Select(Name)), name => name.StartsWith("on", StringComparison.Ordinal) || name.StartsWith("hx-on", StringComparison.Ordinal));
        Assert.DoesNotContain("&#x0E", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("&#36", html, StringComparison.Ordinal);
        return html;
    }

    private static string Name(IAttr attribute) => attribute.Name.ToLowerInvariant();
}
