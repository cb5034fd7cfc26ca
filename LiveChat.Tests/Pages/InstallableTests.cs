using System.Net;
using System.Text.Json;
using LiveChat.Tests.Support;
using LiveChat.Web.Setup;
using Xunit;

namespace LiveChat.Tests.Pages;

/// <summary>The console as an application of the phone.</summary>
public sealed class InstallableTests(App app) : IClassFixture<App>
{
    [Theory]
    [InlineData("th", "LiveChat ตอบแชตลูกค้า")]
    [InlineData("en", "LiveChat")]
    public async Task The_manifest_speaks_the_language_of_the_phone_and_every_icon_it_names_is_as_large_as_it_says(string language, string name)
    {
        using var visitor = app.NewVisitor();
        visitor.Http.DefaultRequestHeaders.Add("Accept-Language", language);
        var page = await visitor.GetPageAsync("/login");
        using var answer = await visitor.Http.GetAsync(page.QuerySelector("link[rel=manifest]")!.GetAttribute("href"));
        using var manifest = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var root = manifest.RootElement;

        Assert.Equal("application/manifest+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal((name, language, "/admin/live-chat", "/", "standalone"), (Text(root, "name"), Text(root, "lang"), Text(root, "start_url"), Text(root, "scope"), Text(root, "display")));
        Assert.Equal(["192x192 any", "512x512 any", "512x512 maskable"], root.GetProperty("icons").EnumerateArray().Select(icon => $"{Text(icon, "sizes")} {Text(icon, "purpose")}"));
        foreach (var icon in root.GetProperty("icons").EnumerateArray())
        {
            using var picture = await visitor.Http.GetAsync(Text(icon, "src"));
            Assert.Equal((HttpStatusCode.OK, "image/png"), (picture.StatusCode, picture.Content.Headers.ContentType?.MediaType));
            var bytes = await picture.Content.ReadAsByteArrayAsync();
            Assert.Equal(Text(icon, "sizes"), $"{BitConverter.ToInt32([.. bytes[16..20].Reverse()])}x{BitConverter.ToInt32([.. bytes[20..24].Reverse()])}");
        }
    }

    [Fact]
    public async Task The_frame_around_the_page_has_the_colour_of_the_bar()
    {
        var tokens = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "wwwroot", "css", "tokens.css"));

        Assert.Contains($"--surface-raised: {Installable.LightBar};", tokens, StringComparison.Ordinal);
        Assert.Contains($"--surface-raised: {Installable.DarkBar};", tokens, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_worker_is_asked_for_anew_each_time_and_keeps_the_files_of_this_version_and_no_page_but_one()
    {
        using var visitor = app.NewVisitor();
        var page = await visitor.GetPageAsync("/login");
        using var answer = await visitor.Http.GetAsync("/sw.js");
        var script = await answer.Content.ReadAsStringAsync();
        var files = JsonSerializer.Deserialize<string[]>(script[script.IndexOf('[', StringComparison.Ordinal)..(script.IndexOf(']', StringComparison.Ordinal) + 1)])!;

        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl?.NoCache);
        Assert.Superset(page.QuerySelectorAll("script[src], link[rel=stylesheet], link[rel=icon]").Select(file => file.GetAttribute("src") ?? file.GetAttribute("href")).ToHashSet(), files.ToHashSet<string?>());
        foreach (var file in files)
        {
            using var kept = await visitor.Http.GetAsync(file);
            Assert.Equal((file, HttpStatusCode.OK), (file, kept.StatusCode));
            Assert.True(kept.Content.Headers.ContentType?.MediaType != "text/html" || file == Installable.OfflineUrl, file);
        }
    }

    [Fact]
    public async Task The_page_for_no_connection_knows_nobody_and_says_it_in_both_languages()
    {
        await app.GivenOperatorAsync("offline", displayName: "ออฟไลน์");
        using var visitor = await app.SignedInAsync("offline");
        using var answer = await visitor.Http.GetAsync(Installable.OfflineUrl);
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("เชื่อมต่อ LiveChat ไม่ได้", html, StringComparison.Ordinal);
        Assert.Contains("LiveChat cannot be reached", html, StringComparison.Ordinal);
        Assert.DoesNotContain("ออฟไลน์", html, StringComparison.Ordinal);
        Assert.DoesNotContain("csrf", html, StringComparison.Ordinal);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
