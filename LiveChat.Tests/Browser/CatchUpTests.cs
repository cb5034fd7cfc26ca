using LiveChat.Tests.Support;
using LiveChat.Web.Live;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>What a page asks after a gap, when the answers themselves go wrong.</summary>
public sealed class CatchUpTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    private LiveHub Hub => App.Services.GetRequiredService<LiveHub>();

    [Fact]
    public async Task An_answer_that_breaks_off_is_asked_for_again_and_so_is_every_later_one()
    {
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("network error");
        var customer = await ACustomerAsync();
        await nok.Opens(customer);
        await nok.Page.EvaluateAsync("""
            () => {
                const real = Response.prototype.text;
                let broken = 3;
                Response.prototype.text = function () { return broken-- > 0 ? Promise.reject(new TypeError("network error")) : real.call(this); };
            }
            """);
        for (var gap = 1; gap <= 2; gap++)
        {
            await WritesDuringAGapAsync(nok, customer, $"ช่วงที่หลุด {gap}");
            await Expect(nok.Bubble($"ช่วงที่หลุด {gap}")).ToHaveCountAsync(1);
            await Expect(nok.Row(customer)).ToContainTextAsync($"ช่วงที่หลุด {gap}");
        }
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_given_up_and_asked_for_again_and_live_news_goes_on()
    {
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("ERR_", "timeout {elt: span.panel__source"); // what was asked before the clock leapt is late
        var customer = await ACustomerAsync();
        await nok.Page.Clock.InstallAsync();
        await nok.Opens(customer);
        var asked = new TaskCompletionSource();
        await nok.Page.RouteAsync("**/messages?since=*", async route =>
        {
            if (asked.TrySetResult()) return; // the first is never answered
            await route.ContinueAsync();
        });
        await WritesDuringAGapAsync(nok, customer, "ก่อนที่จะได้คำตอบ", untilLive: () => asked.Task);
        await customer.Writes("ข่าวสดระหว่างรอ");

        await nok.Page.Clock.FastForwardAsync(16_000);
        await nok.Page.Clock.FastForwardAsync(2_000);

        await Expect(nok.Bubble("ก่อนที่จะได้คำตอบ")).ToHaveCountAsync(1);
        await Expect(nok.Bubble("ข่าวสดระหว่างรอ")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Whoever_writes_while_the_stream_is_away_and_the_conversation_changes_hands_is_left_in_the_chat()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await nok.Types("กำลังพิมพ์");

        await DuringAGapAsync(nok, () => App.UseAsync((Core.Sessions.ReturnToQueue use) => use.RunAsync(customer.ConversationId, nok.Id, CancellationToken.None)));

        await Expect(nok.Box).ToBeDisabledAsync();
        await Expect(nok.Scroller).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_was_missed_moves_no_row_under_a_pointer_and_all_is_in_its_place_when_the_hand_rests()
    {
        var nok = await AnOperatorAsync("Nok");
        var (below, above) = (await ACustomerAsync("ล่าง", "คนล่าง"), await ACustomerAsync("บน", "คนบน"));
        await nok.OpensTheList();
        await nok.Row(above).HoverAsync();
        await nok.Page.Mouse.DownAsync();
        await nok.Page.RunAndWaitForResponseAsync(() => WritesDuringAGapAsync(nok, below, "ตอนหลุด"), response => response.Url.Contains("/admin/live-chat/list?", StringComparison.Ordinal));
        await below.Writes("ต่อแล้ว"); // what happens now is shown where the row is
        await Expect(nok.Row(below)).ToContainTextAsync("ต่อแล้ว");
        await Expect(nok.Rows.First).ToHaveIdAsync($"conversation-{above.ConversationId}");

        await nok.Page.Mouse.MoveAsync(900, 400);
        await nok.Page.Mouse.UpAsync();
        await Expect(nok.Rows.First).ToHaveIdAsync($"conversation-{below.ConversationId}");
    }

    private Task WritesDuringAGapAsync(Operator someone, Customer customer, string text, Func<Task>? untilLive = null) => DuringAGapAsync(someone, async () =>
    {
        await customer.Writes(text);
        await customer.IsHeard(text);
    }, untilLive);

    /// <summary>The stream is cut, something happens before it is back, and it comes back.</summary>
    private async Task DuringAGapAsync(Operator someone, Func<Task> happens, Func<Task>? untilLive = null)
    {
        Assert.Equal("live", await someone.Connection.GetAttributeAsync("data-state"));
        using var open = new SemaphoreSlim(0);
        await someone.Page.RouteAsync("**/live", async route => { await open.WaitAsync(); await route.ContinueAsync(); });
        Hub.Close(stream => stream.OperatorId == someone.Id);
        await Expect(someone.Connection).ToHaveAttributeAsync("data-state", "reconnecting");
        await happens();
        if (untilLive is not null) await someone.Page.Clock.FastForwardAsync(2_000);
        open.Release(10);
        await someone.IsLive();
        if (untilLive is not null) await untilLive().WaitAsync(TimeSpan.FromSeconds(20));
        await someone.Page.UnrouteAsync("**/live");
    }
}
