using ImageMagick;
using LiveChat.Tests.Media;
using LiveChat.Tests.Support;
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
        await phone.SendAlbumAsync([.. Enumerable.Range(0, 4).Select(_ => new Web.Simulator.FakeContent("image/jpeg", Samples.Picture(MagickFormat.Jpeg, 600, 900)))]);
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
        await Expect(nok.Page.Locator("#lightbox")).ToBeHiddenAsync();
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
