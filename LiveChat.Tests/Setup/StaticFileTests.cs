using System.Net;
using System.Text.RegularExpressions;
using LiveChat.Tests.Support;
using Xunit;

namespace LiveChat.Tests.Setup;

public sealed class StaticFileTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Every_file_of_the_console_is_kept_by_browsers_for_ever_under_a_name_that_changes_with_it()
    {
        await app.GivenOperatorAsync("files");
        using var visitor = await app.SignedInAsync("files");
        var page = await visitor.GetPageAsync("/admin/live-chat");
        var files = page.QuerySelectorAll("script[src], link[rel=stylesheet]").Select(file => file.GetAttribute("src") ?? file.GetAttribute("href")!).ToArray();

        Assert.True(files.Length == 2, string.Join(", ", files));
        foreach (var file in files)
        {
            using var answer = await app.NewVisitor().Http.GetAsync(file);
            Assert.Equal((file, HttpStatusCode.OK), (file, answer.StatusCode));
            Assert.Matches(@"\.[a-z0-9]{8,}\.(css|js)$", file);
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.Equal(TimeSpan.FromDays(365), answer.Headers.CacheControl.MaxAge);
            Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task The_style_sheet_names_its_fonts_so_that_browsers_keep_them_for_ever()
    {
        using var visitor = app.NewVisitor();
        var page = await visitor.GetPageAsync("/login");
        var style = await visitor.Http.GetStringAsync(page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href"));
        var fonts = Regex.Matches(style, @"url\(""(?<file>/fonts/[^""]+)""\)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10)).Select(match => match.Groups["file"].Value).ToArray();

        Assert.StartsWith("@layer reset,tokens,base,components,utilities;", style, StringComparison.Ordinal);
        Assert.Equal(2, fonts.Length);
        foreach (var font in fonts)
        {
            using var answer = await visitor.Http.GetAsync(font);
            Assert.Equal((HttpStatusCode.OK, "font/woff2"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.Equal("wOF2"u8.ToArray(), (await answer.Content.ReadAsByteArrayAsync())[..4]);
        }
    }
}
