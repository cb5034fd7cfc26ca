using System.Globalization;
using System.Resources;
using LiveChat.Web.Resources;
using Microsoft.Playwright;

namespace LiveChat.Tests.Browser;

/// <summary>Somebody at a browser: does what operators do, in their words, and sees what they see.</summary>
public sealed class Operator : IAsyncDisposable
{
    private static readonly ResourceManager Texts = new(typeof(Texts));
    /// <summary>What Playwright itself has to say about <see cref="ServiceWorkerPolicy.Block"/>.</summary>
    private const string NoWorker = "Service Worker registration blocked by Playwright";
    private readonly List<string> complaints = [];
    private readonly List<string> expected = [];

    private Operator(IBrowserContext context, string name, Uri baseUrl) => (Context, Name, BaseUrl) = (context, name, baseUrl);

    public IBrowserContext Context { get; }
    public IPage Page { get; private set; } = null!;
    public Uri BaseUrl { get; }
    public string Name { get; }
    public long Id { get; set; }
    public string Username { get; set; } = "";

    public IReadOnlyList<string> Complaints => [.. complaints.Where(complaint => !expected.Exists(part => complaint.Contains(part, StringComparison.Ordinal)))];

    public static async Task<Operator> SitsDownAsync(IBrowserContext context, string name, Uri baseUrl)
    {
        var someone = new Operator(context, name, baseUrl);
        context.Console += (_, message) => { if (message.Type is "error" or "warning" && message.Text != NoWorker) someone.complaints.Add($"{name}: {message.Text} ({message.Page?.Url})"); };
        context.WebError += (_, error) => someone.complaints.Add($"{name}: {error.Error}");
        someone.Page = await context.NewPageAsync();
        return someone;
    }

    /// <summary>Complaints that contain this are what the test is about.</summary>
    public void WillHearOf(params string[] parts) => expected.AddRange(parts);

    /// <summary>Another tab of the same browser, which from now on is the one looked at.</summary>
    public async Task<IPage> OpensATab() => Page = await Context.NewPageAsync();

    public Operator At(IPage tab)
    {
        Page = tab;
        return this;
    }

    // What they do

    public async Task SignsIn(string username, string password)
    {
        await Page.Locator("[name=username]").FillAsync(username);
        await Page.Locator("[name=password]").FillAsync(password);
        await Page.Locator("[name=password]").PressAsync("Enter");
    }

    public async Task OpensTheList(string status = "")
    {
        await Page.GotoAsync("/admin/live-chat" + (status == "" ? "" : "?status=" + status));
        await IsLive();
    }

    /// <summary>By its address, as from a bookmark.</summary>
    public async Task Opens(Customer customer)
    {
        await Page.GotoAsync($"/admin/live-chat/{customer.ConversationId}");
        await IsLive();
    }

    /// <summary>By a click on its row.</summary>
    public async Task Chooses(Customer customer)
    {
        await Row(customer).Locator("a").ClickAsync();
        await Assertions.Expect(Log(customer)).ToBeVisibleAsync();
    }

    public Task Claims() => Button("Desk.Claim").ClickAsync();

    public Task ReturnsItToTheQueue() => Button("Desk.Return").ClickAsync();

