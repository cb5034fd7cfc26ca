using LiveChat.Core.Live;
using LiveChat.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>What an operator hears and sees when somebody wants them.</summary>
public sealed class AlertsTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task Mine_sounds_and_shows_a_toast_while_I_am_elsewhere_others_are_silent_and_so_is_what_I_look_at()
    {
        var (nok, lek) = (await AnOperatorAsync("Nok"), await AnOperatorAsync("Lek"));
        var (mine, open, others) = (await ACustomerOfAsync(nok), await ACustomerOfAsync(nok, name: "ที่เปิดอยู่"), await ACustomerOfAsync(lek, name: "ของคนอื่น"));
        await nok.ListensToTones();
        await nok.Opens(open);
        await nok.Touches();

        await open.Writes("อยู่ตรงหน้า");
        await Expect(nok.Bubble("อยู่ตรงหน้า")).ToBeVisibleAsync();
        await others.Writes("ไม่เกี่ยวกัน");
        await mine.Writes("มี <b>สีฟ้า</b> $& ไหมคะ");
        await nok.Hears(Tones.Mine, 1);
        Assert.Equal(0, await nok.HearsAsync(Tones.Others));

        await Expect(nok.Toasts).ToHaveCountAsync(1);
        await Expect(nok.Toasts).ToContainTextAsync(nok.Says("Toast.Words", mine.Name, "มี <b>สีฟ้า</b> $& ไหมคะ"));
        await nok.Toasts.GetByRole(AriaRole.Link).PressAsync("Enter");
        await Expect(nok.Log(mine)).ToBeVisibleAsync();
        await Expect(nok.Toasts).ToHaveCountAsync(0);
        await Expect(nok.Page.Locator("#chat")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Toasts_stay_for_a_while_are_three_at_most_and_go_by_button_and_Escape()
    {
        var nok = await AnOperatorAsync("Nok");
        await nok.Page.Clock.InstallAsync();
        await nok.OpensTheList();
        var customer = await ACustomerAsync();
        var feed = App.Services.GetRequiredService<ILiveFeed>();
        await Expect(nok.Row(customer)).ToBeVisibleAsync();
        await feed.AnnounceAsync(new OperatorMentioned(customer.ConversationId, 90, nok.Id, "ก้อย"), CancellationToken.None);
        await Expect(nok.Toasts).ToContainTextAsync(nok.Says("Toast.Mention", "ก้อย", "").TrimEnd());
        await feed.AnnounceAsync(new TransferOffered(customer.ConversationId, 91, nok.Id, "นก"), CancellationToken.None);
        await Expect(nok.Toasts).ToHaveCountAsync(1); // of one conversation the last word counts
        await Expect(nok.Toasts).ToContainTextAsync("นก");
        foreach (var text in new[] { "หนึ่ง", "สอง", "สาม" }) await SayAsync(nok, text);
        await Expect(nok.Toasts.Locator(".toast__text")).ToHaveTextAsync(["หนึ่ง", "สอง", "สาม"]);

        await nok.Toasts.Nth(0).GetByRole(AriaRole.Button).ClickAsync();
        await nok.Page.Keyboard.PressAsync("Escape");
        await Expect(nok.Toasts.Locator(".toast__text")).ToHaveTextAsync(["สอง"]);
        await nok.Toasts.HoverAsync();
        await nok.Page.Clock.FastForwardAsync(9_000);
        await Expect(nok.Toasts).ToHaveCountAsync(1); // pointed at
        await nok.Page.Mouse.MoveAsync(600, 300);
        await nok.Page.Clock.FastForwardAsync(9_000);
        await Expect(nok.Toasts).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Muted_here_is_muted_in_the_other_tab_and_after_a_reload_and_nothing_sounds()
    {
        var nok = await AnOperatorAsync("Nok");
        await nok.ListensToTones();
        await nok.OpensTheList();
        var first = nok.Page;
        await nok.OpensATab();
        await nok.OpensTheList();
        await nok.Mutes();
        foreach (var tab in new[] { first, nok.Page }) await Expect(nok.At(tab).Mute).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(nok.Mute).ToBeFocusedAsync();
        await nok.Page.ReloadAsync();
        await nok.IsLive();
        await Expect(nok.Mute).ToHaveAttributeAsync("aria-pressed", "true");
        await nok.Touches();

        var customer = await ACustomerAsync();
        await Expect(nok.Row(customer)).ToBeVisibleAsync();
        await nok.At(first).Mutes(); // pressed again: it sounds again
        await Expect(nok.At(first).Mute).ToHaveAttributeAsync("aria-pressed", "false");
        await customer.Writes("มีใครอยู่ไหม");
        var next = await ACustomerAsync(name: "คนต่อไป");
        await Expect(nok.Row(next)).ToBeVisibleAsync();
        await nok.Hears(Tones.Queue, 1);
    }

    [Fact]
    public async Task A_sound_can_be_tried_and_preferences_change_open_pages()
    {
        Target.MustBeThisProcess(); // an account elsewhere would stay changed
        var nok = await AnOperatorAsync("Nok");
        await nok.ListensToTones();
        await nok.OpensTheList();
        var console = nok.Page;
        await nok.OpensATab();
        await nok.Page.GotoAsync("/admin/settings/me");
        await nok.Page.GetByRole(AriaRole.Button, new() { Name = nok.Says("Me.TrySound", nok.Says("Me.SoundForOthers")) }).ClickAsync();
        await nok.Hears(Tones.Others, 1);

        await nok.Page.GetByLabel(nok.Says("Me.SendsWithCtrlEnter")).CheckAsync();
        await nok.Page.GetByLabel(nok.Says("Me.SingleKeys")).UncheckAsync();
        await nok.Page.GetByLabel(nok.Says("Me.Volume")).FillAsync("35");
        await nok.Button("Form.Save").ClickAsync();
        await Expect(nok.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = nok.Says("Form.Saved") })).ToBeVisibleAsync();
        await Expect(console.Locator(".console[data-send=ctrl-enter][data-keys=off][data-volume='35']")).ToBeVisibleAsync();
    }

    private static Task<bool> SayAsync(Operator someone, string text) => someone.Page.EvaluateAsync<bool>("text => document.dispatchEvent(new CustomEvent('toast', { detail: { text } }))", text);
}

