using System.Net;
using AngleSharp.Html.Dom;
using LiveChat.Core.Operators;
using LiveChat.Tests.Support;
using Xunit;

namespace LiveChat.Tests.Pages.Settings;

/// <summary>How an operator likes the console.</summary>
public sealed class PreferencesTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    private const string Address = "/admin/settings/me";

    private static readonly Dictionary<string, string> Other = new(StringComparer.Ordinal)
    {
        ["SendsWithCtrlEnter"] = "true", ["Politeness"] = "Khrap", ["SoundForOthers"] = "true", ["Volume"] = "35", ["IsMuted"] = "true", // what is not ticked is not sent
    };

    [Fact]
    public async Task What_is_chosen_is_kept_shown_again_and_known_to_the_console()
    {
        using var nida = await app.GivenAtWorkAsync();
        var before = (await nida.Browser.GetPageAsync("/admin/live-chat")).QuerySelector(".console")!;
        Assert.Equal(("enter", "on", "queue mine", "60", "20"), (before.GetAttribute("data-send"), before.GetAttribute("data-keys"), before.GetAttribute("data-sounds"), before.GetAttribute("data-volume"), before.GetAttribute("data-repeat")));

        using (var saved = await nida.Browser.PostAsync(Address, Other))
        {
            Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
            Assert.Equal("บันทึกแล้ว", (await Visitor.ReadAsync(saved)).QuerySelector("#preferences [role=status]")!.TextContent);
        }

        var form = (await nida.Browser.GetPageAsync(Address)).QuerySelector("#preferences")!;
        Assert.Equal(["SendsWithCtrlEnter=true", "Politeness=Khrap", "SoundForOthers=true", "IsMuted=true"], form.QuerySelectorAll("[checked]").Cast<IHtmlInputElement>().Select(input => $"{input.Name}={input.Value}"));
        Assert.Equal("35", form.QuerySelector("[name=Volume]")!.GetAttribute("value"));
        var page = await nida.Browser.GetPageAsync("/admin/live-chat");
        var console = page.QuerySelector(".console")!;
        Assert.Equal(("ctrl-enter", "off", "others", "35"), (console.GetAttribute("data-send"), console.GetAttribute("data-keys"), console.GetAttribute("data-sounds"), console.GetAttribute("data-volume")));
        Assert.Equal("true", page.QuerySelector("#mute button")!.GetAttribute("aria-pressed"));
    }

    [Fact]
    public async Task Without_script_they_are_saved_all_the_same_and_so_is_silence()
    {
        using var nida = await app.GivenAtWorkAsync(language: "en");
        using (var saved = await nida.Browser.PostAsync(Address, Other, htmx: false))
            Assert.Equal((HttpStatusCode.Redirect, Address + "?saved=true"), (saved.StatusCode, saved.Headers.Location?.OriginalString));
        Assert.Equal("Saved", (await nida.Browser.GetPageAsync(Address + "?saved=true")).QuerySelector("#preferences [role=status]")!.TextContent);

        using (var loud = await nida.Browser.PostAsync(Address + "/mute", new Dictionary<string, string>(StringComparer.Ordinal) { ["muted"] = "false" }, htmx: false))
            Assert.Equal((HttpStatusCode.Redirect, "/admin/live-chat"), (loud.StatusCode, loud.Headers.Location?.OriginalString));
        var page = await nida.Browser.GetPageAsync("/admin/live-chat");
        Assert.Equal("false", page.QuerySelector("#mute button")!.GetAttribute("aria-pressed"));
        Assert.Equal("35", page.QuerySelector(".console")!.GetAttribute("data-volume")); // the rest is as it was
    }

    [Theory]
    [InlineData("Volume", "101", HttpStatusCode.UnprocessableEntity, "The volume is between 0 and 100")]
    [InlineData("Volume", "-1", HttpStatusCode.UnprocessableEntity, "The volume is between 0 and 100")]
    [InlineData("Volume", "loud", HttpStatusCode.BadRequest, null)]
    [InlineData("Volume", "99999999999", HttpStatusCode.BadRequest, null)]
    [InlineData("Politeness", "Rude", HttpStatusCode.BadRequest, null)]
    [InlineData("SoundForQueue", "perhaps", HttpStatusCode.BadRequest, null)]
    public async Task Nonsense_is_refused_with_a_sentence_and_changes_nothing(string field, string value, HttpStatusCode status, string? sentence)
    {
        using var nida = await app.GivenAtWorkAsync(language: "en");
        var said = await Refused.WithAsync(status, await nida.Browser.PostAsync(Address, new Dictionary<string, string>(Other, StringComparer.Ordinal) { [field] = value }));
        if (sentence is not null) Assert.Equal(sentence, said);
        Assert.Equal(new Preferences(), await app.UseAsync((ReadPreferences use) => use.RunAsync(nida.Id, CancellationToken.None)));
    }

    [Fact]
    public async Task What_is_chosen_in_one_browser_is_told_to_the_operators_other_pages_and_to_nobody_else()
    {
        using var nida = await app.GivenAtWorkAsync();
        using var koy = await app.GivenAtWorkAsync();
        await using var own = await LiveListener.ReadyAsync(nida.Browser);
        await using var others = await LiveListener.ReadyAsync(koy.Browser);
        (await nida.Browser.PostAsync(Address, Other)).Dispose();
        (await koy.Browser.PostAsync(Address + "/mute", new Dictionary<string, string>(StringComparer.Ordinal) { ["muted"] = "true" })).Dispose();

        Assert.Equal("""{"send":"ctrl-enter","keys":"off","sounds":"others","volume":35,"muted":true}""", (await own.NextAsync(next => next.Name == "settings")).Data);
        Assert.Equal("""{"send":"enter","keys":"on","sounds":"queue mine","volume":60,"muted":true}""", (await others.NextAsync(next => next.Name == "settings")).Data);
    }
}
