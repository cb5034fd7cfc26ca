using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveChat.Tests.Browser;

public enum ScreenState { Empty, Full, Error, Offline, Dialog }

/// <param name="Name">As screenshots are called.</param>
/// <param name="Address">Where it is; <c>{mine}</c> stands for the id that <see cref="ScreenWorld"/> has under that name: a conversation's, unless it says otherwise.</param>
/// <param name="Steps">What is done there until it is worth a look.</param>
public sealed record Screen(string Name, string Address, ScreenState State, Func<ScreenVisit, Task>? Steps = null, bool IsForStrangers = false);

/// <summary>Somebody in front of a screen.</summary>
public sealed record ScreenVisit(Operator Who, ScreenWorld World)
{
    public IPage Page => Who.Page;
}

/// <summary>
/// Every page in every state it can be in: one line each, and <see cref="ScreensTests"/> looks at it light and dark, wide and narrow, in Thai and
/// English. A page that is missing here is found by EveryPageTests.
/// </summary>
public static class Screens
{
    public static IReadOnlyList<Screen> All { get; } =
    [
        Strangers("sign-in", "/login", ScreenState.Empty),
        Strangers("sign-in-wrong", "/login", ScreenState.Error, async at =>
        {
            await at.Who.SignsIn("nobody", "wrong");
            await Expect(at.Page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        }),
        Strangers("problem", "/problem/404", ScreenState.Error),

        .. Page("list", "/admin/live-chat"),
        Show(ScreenState.Empty, "list-filtered-empty", "/admin/live-chat?status=closed"),
        Show(ScreenState.Full, "list-closed", "/admin/live-chat?status=closed"),
        .. Page("waiting", "/admin/live-chat/{waiting}"),
        Show(ScreenState.Full, "others", "/admin/live-chat/{others}"),
        Show(ScreenState.Full, "closed", "/admin/live-chat/{closed}"),
        Show(ScreenState.Full, "mine", "/admin/live-chat/{mine}", at => at.Who.Types("บรรทัดหนึ่ง\nบรรทัดสอง\nบรรทัดสาม")),
        Show(ScreenState.Full, "mine-long", "/admin/live-chat/{long}"),
        Show(ScreenState.Error, "taken", "/admin/live-chat/{waiting}", async at =>
        {
            await at.Page.RouteAsync("**/claim", route => route.ContinueAsync(new() { Url = at.World.AddressOf("/admin/live-chat/{others}/claim", at.Who.BaseUrl) }));
            await at.Who.Claims();
            await Expect(at.Who.Notices).ToContainTextAsync(ScreenWorld.Colleague);
        }),
        Show(ScreenState.Error, "no-answer", "/admin/live-chat/{waiting}", async at =>
        {
            await at.Page.RouteAsync("**/claim", route => route.AbortAsync());
            await at.Who.Claims();
            await Expect(at.Who.Notices).ToContainTextAsync(at.Who.Says("Notice.NoAnswer"));
        }),
        Show(ScreenState.Error, "signed-out", "/admin/live-chat/{waiting}", async at =>
        {
            await at.Who.Context.SetOfflineAsync(true);
            await Expect(at.Who.Connection).ToHaveAttributeAsync("data-state", "offline");
            await at.Who.Context.ClearCookiesAsync(new() { Name = "livechat" });
            await at.Who.Context.SetOfflineAsync(false);
            await Expect(at.Who.SignedOut).ToBeVisibleAsync();
        }),
        Show(ScreenState.Offline, "reconnecting", "/admin/live-chat/{mine}", async at =>
        {
            await at.Page.RouteAsync("**/live", route => route.AbortAsync());
            await at.Page.ReloadAsync();
            await Expect(at.Who.Connection).ToHaveAttributeAsync("data-state", "reconnecting");
        }),
        Show(ScreenState.Full, "note", "/admin/live-chat/{mine}", async at =>
        {
            await at.Page.GetByRole(AriaRole.Radio, new() { Name = at.Who.Says("Writing.Note") }).CheckAsync();
            await Expect(at.Page.Locator("#note-text")).ToBeVisibleAsync();
        }),
        Show(ScreenState.Full, "kinds", "/admin/live-chat/{kinds}"),
        Show(ScreenState.Full, "kinds-first", "/admin/live-chat/{kinds}", at => at.Page.Locator(".conversation__scroll").EvaluateAsync("log => log.scrollTo(0, 0)")),
        Show(ScreenState.Full, "quoting", "/admin/live-chat/{kinds}?quote={quoted}"),
        Show(ScreenState.Full, "stickers-page", "/admin/live-chat/{mine}/stickers"),
        Show(ScreenState.Full, "place-page", "/admin/live-chat/{mine}/place"),
        Show(ScreenState.Full, "edits-page", "/admin/live-chat/{kinds}/messages/{edited}/edits"),
        Show(ScreenState.Dialog, "stickers", "/admin/live-chat/{mine}", at => OpensDialogAsync(at, "#composer-stickers")),
        Show(ScreenState.Dialog, "place", "/admin/live-chat/{mine}", at => OpensDialogAsync(at, "#composer-place")),
        Show(ScreenState.Dialog, "edits", "/admin/live-chat/{kinds}", at => OpensDialogAsync(at, ".message__edited--link")),
        Show(ScreenState.Dialog, "canned-choices", "/admin/live-chat/{mine}", async at =>
        {
            await at.Page.Locator("[data-opens-choices]").First.ClickAsync();
            await Expect(at.Page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        }),

        .. Page("canned", "/admin/canned-responses"),
        Show(ScreenState.Empty, "canned-none-found", "/admin/canned-responses?q=ไม่มีคำนี้แน่นอน"),
        Show(ScreenState.Error, "canned-refused", "/admin/canned-responses/{canned}", async at =>
        {
            await at.Page.Locator("[name=title]").FillAsync(" ");
            await at.Page.Locator(".form [type=submit]").ClickAsync();
            await Expect(at.Page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        }),
        .. Page("canned-edit", "/admin/canned-responses/{canned}"),
        Show(ScreenState.Full, "canned-removal", "/admin/canned-responses/{canned}/removal"),

        .. Page("tags", "/admin/tags"),
        Show(ScreenState.Full, "tag", "/admin/tags/{tag}"),
        Show(ScreenState.Full, "tag-removal", "/admin/tags/{tag}/removal"),
        .. Page("costs", "/admin/analytics/costs"),
        .. Page("settings-me", "/admin/settings/me"),
        .. Page("settings-console", "/admin/settings/console"),
        Show(ScreenState.Error, "settings-console-refused", "/admin/settings/console", async at =>
        {
            await at.Page.Locator("[name=waitWarnMinutes]").FillAsync("90");
            await at.Page.Locator(".form [type=submit]").ClickAsync();
            await Expect(at.Page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        }),
        .. Page("settings-line", "/admin/settings/line"),
        Show(ScreenState.Full, "settings-line-new", "/admin/settings/line/new"),
        Show(ScreenState.Error, "settings-line-new-refused", "/admin/settings/line/new", async at =>
        {
            await at.Page.Locator("[name=lineChannelId]").FillAsync("not a number");
            await at.Page.Locator("[name=secret]").FillAsync("secret");
            await at.Page.Locator(".form [type=submit]").ClickAsync();
            await Expect(at.Page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        }),
        .. Page("settings-line-channel", "/admin/settings/line/{channel}"),
        Show(ScreenState.Full, "settings-line-webhook", "/admin/settings/line/{channel}/webhook", async at =>
        {
            await at.Page.Locator("[formaction*='handler=Test']").ClickAsync();
            await Expect(at.Page.Locator(".channels__result")).ToBeVisibleAsync();
        }),
        Show(ScreenState.Full, "settings-line-setup", "/admin/settings/line/{channel}/setup"),
        .. Page("settings-line-doctor", "/admin/settings/line/doctor"),
        Show(ScreenState.Full, "settings-line-event", "/admin/settings/line/doctor/{event}"),
        Show(ScreenState.Full, "filter-page", "/admin/live-chat/filter"),
        Show(ScreenState.Dialog, "filter", "/admin/live-chat", async at =>
        {
            await at.Page.Locator(".filter__open").ClickAsync();
            await Expect(at.Page.Locator(".filter__form")).ToBeVisibleAsync();
        }),
        Show(ScreenState.Dialog, "keys", "/admin/live-chat", async at =>
        {
            await at.Page.Locator("body").PressAsync("?");
            await Expect(at.Page.Locator("dialog[open]")).ToBeVisibleAsync();
        }),
        Show(ScreenState.Full, "search", "/admin/live-chat?q=มีของ"),
        Show(ScreenState.Empty, "search-nothing", "/admin/live-chat?q=ไม่มีใครเคยพูดคำนี้"),
        Show(ScreenState.Full, "gallery", "/admin/live-chat/{kinds}/media"),
        Show(ScreenState.Full, "customer-page", "/admin/live-chat/{mine}/customer"),
        Show(ScreenState.Dialog, "panel", "/admin/live-chat/{mine}", async at =>
        {
            if (at.Page.ViewportSize!.Width < 1100) await at.Page.Locator("[aria-controls=customer-panel]").ClickAsync();
            await Expect(at.Page.Locator("#customer-panel .customer__name").First).ToBeVisibleAsync();
        }),
        Show(ScreenState.Full, "closing-page", "/admin/live-chat/{mine}/closure"),
        Show(ScreenState.Full, "transfer-page", "/admin/live-chat/{mine}/transfer"),
        Show(ScreenState.Dialog, "closing", "/admin/live-chat/{mine}", at => OpensDialogAsync(at, "#desk-close")),
        Show(ScreenState.Dialog, "transfer", "/admin/live-chat/{mine}", at => OpensDialogAsync(at, "#desk-transfer")),

        Strangers("offline-page", "/offline", ScreenState.Offline),
        Show(ScreenState.Full, "design", "/admin/design"),
    ];

    /// <summary>A page of its own: before there is anything, with much of it, and, where it is live, when the connection is gone.</summary>
    private static IEnumerable<Screen> Page(string name, string address) =>
        from state in (ScreenState[])[ScreenState.Empty, ScreenState.Full, ScreenState.Offline]
        where state != ScreenState.Empty || !address.Contains('{', StringComparison.Ordinal)
        where state != ScreenState.Offline || address.StartsWith("/admin/live-chat", StringComparison.Ordinal)
        select new Screen(state == ScreenState.Full ? name : $"{name}-{state.ToString().ToLowerInvariant()}", address, state, state == ScreenState.Offline ? IsOfflineAsync : null);

    private static Screen Show(ScreenState state, string name, string address, Func<ScreenVisit, Task>? steps = null) => new(name, address, state, steps);

    private static Screen Strangers(string name, string address, ScreenState state, Func<ScreenVisit, Task>? steps = null) => new(name, address, state, steps, IsForStrangers: true);

    private static async Task OpensDialogAsync(ScreenVisit at, string opener)
    {
        await at.Page.Locator(opener).ClickAsync();
        await Expect(at.Who.Dialog).ToBeVisibleAsync();
    }

    private static async Task IsOfflineAsync(ScreenVisit at)
    {
        await at.Who.Context.SetOfflineAsync(true);
        await Expect(at.Who.Connection).ToHaveAttributeAsync("data-state", "offline");
    }
}

/// <summary>What there is to see: nothing at first, then a busy shop.</summary>
public sealed partial class ScreenWorld
{
    /// <summary>Who has the conversations of others.</summary>
    public const string Colleague = "เล็ก";

    private readonly Dictionary<string, long> ids = new(StringComparer.Ordinal);

    public long this[string name] => ids[name];

    public void Add(string name, long id) => ids[name] = id;

    public string AddressOf(string address, Uri at) =>
        new Uri(at, Placeholder().Replace(address, name => this[name.Groups["name"].Value].ToString(CultureInfo.InvariantCulture))).ToString();

    [GeneratedRegex(@"\{(?<name>[a-z]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
