using ImageMagick;
using LiveChat.Core.Media;
using LiveChat.Tests.Media;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Browser;

public sealed class MediaTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
        [Theory]
    [InlineData(1280)]
    [InlineData(375)]
    public async Task A_picture_arrives_by_itself_and_opens_large_and_the_arrows_lead_through_all_of_them(int width)
    {
        var nok = await AnOperatorAsync("Nok", new() { ViewportSize = new() { Width = width, Height = 800 } });
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        var phone = App.Line.Phone(customer.Line);
        for (var i = 0; i < 3; i++) await phone.SendImageAsync(Samples.Picture(MagickFormat.Jpeg, 900, 600), "image/jpeg");
        await phone.SendAlbumAsync(AnAlbum(4));
        await phone.SendFileAsync(new("application/pdf", Samples.Pdf), "ใบสั่งซื้อ.pdf");
        await phone.SendAudioAsync(new("audio/x-m4a", Samples.Mp4(2300, brand: "M4A ")), 2300);

        await Expect(Pictures(nok)).ToHaveCountAsync(7);
        await Expect(nok.Page.Locator(".messages .album .picture")).ToHaveCountAsync(4);
        await Expect(nok.Page.Locator(".messages .file__name")).ToHaveTextAsync("ใบสั่งซื้อ.pdf");
        await Expect(nok.Page.Locator(".messages .sound__length")).ToHaveTextAsync("0:02");
        Assert.True(await nok.Page.Locator(".messages .sound").EvaluateAsync<bool>("sound => sound.getBoundingClientRect().right <= sound.closest('.message').getBoundingClientRect().right + 0.5"));
        await ShowAsync(nok, $"media-{width}");

        await Pictures(nok).First.ClickAsync();
        await Expect(Place(nok)).ToHaveTextAsync("1 / 7");
        await Expect(nok.Page.Locator("#lightbox")).ToHaveAttributeAsync("data-state", "shown");
        await nok.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(Place(nok)).ToHaveTextAsync("2 / 7");
        await nok.Page.Keyboard.PressAsync("ArrowLeft");
        await nok.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(Place(nok)).ToHaveTextAsync("1 / 7");
        await Expect(nok.Page.Locator("#lightbox")).ToHaveAttributeAsync("data-state", "shown");
        await ShowAsync(nok, $"lightbox-{width}");
        await nok.Page.Keyboard.PressAsync("Escape");
        await IsLeftAsync(nok);
        await Expect(Pictures(nok).First).ToBeFocusedAsync();

        await nok.Page.GotoAsync($"/admin/live-chat/{customer.ConversationId}/media");
        await Expect(nok.Page.Locator(".gallery__item")).ToHaveCountAsync(7);
        await nok.Page.Locator(".gallery__link").First.ClickAsync();
        await Expect(Place(nok)).ToHaveTextAsync("1 / 7");
        await nok.Page.Keyboard.PressAsync("Escape");
        await ShowAsync(nok, $"gallery-{width}");
    }

    [Fact]
    public async Task What_is_chosen_pasted_or_dropped_goes_with_the_answer_and_reaches_the_customer()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await nok.Page.Locator(".composer__attach input").SetInputFilesAsync(
        [
            new FilePayload { Name = "สินค้า.jpg", MimeType = "image/jpeg", Buffer = Samples.PhotoWithPlace() },
            new FilePayload { Name = "ใบเสนอราคา.pdf", MimeType = "application/pdf", Buffer = Samples.Pdf },
        ]);
        await Expect(Chips(nok)).ToHaveCountAsync(2);
        await DropAsync(nok, "วิธีใช้.txt");
        await Expect(Chips(nok)).ToHaveCountAsync(3);
        await ShowAsync(nok, "attachments");
        await Chips(nok).Nth(2).Locator(".attachment__drop").ClickAsync();
        await Expect(Chips(nok)).ToHaveCountAsync(2);

        await nok.Page.ReloadAsync();
        await nok.IsLive();
        await Expect(Chips(nok)).ToHaveCountAsync(2);
        await nok.Page.Locator("#composer .composer__send").ClickAsync(); // without a word

        await Expect(Chips(nok)).ToHaveCountAsync(0);
        await Expect(nok.Page.Locator("[data-delivery=accepted]")).ToHaveCountAsync(2);
        await Eventually.TrueAsync(() => App.Line.Accepted.Count(accepted => accepted.To == customer.Line.UserId) == 2);
        Assert.Equal(["image", "flex"], App.Line.Accepted.Where(accepted => accepted.To == customer.Line.UserId).Select(accepted => accepted.Kind));
        await Expect(Pictures(nok)).ToHaveCountAsync(1);
        await ShowAsync(nok, "sent");
    }

    [Fact]
    public async Task What_cannot_be_uploaded_says_why_on_its_chip_and_is_not_sent()
    {
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("422");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        await nok.Page.Locator(".composer__attach input").SetInputFilesAsync(new FilePayload { Name = "a.txt", MimeType = "text/plain", Buffer = [] });
        await Expect(nok.Page.Locator(".attachment[data-failed]")).ToContainTextAsync(nok.Says("Refusal.EmptyFile"));
        await nok.Page.Locator(".attachment__drop").ClickAsync();
        await Expect(nok.Page.Locator(".attachment")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Without_script_a_file_is_attached_and_sent_by_plain_forms()
    {
        var nok = await AnOperatorAsync("Nok", new() { JavaScriptEnabled = false });
        var customer = await ACustomerOfAsync(nok);
        await nok.Page.GotoAsync($"/admin/live-chat/{customer.ConversationId}");
        await nok.Page.Locator(".composer__attach input").SetInputFilesAsync(new FilePayload { Name = "a.pdf", MimeType = "application/pdf", Buffer = Samples.Pdf });
        await nok.Page.Locator("[type=submit][form=attaching]").ClickAsync();
        await Expect(Chips(nok)).ToHaveCountAsync(1);
        await nok.Page.Locator("#composer .composer__send").ClickAsync();
        await Expect(nok.Page.Locator(".messages .file__name")).ToHaveTextAsync("a.pdf");
    }

    [Fact]
    public async Task What_is_taken_back_of_an_album_says_so_and_what_is_not_stays_to_be_seen_live_and_later()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        var phone = App.Line.Phone(customer.Line);
        var sent = await phone.SendAlbumAsync(AnAlbum(3));
        await Expect(Pictures(nok)).ToHaveCountAsync(3);

        await phone.UnsendAsync(sent[1].Message.Id);
        await Expect(Pictures(nok)).ToHaveCountAsync(2);
        await Expect(Gone(nok)).ToHaveCountAsync(1);
        await Expect(nok.Page.Locator(".album__missing")).ToHaveCountAsync(0); // nothing is to come any more
        await phone.UnsendAsync(sent[0].Message.Id);
        for (var look = 0; look < 2; look++)
        {
            await Expect(Gone(nok)).ToHaveCountAsync(2);
            await Expect(Pictures(nok)).ToHaveCountAsync(1);
            await Expect(Pictures(nok)).ToBeVisibleAsync();
            await ShowAsync(nok, "taken-back");
            await nok.Page.ReloadAsync();
        }
    }

    [Fact]
    public async Task Why_an_albums_pictures_are_not_here_stands_below_it_once_and_nothing_is_cut_off()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        var phone = App.Line.Phone(customer.Line);
        await phone.SendAlbumAsync([.. AnAlbum(3).Select(picture => picture with { Troubles = [new(FaultKind.NotReady)] })]);
        await phone.SendAlbumAsync([.. AnAlbum(3).Select(picture => picture with { Troubles = [new(FaultKind.NotFound)] })]);
        await Expect(nok.Page.Locator(".album__missing")).ToHaveTextAsync([nok.Says("Media.WaitingBecause", nok.Says("Media.Problem.NotPrepared")), nok.Says("Media.Problem.NotFound")]);
        await Expect(nok.Page.Locator(".album > .media")).ToHaveCountAsync(6);
        Assert.Single(await nok.Page.Locator(".album").EvaluateAllAsync<int[]>("albums => [...new Set(albums.map(album => album.offsetWidth))]"));
        Assert.Empty(await nok.Page.Locator(".album > .media").EvaluateAllAsync<string[]>("tiles => tiles.filter(tile => tile.scrollHeight > tile.clientHeight || tile.scrollWidth > tile.clientWidth).map(tile => tile.outerHTML)"));
        await ShowAsync(nok, "albums");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_conversation_full_of_pictures_opens_at_its_end_or_where_it_was_asked_to_and_stays_there_while_they_come(bool isMeasured)
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        var phone = App.Line.Phone(customer.Line);
        for (var i = 0; i < 12; i++)
        {
            await phone.SendImageAsync(Samples.Picture(MagickFormat.Jpeg, (uint)(600 + i % 2 * 300), (uint)(900 - i % 2 * 300)), "image/jpeg");
            if (i == 5) await customer.Writes("ตรงกลาง");
        }
        await customer.Writes("จบ");
        await Eventually.TrueAsync(() => App.ReadAsync(db => db.MediaFiles.Where(file => file.ConversationId == customer.ConversationId).AllAsync(file => file.State == MediaState.Kept)));
        await Eventually.TrueAsync(() => App.ReadAsync(db => db.Messages.AnyAsync(message => message.ConversationId == customer.ConversationId && message.Text == "จบ")));
        if (!isMeasured) await App.ReadAsync(db => db.MediaFiles.Where(file => file.ConversationId == customer.ConversationId).ExecuteUpdateAsync(set => set.SetProperty(file => file.Width, (int?)null).SetProperty(file => file.Height, (int?)null)));
        var middle = await App.ReadAsync(db => db.Messages.Where(message => message.ConversationId == customer.ConversationId && message.Text == "ตรงกลาง").Select(message => message.Id).SingleAsync());

        foreach (var (where, words) in new[] { ("", "จบ"), ($"?around={middle}", "ตรงกลาง") })
        {
            var open = new TaskCompletionSource();
            await nok.Page.RouteAsync("**/media/**", async route => { await open.Task; await route.ContinueAsync(); });
            await nok.Page.GotoAsync($"/admin/live-chat/{customer.ConversationId}{where}", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
            await Expect(nok.Bubble(words)).ToBeInViewportAsync(new() { Ratio = 1 });
            var before = await HeightsAsync();
            open.SetResult();
            await Eventually.TrueAsync(() => Pictures(nok).Locator("img").EvaluateAllAsync<bool>("all => all.some(image => image.complete && image.naturalWidth) && all.every(image => image.complete || image.getBoundingClientRect().top > innerHeight || image.getBoundingClientRect().bottom < 0)"));
            await nok.Page.EvaluateAsync("() => new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)))");
            await Expect(nok.Bubble(words)).ToBeInViewportAsync(new() { Ratio = 1 });
            if (isMeasured) Assert.All((await HeightsAsync()).Zip(before), pair => Assert.InRange(pair.First - pair.Second, -1, 1)); // small ones are of whole points
            await nok.Page.UnrouteAllAsync();
        }

        Task<int[]> HeightsAsync() => Pictures(nok).Locator("img").EvaluateAllAsync<int[]>("all => all.map(image => image.offsetHeight)");
    }

    [Fact]
    public async Task Beside_the_conversation_all_of_the_panel_can_be_seen_also_where_somebody_spoke()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        var phone = App.Line.Phone(customer.Line);
        await phone.SendAlbumAsync(AnAlbum(3));
        await phone.SendAudioAsync(new("audio/x-m4a", Samples.Mp4(2300, brand: "M4A ")), 2300);
        await phone.SendFileAsync(new("application/pdf", Samples.Pdf), "ใบสั่งซื้อที่มีชื่อยาวมากๆจนเกินหนึ่งบรรทัด.pdf");
        await Expect(nok.Panel.Locator(".sound__length")).ToHaveTextAsync("0:02");
        await Expect(nok.Panel.Locator(".file__name")).ToHaveCountAsync(1);
        foreach (var width in new[] { 1100, 1280, 1366, 1440 })
        {
            await nok.Page.SetViewportSizeAsync(width, 800);
            await Expect(nok.Panel.Locator(".panel__body")).ToBeVisibleAsync();
            await ShowAsync(nok, $"panel-{width}");
            Assert.True(await nok.Panel.Locator(".panel__body").EvaluateAsync<bool>("body => body.scrollWidth <= body.clientWidth"), $"cut off at {width}");
        }
    }

    [Fact]
    public async Task What_was_taken_back_is_no_longer_in_the_browser_nor_on_show()
    {
        var nok = await AnOperatorAsync("Nok");
        nok.WillHearOf("404");
        var customer = await ACustomerOfAsync(nok);
        await nok.Opens(customer);
        var phone = App.Line.Phone(customer.Line);
        var sent = await phone.SendAlbumAsync(AnAlbum(2));
        await Expect(Pictures(nok)).ToHaveCountAsync(2);
        await Pictures(nok).First.ClickAsync();
        await Expect(Box(nok)).ToHaveAttributeAsync("data-state", "shown");
        var address = await Pictures(nok).First.GetAttributeAsync("href");
        Assert.Equal(200, await StatusAsync(nok, address));
        var (gallery, deaf) = (await AGalleryAsync(), await AGalleryAsync());
        await deaf.RouteAsync("**/media", route => route.FulfillAsync(new() { Status = 204 }));
        await gallery.Locator($".gallery__link[href='{address}']").ClickAsync();

        await phone.UnsendAsync(sent[0].Message.Id);
        await Expect(Box(nok).Locator(".lightbox__words")).ToHaveTextAsync(nok.Says("Message.CustomerUnsent"));
        await Expect(Box(nok).Locator(".lightbox__shown")).ToHaveCountAsync(0);
        Assert.Equal(404, await StatusAsync(nok, address));
        await nok.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(Box(nok)).ToHaveAttributeAsync("data-state", "shown");
        await ShowAsync(nok, "lightbox-gone");
        await deaf.Locator($".gallery__link[href='{address}']").ClickAsync();
        await Expect(deaf.Locator(".lightbox__words")).ToHaveTextAsync(nok.Says("Message.CustomerUnsent"));
        await gallery.BringToFrontAsync();
        await Expect(gallery.Locator(".gallery__item")).ToHaveCountAsync(1, new() { Timeout = 20_000 });
        await Expect(gallery.Locator(".lightbox__words")).ToHaveTextAsync(nok.Says("Message.CustomerUnsent"));

        async Task<IPage> AGalleryAsync()
        {
            var page = await nok.Context.NewPageAsync();
            await page.GotoAsync($"/admin/live-chat/{customer.ConversationId}/media");
            return page;
        }
    }

    [Fact]
    public async Task On_a_phone_Back_or_a_finger_downwards_leaves_the_picture_and_nothing_else()
    {
        var nok = await AnOperatorAsync("Nok", new() { ViewportSize = new() { Width = 375, Height = 700 }, IsMobile = true, HasTouch = true });
        var customer = await ACustomerOfAsync(nok);
        await nok.OpensTheList();
        await nok.Chooses(customer);
        await App.Line.Phone(customer.Line).SendImageAsync(Samples.Picture(MagickFormat.Jpeg, 600, 900), "image/jpeg");
        await Pictures(nok).First.ClickAsync();
        await Expect(Box(nok).Locator(".lightbox__close")).ToBeFocusedAsync();
        await nok.Page.GoBackAsync();
        await IsLeftAsync(nok);
        await Expect(nok.Log(customer)).ToBeVisibleAsync();
        await Expect(Pictures(nok).First).ToBeFocusedAsync();

        await Pictures(nok).First.ClickAsync();
        await Expect(Box(nok)).ToHaveAttributeAsync("data-state", "shown");
        await DrawsDownAsync(nok);
        await IsLeftAsync(nok);

        await nok.OpensThePanel();
        await nok.Panel.Locator(".gallery__link").First.ClickAsync();
        await Expect(Box(nok)).ToBeVisibleAsync();
        await nok.Page.GoBackAsync();
        await IsLeftAsync(nok);
        await Expect(nok.Panel).ToBeVisibleAsync();
        await nok.Page.GoBackAsync();
        await Expect(nok.Panel).ToBeHiddenAsync();
        await nok.Page.GoBackAsync();
        await Expect(nok.Log(customer)).ToBeHiddenAsync();
        await Expect(nok.List).ToBeVisibleAsync();
    }

    private static IReadOnlyList<FakeContent> AnAlbum(int count) => [.. Enumerable.Range(0, count).Select(_ => new FakeContent("image/jpeg", Samples.Picture(MagickFormat.Jpeg, 600, 900)))];

    private static ILocator Box(Operator who) => who.Page.Locator("#lightbox");

    /// <summary>The step back in the history is done, too.</summary>
    private static async Task IsLeftAsync(Operator who)
    {
        await Expect(Box(who)).ToBeHiddenAsync();
        await Expect(who.Page.Locator("#lightbox:not([data-state])")).ToBeAttachedAsync();
    }

    private static ILocator Gone(Operator who) => who.Page.Locator(".messages .message__gone");

    private static Task<int> StatusAsync(Operator who, string? address) => who.Page.EvaluateAsync<int>("async address => (await fetch(address)).status", address);

    /// <summary>As a finger does it: the browser decides whose gesture it is.</summary>
    private static async Task DrawsDownAsync(Operator who)
    {
        var finger = await who.Context.NewCDPSessionAsync(who.Page);
        for (var y = 200; y <= 440; y += 40) await TouchAsync(y == 200 ? "touchStart" : "touchMove", [new { x = 180, y }]);
        await TouchAsync("touchEnd", []);

        Task TouchAsync(string type, object[] touchPoints) => finger.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = touchPoints });
    }

    private static ILocator Pictures(Operator who) => who.Page.Locator(".messages .picture");

    private static ILocator Chips(Operator who) => who.Page.Locator(".attachment:has([name=media])");

    private static ILocator Place(Operator who) => who.Page.Locator(".lightbox__place");

    /// <summary>As a hand does it, whose file a script has made.</summary>
    private static async Task DropAsync(Operator who, string name) => await who.Page.EvaluateAsync("""
        name => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File(["สวัสดี"], name, { type: "text/plain" }));
          const log = document.querySelector(".conversation__scroll");
          for (const type of ["dragenter", "dragover", "drop"]) log.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
        }
        """, name);

    /// <summary>As it stands there everybody can use it; SCREENSHOTS names a folder for people who want to look.</summary>
    private static async Task ShowAsync(Operator who, string name)
    {
        Assert.Empty(await who.Page.FaultsAsync());
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder) await who.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }
}
