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
        nok.WillHearOf("ERR_");
        var customer = await ACustomerAsync();
        await nok.Page.Clock.InstallAsync();
        await nok.Opens(customer);
        var asked = new TaskCompletionSource();
        await nok.Page.RouteAsync("**/messages?since=*", async route =>
        {
            if (asked.TrySetResult()) return; // the first is never answered
            await route.ContinueAsync();
        });
        await WritesDuringAGapAsync(nok, customer, "ก่อนที่จะได้คำตอบ", whileAway: () => asked.Task);
        await customer.Writes("ข่าวสดระหว่างรอ");

        await nok.Page.Clock.FastForwardAsync(16_000);
        await nok.Page.Clock.FastForwardAsync(2_000);

        await Expect(nok.Bubble("ก่อนที่จะได้คำตอบ")).ToHaveCountAsync(1);
        await Expect(nok.Bubble("ข่าวสดระหว่างรอ")).ToHaveCountAsync(1);
    }

    /// <summary>The stream is cut, the customer writes before it is back, and it comes back.</summary>
    private async Task WritesDuringAGapAsync(Operator someone, Customer customer, string text, Func<Task>? whileAway = null)
    {
        Assert.Equal("live", await someone.Connection.GetAttributeAsync("data-state"));
        using var open = new SemaphoreSlim(0);
        await someone.Page.RouteAsync("**/live", async route => { await open.WaitAsync(); await route.ContinueAsync(); });
        Hub.Close(stream => stream.OperatorId == someone.Id);
        await Expect(someone.Connection).ToHaveAttributeAsync("data-state", "reconnecting");
        await customer.Writes(text);
        await App.ReceivedAsync(customer.Line, text);
        if (whileAway is not null) await someone.Page.Clock.FastForwardAsync(2_000);
        open.Release(10);
        await someone.IsLive();
        if (whileAway is not null) await whileAway().WaitAsync(TimeSpan.FromSeconds(20));
        await someone.Page.UnrouteAsync("**/live");
    }
}