    /// <summary>Is asked why, and may say so.</summary>
    public async Task Closes(string reason = "")
    {
        await Link("Desk.Close").ClickAsync();
        await Dialog.Locator("input[name=reason]").FillAsync(reason);
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Dialog).ToBeHiddenAsync();
    }

    /// <summary>Asks a colleague to take the open conversation over.</summary>
    public async Task OffersTo(Operator colleague, string summary)
    {
        await Link("Transfer.Begin").ClickAsync();
        await Dialog.Locator($"[name=toId][value='{colleague.Id}']").CheckAsync();
        await Dialog.Locator("textarea[name=summary]").FillAsync(summary);
        await Dialog.GetByRole(AriaRole.Button, new() { Name = Says("Transfer.Offer"), Exact = true }).ClickAsync();
        await Assertions.Expect(Dialog).ToBeHiddenAsync();
    }

    public Task AcceptsTheTransfer() => Button("Transfer.Accept").ClickAsync();

    public Task DeclinesTheTransfer() => Button("Transfer.Decline").ClickAsync();

    /// <summary>Where the panel is not beside the conversation already.</summary>
    public async Task OpensThePanel()
    {
        await Link("Customer.Panel").ClickAsync();
        await Assertions.Expect(Panel).ToHaveAttributeAsync("data-state", "ready");
    }

    public async Task Tags(string name)
    {
        await Panel.Locator("#customer-tag").FillAsync(name);
        await Panel.Locator("#customer-tag").PressAsync("Enter");
    }

    public async Task Names(string nickname)
    {
        await Panel.Locator("#customer-nickname").FillAsync(nickname);
        await Panel.Locator("#customer-nickname").PressAsync("Enter");
    }

    public Task Reopens() => Button("Desk.Reopen").ClickAsync();

    public Task Types(string text) => Box.FillAsync(text);

    public async Task Answers(string text)
    {
        await Box.FillAsync(text);
        await Box.PressAsync("Enter");
    }

    /// <summary>Patiently: after a long absence of the server the next try may be half a minute away.</summary>
    public async Task IsLive() => await Assertions.Expect(Connection).ToHaveAttributeAsync("data-state", "live", new() { Timeout = 60_000 });

    // What they see

    public ILocator Connection => Page.Locator("#connection");
    public ILocator List => Page.Locator("#conversations");
    public ILocator Rows => Page.Locator("#conversations > .row");
    public ILocator Desk => Page.Locator(".desk");
    public ILocator Dialog => Page.Locator("#dialog");
    public ILocator Panel => Page.Locator("#customer-panel");
    public ILocator Composer => Page.Locator("#composer");
    public ILocator Box => Page.Locator("#composer textarea[name=text]");
    public ILocator Notices => Page.Locator("#notices");
    public ILocator Scroller => Page.Locator(".conversation__scroll");
    public ILocator Bubbles => Page.Locator(".messages > .message");
    public ILocator SignedOut => Page.Locator("#signed-out");

    public ILocator Row(Customer customer) => Page.Locator($"#conversation-{customer.ConversationId}");

    public ILocator Log(Customer customer) => Page.Locator($"#messages-{customer.ConversationId}");

    public ILocator Bubble(string text) => Page.Locator(".messages > .message").Filter(new() { Has = Page.GetByText(text, new() { Exact = true }) });

    /// <summary>The row's badge says so; nought is not shown.</summary>
    public async Task HasUnread(Customer customer, int unread)
    {
        var badge = Row(customer).Locator("unread-badge");
        await Assertions.Expect(badge).ToHaveAttributeAsync("data-unread", unread.ToString(CultureInfo.InvariantCulture));
        await Assertions.Expect(badge).ToBeVisibleAsync(new() { Visible = unread > 0 });
    }

    public ILocator Button(string key) => Page.GetByRole(AriaRole.Button, new() { Name = Says(key), Exact = true });

    public ILocator Link(string key) => Page.GetByRole(AriaRole.Link, new() { Name = Says(key), Exact = true });

    /// <summary>A text of the interface in the language of this browser's page.</summary>
    public string Says(string key, params object[] details) =>
        string.Format(CultureInfo.InvariantCulture, Texts.GetString(key, CultureInfo.GetCultureInfo(Language)) ?? throw new MissingManifestResourceException(key), details);

    public string Language { get; set; } = "th";

    /// <summary>List and conversation as the page has them: ids, words, revisions of what is renewed by its own.</summary>
    public Task<string> Sees() => Page.EvaluateAsync<string>("""
        () => [...document.querySelectorAll("#conversations > li, .desk, #composer, .messages > li")]
            .map(item => [item.id, item.className.replace(/ ?htmx\S*/g, ""), item.matches("li") ? item.dataset.revision : "", item.dataset.status, item.dataset.delivery, item.dataset.locked,
                item.innerText.replace(/\s+/g, " ").trim()].join(" · ")).join("\n")
        """);

    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
