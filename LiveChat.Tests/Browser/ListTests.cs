using LiveChat.Tests.Support;
using Xunit;

namespace LiveChat.Tests.Browser;

public sealed class ListTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task The_list_is_newest_first_live_goes_on_beyond_its_fiftieth_row_and_shows_nobody_twice()
    {
        Target.MustBeEmpty();
        var nok = await AnOperatorAsync("Nok");
        List<Customer> customers = [];
        for (var i = 0; i < 120; i++) customers.Add(await ACustomerAsync($"ข้อความ {i}", $"ลูกค้า {i:000}"));
        await nok.OpensTheList();
        await Expect(nok.Rows).ToHaveCountAsync(50);
        Assert.Equal(Enumerable.Range(70, 50).Reverse().Select(Id), await IdsAsync());

        // One from beyond the edge writes and is on top; one from the list moves up.
        await customers[10].Writes("ฉันอยู่ล่างสุด");
        await Expect(nok.Rows.First).ToContainTextAsync("ฉันอยู่ล่างสุด");
        await customers[90].Writes("ฉันอยู่กลาง");
        await Expect(nok.Rows.First).ToContainTextAsync("ฉันอยู่กลาง");
        await Expect(nok.Rows).ToHaveCountAsync(51);

        // More, while someone of those who come writes: the answer holds the row where it was.
        await nok.Page.RouteAsync("**/list?*after=*", async route =>
        {
            var answer = await route.FetchAsync();
            await customers[40].Writes("ระหว่างโหลด");
            await route.FulfillAsync(new() { Response = answer });
        });
        await nok.More.ScrollIntoViewIfNeededAsync();
        await Expect(nok.Rows.First).ToContainTextAsync("ระหว่างโหลด");
        await Expect(nok.Rows).ToHaveCountAsync(101);
        await nok.Page.UnrouteAllAsync();
        await nok.More.ScrollIntoViewIfNeededAsync();
        await Expect(nok.Rows).ToHaveCountAsync(120);
        await Expect(nok.More).ToHaveCountAsync(0);
        int[] expected = [40, 90, 10, .. Enumerable.Range(0, 120).Reverse().Where(i => i is not (40 or 90 or 10))];
        Assert.Equal(expected.Select(Id), await IdsAsync());

        // All of them are there already; the next who writes still moves to the top, once.
        await customers[0].Writes("คนแรกสุด");
        await Expect(nok.Rows.First).ToContainTextAsync("คนแรกสุด");
        await Expect(nok.Rows).ToHaveCountAsync(120);

        // Away and back: whoever had loaded them all still has them all.
        nok.WillHearOf("ERR_INTERNET_DISCONNECTED", "Failed to fetch");
        await nok.Context.SetOfflineAsync(true);
        await Expect(nok.Connection).ToHaveAttributeAsync("data-state", "offline");
        await customers[5].Writes("ตอนที่หลุด");
        await nok.Context.SetOfflineAsync(false);
        await Expect(nok.Rows.First).ToContainTextAsync("ตอนที่หลุด");
        await Expect(nok.Rows).ToHaveCountAsync(120);

        string Id(int i) => $"conversation-{customers[i].ConversationId}";
        Task<string[]> IdsAsync() => nok.Rows.EvaluateAllAsync<string[]>("rows => rows.map(row => row.id)");
    }
}

public sealed class FilteredListTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task A_list_of_one_status_shows_only_its_kind_whatever_happens()
    {
        Target.MustBeEmpty();
        var (nok, lek) = (await AnOperatorAsync("Nok"), await AnOperatorAsync("Lek"));
        await nok.OpensTheList("waiting");
        await Expect(nok.List).ToContainTextAsync(nok.Says("List.Empty"));

        var customer = await ACustomerAsync("เข้าคิว");
        await Expect(nok.Row(customer)).ToBeVisibleAsync();
        await Expect(nok.Page.GetByText(nok.Says("List.Empty"))).ToBeHiddenAsync();

        await lek.Opens(customer);
        await lek.Claims();
        await Expect(nok.Row(customer)).ToHaveCountAsync(0);
        await Expect(nok.Page.GetByText(nok.Says("List.Empty"))).ToBeVisibleAsync();
        await customer.Writes("ยังคุยกันอยู่");
        await Expect(lek.Bubble("ยังคุยกันอยู่")).ToBeVisibleAsync();

        await lek.ReturnsItToTheQueue();
        await Expect(nok.Row(customer)).ToContainTextAsync("ยังคุยกันอยู่");
    }
}

public sealed class KeptFilterTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task A_filter_stays_while_conversations_are_opened_left_and_loaded_again()
    {
        var nok = await AnOperatorAsync("Nok", new() { ViewportSize = new() { Width = 375, Height = 812 } });
        var served = await ACustomerOfAsync(nok, "กำลังคุย");
        var customer = await ACustomerAsync("รอรับ");
        await nok.OpensTheList("waiting");
        await nok.Chooses(customer);
        await Expect(nok.Page).ToHaveURLAsync(new Uri(nok.BaseUrl, $"/admin/live-chat/{customer.ConversationId}?status=waiting").ToString());
        await nok.Page.ReloadAsync();
        await Expect(nok.Log(customer)).ToBeVisibleAsync();

        await nok.Desk.Locator(".desk__back").ClickAsync();

        await Expect(nok.Page).ToHaveURLAsync(new Uri(nok.BaseUrl, "/admin/live-chat?status=waiting").ToString());
        await Expect(nok.Row(customer)).ToBeVisibleAsync();
        await Expect(nok.Row(served)).ToHaveCountAsync(0);
        await Expect(nok.Page.Locator(".tabs__tab[aria-current] .tabs__name")).ToHaveTextAsync(nok.Says("Tab.waiting"));
    }
}
