using System.Net;
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
}
