using System.Net;
using AngleSharp.Dom;
using LiveChat.Core.Channels;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.Tests.Pages.Settings;

/// <summary>LINE accounts in the settings: plain forms that need no script, and secrets that go in and never come out.</summary>
public sealed class ChannelPagesTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    private const string Address = "/admin/settings/line";

    [Fact]
    public async Task An_account_is_added_in_three_steps_and_none_of_its_secrets_is_ever_in_a_page()
    {
        using var admin = await app.GivenAdminAtWorkAsync();
        var account = app.NewAccount("ร้านสามขั้น");
        var step1 = await admin.Browser.GetPageAsync(Address + "/new");
        Assert.All(["secret", "accessToken"], name => Assert.Equal(("password", "off", null), Hidden(step1, name)));

        using var added = await admin.Browser.PostAsync(Address + "/new", Keys(account.ChannelId, account.Secret), htmx: false);
        var webhook = added.Headers.Location!.ToString();
        Assert.Equal((HttpStatusCode.Redirect, true), (added.StatusCode, webhook.EndsWith("/webhook", StringComparison.Ordinal)));
        var step2 = await admin.Browser.GetPageAsync(webhook);
        Assert.Equal(new Uri(app.BaseUrl, "/line/webhook").ToString(), step2.QuerySelector(".channels__url")!.TextContent);

        app.Line.WebhookUrl = null;
        using var pointed = await admin.Browser.PostAsync(webhook, htmx: false);
        Assert.Equal((HttpStatusCode.Redirect, webhook), (pointed.StatusCode, pointed.Headers.Location?.ToString())); // so that the browser's Back leads here again
        var set = await admin.Browser.GetPageAsync(webhook);
        Assert.Contains("The test passed", set.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(new Uri(app.BaseUrl, "/line/webhook"), app.Line.WebhookUrl);

        var step3 = await admin.Browser.GetPageAsync(set.QuerySelector("a.button--primary")!.GetAttribute("href")!);
        Assert.Contains("Chat is on", step3.QuerySelector(".checklist")!.TextContent, StringComparison.Ordinal);
        var page = await admin.Browser.GetPageAsync(webhook.Replace("/webhook", "", StringComparison.Ordinal));
        Assert.Equal(account.ChannelId, page.QuerySelector("[name=lineChannelId]")!.GetAttribute("value"));
        var all = await admin.Browser.GetPageAsync(Address);
        Assert.All([step2, set, step3, page, all], shown => Assert.DoesNotContain(account.Secret, shown.DocumentElement.OuterHtml, StringComparison.Ordinal));
        Assert.Contains("ร้านสามขั้น", all.QuerySelector(".channels")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12a", "secret", "The channel ID consists of digits only", "lineChannelId")]
    [InlineData("12", "", "Enter the channel secret", "secret")]
    [InlineData("", "secret", "Enter the channel ID so that LINE can give tokens, or choose to paste a token", "lineChannelId")]
    [InlineData("12", "wrong", "LINE does not take these keys. Check channel ID, secret and token. Nothing was changed", null)]
    public async Task What_LINE_would_not_take_is_said_at_its_field_or_above_the_form_and_the_secret_is_typed_again(string id, string secret, string sentence, string? field)
    {
        using var admin = await app.GivenAdminAtWorkAsync();
        using var answer = await admin.Browser.PostAsync(Address + "/new", Keys(id, secret), htmx: false);
        var page = await Visitor.ReadAsync(answer);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(sentence, page.QuerySelector("[role=alert]")!.TextContent);
        Assert.Equal(id, page.QuerySelector("[name=lineChannelId]")!.GetAttribute("value") ?? "");
        Assert.Null(page.QuerySelector("[name=secret]")!.GetAttribute("value"));
        Assert.Equal(field, page.QuerySelector("[aria-invalid=true]")?.GetAttribute("name"));
    }

    [Fact]
    public async Task A_channel_is_renamed_switched_and_given_another_secret_each_written_down_without_it()
    {
        using var admin = await app.GivenAdminAtWorkAsync();
        var account = app.NewAccount("ร้านเดิม");
        var id = await app.GivenChannelAsync(account);
        var page = $"{Address}/{id}";
        var reissued = app.Line.AddChannel(account with { Secret = new string('d', 32) });

        await SavedAsync("Name", ("name", "ร้านใหม่"));
        await SavedAsync("Keys", ("secret", reissued.Secret), ("tokenKind", "Stateless"));
        var changed = await admin.Browser.GetPageAsync(page + "?saved=true");
        Assert.Equal(("ร้านใหม่", "Saved"), (changed.QuerySelector("h1")!.TextContent, changed.QuerySelector(".form__saved")!.TextContent));
        Assert.NotNull(changed.QuerySelector("form[action$='handler=Finish']"));
        await SavedAsync("Finish");
        await SavedAsync("Switch", ("on", "false"), ("understood", "true"));
        Assert.Contains("Off since", (await admin.Browser.GetPageAsync(page)).QuerySelector(".channels__head")!.TextContent, StringComparison.Ordinal);
        await SavedAsync("Switch", ("on", "true"));

        var written = await app.ReadAsync(db => db.AuditEntries.Where(entry => entry.OperatorId == admin.Id && entry.SubjectId == id).OrderBy(entry => entry.Id).ToListAsync());
        Assert.Equal(["channel.renamed", "channel.keys_changed", "channel.secret_change_finished", "channel.disabled", "channel.enabled"], written.Select(entry => entry.Action));
        Assert.All(written, entry => Assert.DoesNotContain(reissued.Secret, entry.Detail ?? "", StringComparison.Ordinal));

        async Task SavedAsync(string handler, params (string Name, string Value)[] form)
        {
            using var answer = await admin.Browser.PostAsync($"{page}?handler={handler}", form.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal), htmx: false);
            Assert.Equal((HttpStatusCode.Redirect, page + "?saved=true"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        }
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_on_the_page()
    {
        using var admin = await app.GivenAdminAtWorkAsync();
        var id = await app.GivenChannelAsync(app.NewAccount("ร้านดื้อ"));
        var page = $"{Address}/{id}";

        Assert.Equal((422, "Enter a name"), await RefusedAsync("Name", ("name", " ")));
        Assert.Equal((422, "The name is longer than 60 characters"), await RefusedAsync("Name", ("name", new string('x', 61))));
        Assert.Equal((422, "LINE does not take these keys. Check channel ID, secret and token. Nothing was changed"), await RefusedAsync("Keys", ("secret", "wrong"), ("tokenKind", "Stateless")));
        app.Line.Faults.Add(FakeEndpoint.BotInfo, new Fault(FaultKind.ServerError) { Calls = 1 });
        Assert.Equal((502, "LINE did not answer. Nothing was changed. Try again in a moment"), await RefusedAsync("Check"));
        Assert.Equal((422, "Yes: what customers write meanwhile is refused, and lost unless LINE sends it again"), await RefusedAsync("Switch", ("on", "false")));
        using var nothing = await admin.Browser.PostAsync($"{page}?handler=Switch", new Dictionary<string, string>(StringComparer.Ordinal), htmx: false);
        Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
        Assert.Null(await app.ReadAsync(db => db.Channels.Where(channel => channel.Id == id).Select(channel => channel.DisabledAt).SingleAsync()));
        using var none = await admin.Browser.PostAsync($"{Address}/0?handler=Switch", new Dictionary<string, string>(StringComparer.Ordinal) { ["on"] = "true" }, htmx: false);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);

        async Task<(int, string)> RefusedAsync(string handler, params (string Name, string Value)[] form)
        {
            using var answer = await admin.Browser.PostAsync($"{page}?handler={handler}", form.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal), htmx: false);
            return ((int)answer.StatusCode, (await Visitor.ReadAsync(answer)).QuerySelector("[role=alert]")!.TextContent);
        }
    }

    [Fact]
    public async Task Each_reason_of_a_failed_test_is_said_in_plain_words()
    {
        using var admin = await app.GivenAdminAtWorkAsync();
        var account = app.NewAccount("ร้านทดสอบ");
        var id = await app.GivenChannelAsync(account);
        var webhook = $"{Address}/{id}/webhook";
        try
        {
            app.Line.WebhookUrl = new("http://127.0.0.1:1/");
            Assert.Contains("LINE could not connect", await TestAsync(), StringComparison.Ordinal);
            app.Line.WebhookUrl = new(app.BaseUrl, "/nothing");
            Assert.Contains("answered LINE with 404", await TestAsync(), StringComparison.Ordinal);
            app.Line.WebhookUrl = new(app.BaseUrl, "/line/webhook");
            Assert.Contains("The test passed", await TestAsync(), StringComparison.Ordinal);

            await app.ReadAsync(db => db.Channels.Where(channel => channel.Id == id).ExecuteUpdateAsync(set => set.SetProperty(channel => channel.TokenKind, TokenKind.Pasted).SetProperty(channel => channel.SealedAccessToken, Sealed(account.AccessToken)).SetProperty(channel => channel.SealedSecret, Sealed("mistyped"))));
            app.Services.GetRequiredService<ChannelDirectory>().Refresh();
            Assert.Equal(2, (await TestAsync()).Split("the signature does not fit").Length); // said once
        }
        finally
        {
            app.Line.WebhookUrl = new(app.BaseUrl, "/line/webhook");
        }

        string Sealed(string secret) => app.Services.GetRequiredService<ISecrets>().Seal(secret);

        async Task<string> TestAsync()
        {
            await TestAtLineAsync(admin, id);
            return (await admin.Browser.GetPageAsync(webhook)).QuerySelector("[role=status]")!.TextContent;
        }
    }

    [Fact]
    public async Task A_failed_test_stands_until_a_signed_webhook_or_another_test_refutes_it()
    {
        using var admin = await app.GivenAdminAtWorkAsync();
        var account = app.NewAccount("ร้านรหัสผิด");
        var id = await app.GivenChannelAsync(account);
        app.Line.WebhookUrl = new(app.BaseUrl, "/line/webhook");
        using (await admin.Browser.PostAsync($"{Address}/{id}?handler=Check", htmx: false)) Assert.Equal(("unknown", "LINE is set to send here, not tested yet"), await WebhookAsync());

        await SwitchAsync(isOn: false); // what LINE signs is refused as if the secret were wrong
        await TestAtLineAsync(admin, id);
        var failed = await WebhookAsync();
        Assert.Equal("bad", failed.State);
        using (await admin.Browser.PostAsync($"{Address}/{id}/setup", htmx: false)) Assert.Equal(failed, await WebhookAsync()); // LINE was asked, not made to test
        await SwitchAsync(isOn: true);
        Assert.Equal(failed, await WebhookAsync());

        await app.Line.Phone(app.Line.AddCustomer("คนแรกที่ทัก"), account).SendTextAsync("ถึงแล้ว");
        Assert.Equal(("good", "LINE sends here"), await WebhookAsync());

        await SwitchAsync(isOn: false);
        await TestAtLineAsync(admin, id);
        Assert.Equal(failed, await WebhookAsync());
        await SwitchAsync(isOn: true);
        await TestAtLineAsync(admin, id);
        Assert.Equal(("good", "LINE sends here"), await WebhookAsync());

        Task<SwitchChannel.Outcome> SwitchAsync(bool isOn) => app.UseAsync((SwitchChannel use) => use.RunAsync(admin.Id, id, isOn, CancellationToken.None));

        async Task<(string State, string Words)> WebhookAsync()
        {
            var seen = new HashSet<(string, string)>();
            foreach (var (path, within) in new[] { ("", $"#channel-{id}"), ("/doctor", $"[aria-labelledby=doctor-channel-{id}]"), ($"/{id}", "main") })
            {
                var state = (await admin.Browser.GetPageAsync(Address + path)).QuerySelector(within)!.QuerySelectorAll(".channels__fact .health")[0];
                seen.Add((state.ClassList[1]!["health--".Length..], state.TextContent));
            }
            return Assert.Single(seen); // the same wherever it is said
        }
    }

    [Fact]
    public async Task Other_keys_have_not_been_tested()
    {
        using var admin = await app.GivenAdminAtWorkAsync();
        var account = app.NewAccount("ร้านเปลี่ยนกุญแจ");
        var id = await app.GivenChannelAsync(account);
        app.Line.WebhookUrl = new(app.BaseUrl, "/line/webhook");
        await TestAtLineAsync(admin, id);
        Assert.Contains("LINE sends here", await SaidAsync(), StringComparison.Ordinal);

        var reissued = app.Line.AddChannel(account with { Secret = new string('b', 32) });
        using (await admin.Browser.PostAsync($"{Address}/{id}?handler=Keys", Keys(account.ChannelId, reissued.Secret), htmx: false)) Assert.Contains("not tested yet", await SaidAsync(), StringComparison.Ordinal);
        await TestAtLineAsync(admin, id);
        Assert.Contains("LINE sends here", await SaidAsync(), StringComparison.Ordinal);

        async Task<string> SaidAsync() => (await admin.Browser.GetPageAsync($"{Address}/{id}")).QuerySelector(".channels__facts")!.TextContent;
    }

    [Fact]
    public async Task How_tokens_come_is_as_it_was_chosen_and_what_changes_nothing_says_so()
    {
        using var admin = await app.GivenAdminAtWorkAsync();
        var account = app.NewAccount("ร้านเลือกโทเค็น");
        var form = Keys(account.ChannelId, account.Secret);
        form["tokenKind"] = "Pasted";
        Assert.Equal(("Paste the channel access token, or let LINE give them", "accessToken"), await RefusedAsync("/new"));
        form["accessToken"] = account.AccessToken;
        form["tokenKind"] = "Stateless";
        Assert.Equal(("A token was pasted although LINE is to give them. Leave the token empty, or choose to paste one", "accessToken"), await RefusedAsync("/new"));

        var id = await app.GivenChannelAsync(account);
        form["secret"] = "";
        Assert.Equal("accessToken", (await RefusedAsync($"/{id}?handler=Keys")).Field);
        (form["accessToken"], form["lineChannelId"]) = ("", "");
        using var unchanged = await admin.Browser.PostAsync($"{Address}/{id}?handler=Keys", form, htmx: false);
        Assert.Equal($"{Address}/{id}?saved=false", unchanged.Headers.Location?.ToString());
        Assert.Equal("Nothing was changed", (await admin.Browser.GetPageAsync(unchanged.Headers.Location!.ToString())).QuerySelector("[role=status]")!.TextContent);
        form["tokenKind"] = "Pasted";
        Assert.Equal(("Paste the channel access token, or let LINE give them", "accessToken"), await RefusedAsync($"/{id}?handler=Keys"));

        async Task<(string Sentence, string? Field)> RefusedAsync(string path)
        {
            using var answer = await admin.Browser.PostAsync(Address + path, form, htmx: false);
            var page = await Visitor.ReadAsync(answer);
            var field = page.QuerySelector("[autofocus]")!;
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "true"), (answer.StatusCode, field.GetAttribute("aria-invalid")));
            Assert.Contains("keys-problem", field.GetAttribute("aria-describedby")!, StringComparison.Ordinal);
            return (page.QuerySelector("#keys-problem")!.TextContent, field.GetAttribute("name"));
        }
    }

    [Theory]
    [InlineData(239, "")]
    [InlineData(240, "quota--low")]
    [InlineData(300, "quota--out")]
    public async Task A_quota_that_is_nearly_or_quite_used_up_stands_out_wherever_it_is_told(long used, string style)
    {
        using var admin = await app.GivenAdminAtWorkAsync();
        var id = await app.GivenChannelAsync(app.NewAccount("ร้านโควตา"));
        await app.ReadAsync(db => db.Channels.Where(channel => channel.Id == id).ExecuteUpdateAsync(set => set.SetProperty(channel => channel.QuotaLimit, 300L).SetProperty(channel => channel.QuotaUsed, used)));
        foreach (var (path, within) in new[] { ("", $"#channel-{id}"), ("/doctor", $"[aria-labelledby=doctor-channel-{id}]") })
            Assert.Equal($"quota {style}".Trim(), (await admin.Browser.GetPageAsync(Address + path)).QuerySelector($"{within} .quota")!.ClassName);
    }

    [Fact]
    public async Task A_long_name_of_LINE_ends_in_an_ellipsis_and_nothing_turns_the_order_of_letters()
    {
        var admin = await app.GivenAdminAsync();
        var id = await app.GivenChannelAsync(app.NewAccount(string.Concat(Enumerable.Repeat("กี่", 25))));
        Assert.Equal(string.Concat(Enumerable.Repeat("กี่", 19)) + "…", await NameAsync());
        await app.UseAsync((RenameChannel use) => use.RunAsync(admin.Id, id, "ร้าน\u202Eกาแฟ", CancellationToken.None));
        Assert.Equal("ร้านกาแฟ", await NameAsync());

        Task<string> NameAsync() => app.ReadAsync(db => db.Channels.Where(channel => channel.Id == id).Select(channel => channel.Name).SingleAsync());
    }

    [Fact]
    public async Task Whoever_saves_after_their_sign_in_has_ended_signs_in_and_is_back_on_the_page()
    {
        using var stranger = app.NewVisitor();
        using var request = new HttpRequestMessage(HttpMethod.Post, Address + "/1?handler=Name") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Referrer = new(app.BaseUrl, Address + "/1");
        using var answer = await stranger.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("/login?returnUrl=%2Fadmin%2Fsettings%2Fline%2F1", (await Visitor.ReadAsync(answer)).QuerySelector("a.button")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_channel_of_the_settings_says_where_its_secret_is_changed()
    {
        using var admin = await app.GivenAdminAtWorkAsync();
        var id = await app.ReadAsync(db => db.Channels.Where(channel => channel.Origin == ChannelOrigin.Settings).Select(channel => channel.Id).SingleAsync());
        var page = await admin.Browser.GetPageAsync($"{Address}/{id}");
        Assert.Contains("Line__ChannelSecret", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("[name=secret]"));
        using var answer = await admin.Browser.PostAsync($"{Address}/{id}?handler=Keys", new Dictionary<string, string>(StringComparer.Ordinal) { ["secret"] = "x", ["tokenKind"] = "Pasted" }, htmx: false);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Fact]
    public async Task Whoever_is_no_administrator_has_nothing_here()
    {
        using var nida = await app.GivenAtWorkAsync();
        foreach (var path in (string[])["", "/new", "/1", "/1/webhook", "/1/setup"])
        {
            using var answer = await nida.Browser.Http.GetAsync(Address + path);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    /// <summary>LINE's own test, by the button "Only test".</summary>
    private static async Task TestAtLineAsync(AtWork admin, long id)
    {
        using var answer = await admin.Browser.PostAsync($"{Address}/{id}/webhook?handler=Test", htmx: false);
        Assert.Equal((HttpStatusCode.Redirect, $"{Address}/{id}/webhook"), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    private static Dictionary<string, string> Keys(string? id, string secret) =>
        new(StringComparer.Ordinal) { ["lineChannelId"] = id ?? "", ["secret"] = secret, ["accessToken"] = "", ["tokenKind"] = "Stateless" };

    private static (string?, string?, string?) Hidden(IDocument page, string name)
    {
        var input = page.QuerySelector($"[name={name}]")!;
        return (input.GetAttribute("type"), input.GetAttribute("autocomplete"), input.GetAttribute("value"));
    }
}
