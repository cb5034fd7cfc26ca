using LiveChat.Tests.Support;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>SAFETY.md, P10: after any disconnection the page equals a fresh load.</summary>
public sealed class ReconnectTests(AppInAProcess app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<AppInAProcess>
{
    public override ValueTask InitializeAsync()
    {
        Target.MustBeThisProcess();
        return base.InitializeAsync();
    }

    [Fact]
    public async Task Through_three_deaths_of_the_server_nothing_is_missed_nothing_is_doubled_and_the_page_equals_a_fresh_load()
    {
        var (nok, lek) = (await AnOperatorAsync("Nok", baseUrl: app.ProcessUrl), await AnOperatorAsync("Lek", baseUrl: app.ProcessUrl));
        foreach (var someone in new[] { nok, lek }) someone.WillHearOf("ERR_", "Failed to fetch", "MIME type");
        var (customer, other) = (await ACustomerAsync("เริ่ม"), await ACustomerAsync("อีกคนหนึ่ง", "อีกคน"));
        await nok.Opens(customer);
        await lek.OpensTheList();
        app.Line.Webhooks.FirstDelay = TimeSpan.FromMilliseconds(200);
        app.Line.Webhooks.LongestDelay = TimeSpan.FromMilliseconds(200);
        app.Line.Webhooks.MostTries = 300;

        List<string> written = ["เริ่ม"];
        for (var death = 1; death <= 3; death++)
        {
            await WritesAsync($"{death} ก่อนตาย");
            await app.KillAsync();
            await Expect(nok.Connection).ToHaveAttributeAsync("data-state", "reconnecting");
            await Expect(nok.Connection).ToContainTextAsync(nok.Says("Connection.Reconnecting"));
            await Expect(lek.Connection).ToHaveAttributeAsync("data-state", "reconnecting");
            await WritesAsync($"{death} ขณะตาย ก");    // LINE delivers these again and again
            await WritesAsync($"{death} ขณะตาย ข");
            await app.StartAsync();
            await WritesAsync($"{death} ฟื้นแล้ว");
            await nok.IsLive();
            await WritesAsync($"{death} สดแล้ว");
        }
        await other.Writes("คนสุดท้าย");

        foreach (var words in written) await Expect(nok.Bubble(words)).ToHaveCountAsync(1);
        await Expect(nok.Bubbles).ToHaveCountAsync(16);
        foreach (var someone in new[] { nok, lek })
        {
            await someone.IsLive();
            await Expect(someone.Row(other)).ToContainTextAsync("คนสุดท้าย");
            await Expect(someone.Row(customer)).ToHaveCountAsync(1);
        }
        await nok.HasUnread(customer, 0);
        await lek.HasUnread(customer, 16);
        foreach (var someone in new[] { nok, lek })
        {
            var before = await someone.Sees();
            await someone.Page.ReloadAsync();
            await someone.IsLive();
            Assert.Equal(await someone.Sees(), before);
        }

        Task WritesAsync(string text)
        {
            written.Add(text);
            return customer.Writes(text);
        }
    }

    [Fact]
    public async Task What_changed_hands_while_the_server_was_away_is_so_on_the_page_that_was_open()
    {
        var (nok, lek) = (await AnOperatorAsync("Nok", baseUrl: app.ProcessUrl), await AnOperatorAsync("Lek", baseUrl: app.ProcessUrl));
        nok.WillHearOf("ERR_", "Failed to fetch", "MIME type");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await nok.Types("ร่างที่ยังไม่ส่ง");
        await app.KillAsync();
        await Expect(nok.Connection).ToHaveAttributeAsync("data-state", "reconnecting");

        await App.UseAsync((Core.Sessions.ReturnToQueue use) => use.RunAsync(customer.ConversationId, nok.Id, CancellationToken.None));
        await App.UseAsync((Core.Sessions.ClaimSession use) => use.RunAsync(customer.ConversationId, lek.Id, CancellationToken.None));
        await nok.Box.PressAsync("Enter");
        await Expect(nok.Notices).ToContainTextAsync(nok.Says("Notice.NotSent"));
        await app.StartAsync();
        await nok.IsLive();

        await Expect(nok.Composer).ToContainTextAsync(nok.Says("Composer.Others", lek.Name));
        await Expect(nok.Row(customer)).ToContainTextAsync(lek.Name);
        await Expect(nok.Box).ToHaveValueAsync("ร่างที่ยังไม่ส่ง");
    }
}
