using LiveChat.Tests.Support;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>A fragment that was rendered before something happened may come after the news of it: neither is lost.</summary>
public sealed class OpeningTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task A_message_that_comes_while_the_conversation_is_being_opened_is_there()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerAsync("แรก");
        await nok.OpensTheList();
        await nok.Page.RouteAsync($"**/admin/live-chat/{customer.ConversationId}", async route =>
        {
            var answer = await route.FetchAsync();
            await customer.Writes("ระหว่างเปิด");
            await customer.IsHeard("ระหว่างเปิด");
            await route.FulfillAsync(new() { Response = answer });
        });

        await nok.Chooses(customer);

        await Expect(nok.Bubble("ระหว่างเปิด")).ToHaveCountAsync(1);
        await Expect(nok.Row(customer)).ToContainTextAsync("ระหว่างเปิด");
    }

    [Fact]
    public async Task Of_two_rows_pressed_quickly_the_last_is_opened_whichever_answer_comes_first()
    {
        var nok = await AnOperatorAsync("Nok");
        var (slow, quick) = (await ACustomerAsync("ช้า", "ช้า"), await ACustomerAsync("เร็ว", "เร็ว"));
        await nok.OpensTheList();
        using var opened = new SemaphoreSlim(0);
        await nok.Page.RouteAsync($"**/admin/live-chat/{slow.ConversationId}", async route => { await opened.WaitAsync(); await route.ContinueAsync(); });

        await nok.Row(slow).Locator("a").ClickAsync();
        await nok.Chooses(quick);
        opened.Release();
        await quick.Writes("ยังอยู่ที่นี่");

        await Expect(nok.Bubble("ยังอยู่ที่นี่")).ToBeVisibleAsync();
        await Expect(nok.Log(slow)).ToHaveCountAsync(0);
        await Expect(nok.Page).ToHaveURLAsync(new Uri(nok.BaseUrl, $"/admin/live-chat/{quick.ConversationId}").ToString());
    }

    [Fact]
    public async Task What_is_older_never_replaces_what_is_newer_whichever_way_it_comes()
    {
        var (nok, lek) = (await AnOperatorAsync("Nok"), await AnOperatorAsync("Lek"));
        var customer = await ACustomerAsync();
        await nok.Opens(customer);
        var older = await nok.Page.EvaluateAsync<string[]>("() => ['.desk', '#composer', '#conversations > .row'].map(selector => document.querySelector(selector).outerHTML)");
        await lek.Opens(customer);
        await lek.Claims();
        await Expect(nok.Composer).ToContainTextAsync(nok.Says("Composer.Others", lek.Name));
        await Expect(nok.Row(customer)).ToContainTextAsync(lek.Name);

        await nok.Page.EvaluateAsync("""
            ([desk, composer, row]) => {
                const partial = (target, swap, html) => `<hx-partial hx-target="${target}" hx-swap="${swap}">${html}</hx-partial>`;
                const text = partial(".desk", "outerMorph", desk) + partial("#composer", "outerMorph", composer) + partial("#conversations", "upsert", row);
                return htmx.swap({ text, swap: "none", target: document.body, sourceElement: document.body });
            }
            """, older);

        await Expect(nok.Desk).ToContainTextAsync(lek.Name);
        await Expect(nok.Composer).ToContainTextAsync(nok.Says("Composer.Others", lek.Name));
        await Expect(nok.Row(customer)).ToContainTextAsync(lek.Name);
    }
}
