using System.Net;
using LiveChat.Core.Operators;
using LiveChat.Core.Settings;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Pages.Settings;

/// <summary>How the console works for everybody: administrators say.</summary>
public sealed class ConsoleSettingsTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    private const string Address = "/admin/settings/console";

    [Fact]
    public async Task An_administrator_changes_them_once_written_down_with_before_and_after_and_every_page_hears_of_it()
    {
        var (admin, browser) = await AdminAsync("changing-admin");
        using var nida = await app.GivenAtWorkAsync();
        await using var listener = await LiveListener.ReadyAsync(nida.Browser);
        await ChangeAsync(browser, 4, 20, 5, 15); // as they are, or as another test left them
        var entries = await EntriesAsync(admin.Id);

        await ChangeAsync(browser, 8, 45, 3, 9);
        await ChangeAsync(browser, 8, 45, 3, 9);

        var settings = await app.UseAsync((ReadConsoleSettings use) => use.RunAsync(CancellationToken.None));
        Assert.Equal((8, 45, 3, 9), (settings.UndoSeconds, settings.RepeatSeconds, settings.WaitWarnMinutes, settings.WaitLateMinutes));
        Assert.Equal(["undo 4 s, repeat 20 s, wait 5/15 min, read open, operator hidden, stickers hidden, farewell at once: none -> undo 8 s, repeat 45 s, wait 3/9 min, read open, operator hidden, stickers hidden, farewell at once: none"], (await EntriesAsync(admin.Id))[entries.Length..]);
        Assert.Equal("""{"repeat":45}""", (await listener.NextAsync(next => next.Name == "settings" && next.Data.Contains("45", StringComparison.Ordinal))).Data);
        var page = await browser.GetPageAsync(Address + "?saved=true");
        Assert.Equal("45", page.QuerySelector("[name=repeatSeconds]")!.GetAttribute("value"));
        Assert.Equal("Saved", page.QuerySelector("[role=status].form__saved")!.TextContent);
        browser.Dispose();
    }

    [Fact]
    public async Task When_customers_see_that_they_were_read_and_what_is_shown_can_be_chosen()
    {
        var (_, browser) = await AdminAsync("showing-admin");
        var form = Form(4, 20, 5, 15);
        (form["readMark"], form["showsOperator"], form["showsStickers"]) = ("Reply", "true", "true");
        using (await browser.PostAsync(Address, form, htmx: false)) { }
        var settings = await app.UseAsync((ReadConsoleSettings use) => use.RunAsync(CancellationToken.None));
        Assert.Equal((ReadMark.Reply, true, true), (settings.ReadMark, settings.ShowsOperator, settings.ShowsStickers));
        var page = await browser.GetPageAsync(Address);
        Assert.Equal("Reply", page.QuerySelector("[name=readMark][checked]")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector("[name=showsOperator][checked]"));

        form["readMark"] = "7";
        await Refused.WithAsync(HttpStatusCode.BadRequest, await browser.PostAsync(Address, form));
        browser.Dispose();
    }

    [Fact]
    public async Task What_customers_are_told_at_the_end_is_kept_trimmed_and_may_be_too_long()
    {
        var (_, browser) = await AdminAsync("farewell-admin");
        var form = Form(4, 20, 5, 15);
        (form["farewell"], form["farewellWaits"]) = ("  ขอบคุณค่ะ\r\nแล้วพบกันใหม่ ", "true");
        using (await browser.PostAsync(Address, form, htmx: false)) { }
        var page = await browser.GetPageAsync(Address);
        Assert.Equal("ขอบคุณค่ะ\nแล้วพบกันใหม่", page.QuerySelector("[name=farewell]")!.TextContent);
        Assert.NotNull(page.QuerySelector("[name=farewellWaits][checked]"));

        form["farewell"] = new string('ก', 1001);
        using (var answer = await browser.PostAsync(Address, form))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var refused = await Visitor.ReadAsync(answer);
            Assert.Equal("Closing words have at most 1000 characters", refused.QuerySelector("[role=alert]")!.TextContent);
            Assert.Equal(1001, refused.QuerySelector("[name=farewell][aria-invalid=true]")!.TextContent.Length);
        }
        Assert.Equal("ขอบคุณค่ะ\nแล้วพบกันใหม่", (await app.UseAsync((ReadConsoleSettings use) => use.RunAsync(CancellationToken.None))).Farewell);

        form["farewell"] = " ";
        using (await browser.PostAsync(Address, form, htmx: false)) { }
        Assert.Null((await app.UseAsync((ReadConsoleSettings use) => use.RunAsync(CancellationToken.None))).Farewell);
        browser.Dispose();
    }

    [Theory]
    [InlineData(31, 20, 5, 15, "undoSeconds", "An answer can be taken back within 0 to 30 seconds")]
    [InlineData(-1, 20, 5, 15, "undoSeconds", "An answer can be taken back within 0 to 30 seconds")]
    [InlineData(4, 301, 5, 15, "repeatSeconds", "The sound can be repeated every 0 to 300 seconds")]
    [InlineData(4, 20, 0, 15, "waitWarnMinutes", "Minutes are between 1 and 1440")]
    [InlineData(4, 20, 5, 1441, "waitWarnMinutes", "Minutes are between 1 and 1440")]
    [InlineData(4, 20, 15, 15, "waitWarnMinutes", "The clock must warn before it is too late")]
    public async Task What_makes_no_sense_is_said_at_its_field_and_changes_nothing(int undo, int repeat, int warn, int late, string field, string sentence)
    {
        var (_, browser) = await AdminAsync($"refused-admin-{undo}-{repeat}-{warn}-{late}");
        var before = await app.UseAsync((ReadConsoleSettings use) => use.RunAsync(CancellationToken.None));
        foreach (var htmx in new[] { true, false })
        {
            using var answer = await browser.PostAsync(Address, Form(undo, repeat, warn, late), htmx);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var form = (await Visitor.ReadAsync(answer)).QuerySelector("#console-settings")!;
            Assert.Equal(sentence, form.QuerySelector("[role=alert]")!.TextContent);
            Assert.Equal(form.QuerySelector("[role=alert]")!.Id, form.QuerySelector($"[name={field}][aria-invalid=true]")!.GetAttribute("aria-describedby"));
            Assert.Equal($"{undo}", form.QuerySelector("[name=undoSeconds]")!.GetAttribute("value")); // what was typed is still there
        }
        Assert.Equivalent(before, await app.UseAsync((ReadConsoleSettings use) => use.RunAsync(CancellationToken.None)));
        browser.Dispose();
    }

    [Fact]
    public async Task What_is_no_number_is_refused()
    {
        var (_, browser) = await AdminAsync("wordy-admin");
        var form = Form(4, 20, 5, 15);
        form["undoSeconds"] = "four";
        await Refused.WithAsync(HttpStatusCode.BadRequest, await browser.PostAsync(Address, form));
        browser.Dispose();
    }

    [Fact]
    public async Task An_agent_may_neither_see_nor_change_them()
    {
        using var nida = await app.GivenAtWorkAsync();
        using var seen = await nida.Browser.Http.GetAsync(Address);
        Assert.Equal(HttpStatusCode.Forbidden, seen.StatusCode);
        await Refused.WithAsync(HttpStatusCode.Forbidden, await nida.Browser.PostAsync(Address, Form(0, 0, 1, 2)));
    }

    private async Task<(Operator, Visitor)> AdminAsync(string username)
    {
        var admin = await app.GivenOperatorAsync(username, OperatorRole.Admin);
        return (admin, await app.SignedInAsync(admin, "en"));
    }

    private static async Task ChangeAsync(Visitor browser, int undo, int repeat, int warn, int late)
    {
        using var answer = await browser.PostAsync(Address, Form(undo, repeat, warn, late), htmx: false);
        Assert.Equal((HttpStatusCode.Redirect, Address + "?saved=true"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    private static Dictionary<string, string> Form(int undo, int repeat, int warn, int late) => new(StringComparer.Ordinal)
    {
        ["undoSeconds"] = $"{undo}", ["repeatSeconds"] = $"{repeat}", ["waitWarnMinutes"] = $"{warn}", ["waitLateMinutes"] = $"{late}",
    };

    private Task<string?[]> EntriesAsync(long adminId) => app.ReadAsync(db => db.AuditEntries.Where(entry => entry.Action == "settings.console_changed" && entry.OperatorId == adminId).OrderBy(entry => entry.Id).Select(entry => entry.Detail).ToArrayAsync());
}