/// <summary>The sound that is repeated, in a shop where nobody else waits.</summary>
public sealed class QueueSoundTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task One_of_two_tabs_sounds_once_for_a_new_customer_and_again_until_somebody_claims()
    {
        Target.MustBeEmpty();
        var (nok, lek) = (await AnOperatorAsync("Nok"), await AnOperatorAsync("Lek"));
        await nok.ListensToTones();
        await nok.Page.Clock.InstallAsync();
        await nok.OpensTheList();
        var first = nok.Page;
        await nok.Touches();
        await nok.OpensATab();
        await nok.OpensTheList();
        await nok.Touches();

        var customer = await ACustomerAsync();
        await nok.Hears(Tones.Queue, 1);
        await Expect(nok.Row(customer)).ToBeVisibleAsync();
        await first.Clock.FastForwardAsync(20_000);
        await nok.Hears(Tones.Queue, 2);

        await lek.Opens(customer);
        await lek.Claims();
        foreach (var tab in new[] { first, nok.Page }) await Expect(nok.At(tab).Row(customer)).ToHaveAttributeAsync("data-status", "active");
        await first.Clock.FastForwardAsync(20_000);
        await customer.Writes("ขอบคุณค่ะ");
        await Expect(nok.Row(customer)).ToContainTextAsync("ขอบคุณค่ะ");
        Assert.Equal(2, await nok.HearsAsync(Tones.Queue));
    }
}

/// <summary>The tones with which the sounds begin (wwwroot/js/sound.js), in hertz.</summary>
internal static class Tones
{
    public const int Queue = 659;
    public const int Mine = 988;
    public const int Others = 523;
}

/// <summary>The count in the title, in a shop where nobody else waits.</summary>
public sealed class TitleCountTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task The_title_and_the_icon_count_who_waits_and_what_is_unread_of_mine()
    {
        Target.MustBeEmpty();
        var nok = await AnOperatorAsync("Nok");
        await nok.OpensTheList();
        await CountsAsync(nok, 0);

        var customer = await ACustomerAsync();
        await CountsAsync(nok, 1);
        await nok.Chooses(customer);
        await nok.Claims();
        await CountsAsync(nok, 0);

        var other = await ACustomerAsync(name: "อีกคน");
        await nok.Chooses(other);
        await customer.Writes("ยังไม่ได้อ่าน");
        await CountsAsync(nok, 2);
    }

    private static async Task CountsAsync(Operator someone, int count)
    {
        await Expect(someone.Page).ToHaveTitleAsync((count > 0 ? $"({count}) " : "") + someone.Says("Console.Title") + " · LiveChat");
        await Expect(someone.Page.Locator(count > 0 ? "link[rel=icon][href^='data:image/png']" : "link[rel=icon][href*='.svg']")).ToHaveCountAsync(1);
    }
}
