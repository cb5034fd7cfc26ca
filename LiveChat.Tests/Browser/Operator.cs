using System.Globalization;
using System.Resources;
using LiveChat.Tests.Support;
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

    /// <summary>Null for whoever comes in by a button of Development's sign-in page.</summary>
    public string? Password { get; set; }

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

    /// <summary>On the sign-in page, as whoever they are.</summary>
    public Task SignsInAgain() => Password is null ? Page.Locator($"button[name=role][value={Username}]").ClickAsync() : SignsIn(Username, Password);

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
        await SeesThePanel();
    }

    /// <summary>Where there is room it comes by itself.</summary>
    public Task SeesThePanel() => Assertions.Expect(Panel).ToHaveAttributeAsync("data-state", "ready");

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

    /// <summary>So far from the beginning of what the log holds.</summary>
    public Task ScrollsTo(int pixels) => Scroller.EvaluateAsync("(box, pixels) => { box.scrollTop = pixels; }", pixels);

    public Task ScrollsToTheEnd() => Scroller.EvaluateAsync("box => { box.scrollTop = box.scrollHeight; }");

    public Task TakesItBack(string text) => Bubble(text).GetByRole(AriaRole.Button).ClickAsync();

    /// <summary>Letter by letter, as a hand does.</summary>
    public Task TypesSlowly(string text) => Box.PressSequentiallyAsync(text);

    /// <summary>Silences the alerts, or lets them sound again.</summary>
    public Task Mutes() => Mute.ClickAsync();

    /// <summary>From now on every tab keeps note of the tones it strikes; its sounds begin at these.</summary>
    public Task ListensToTones() => Context.AddInitScriptAsync("""
        window.tones = [];
        window.AudioContext = class extends AudioContext {
          createOscillator() {
            const oscillator = super.createOscillator(), start = oscillator.start.bind(oscillator);
            oscillator.start = at => { tones.push(oscillator.frequency.value); start(at); };
            return oscillator;
          }
        };
        """);

    /// <summary>How often a tone was struck in any of the tabs.</summary>
    public async Task<int> HearsAsync(int hertz) => (await Task.WhenAll(Context.Pages.Select(tab => tab.EvaluateAsync<int>("hertz => tones.filter(tone => tone === hertz).length", hertz)))).Sum();

    public Task Hears(int hertz, int times) => Eventually.GetAsync(() => HearsAsync(hertz), heard => heard == times);

    /// <summary>A page may sound once it was touched.</summary>
    public Task Touches() => Page.Keyboard.PressAsync("Shift");

    /// <summary>Types, and waits until the server has the draft.</summary>
    public async Task Drafts(string text) => await Page.RunAndWaitForResponseAsync(() => Box.FillAsync(text), "**/draft");

    public async Task WritesANote(string text)
    {
        await Mode("Writing.Note").ClickAsync();
        await NoteBox.FillAsync(text);
        await NoteBox.PressAsync("Enter");
    }

    /// <summary>To the customer, or to the colleagues.</summary>
    public ILocator Mode(string key) => Page.Locator(".writing__mode").Filter(new() { HasText = Says(key) });
    public Task SearchesFor(string words) => SearchField.FillAsync(words);

    public async Task SearchesInTheConversation(string words)
    {
        await Page.Locator(".finder__open").ClickAsync();
        await Page.Locator("#finder-q").FillAsync(words);
    }

    public async Task GivesUpSearching()
    {
        await SearchField.FocusAsync();
        await SearchField.PressAsync("Escape");
    }

    /// <summary>Patiently: after a long absence of the server the next try may be half a minute away.</summary>
    public async Task IsLive() => await Assertions.Expect(Connection).ToHaveAttributeAsync("data-state", "live", new() { Timeout = 60_000 });

    // What they see

    public ILocator Connection => Page.Locator("#connection");
    public ILocator List => Page.Locator("#conversations");
    public ILocator More => Page.Locator("#conversations > [data-edge] a");
    public ILocator Rows => Page.Locator("#conversations > .row");
    public ILocator Desk => Page.Locator(".desk");
    public ILocator Dialog => Page.Locator("#dialog");
    public ILocator Panel => Page.Locator("#customer-panel");
    public ILocator Composer => Page.Locator("#composer");
    public ILocator Box => Page.Locator("#composer textarea[name=text]");
    public ILocator NoteBox => Page.Locator(".composer--note textarea[name=text]");
    public ILocator Choices => Page.Locator(".choices:visible [role=option]");
    public ILocator Chosen => Page.Locator(".choices:visible [role=option][aria-selected=true]");
    public ILocator Cost => Page.Locator("reply-cost");
    public ILocator Notices => Page.Locator("#notices");
    public ILocator Scroller => Page.Locator(".conversation__scroll");
    public ILocator Bubbles => Page.Locator(".messages > .message");
    public ILocator Separators => Page.Locator(".messages > .separator");
    public ILocator Newest => Page.Locator("#newest");
    public ILocator News => Page.Locator("#news");
    public ILocator OlderEdge => Page.Locator("[data-edge=older]");
    public ILocator NewerEdge => Page.Locator("[data-edge=newer]");
    public ILocator Mute => Page.Locator("#mute button");
    public ILocator Toasts => Page.Locator("#toasts > .toast");

    /// <summary>Bubbles, and the lines between them that tell of the session.</summary>
    public ILocator Entries => Page.Locator(".messages > [id^=message-]");

    public ILocator SignedOut => Page.Locator("#signed-out");

    public ILocator SearchField => Page.Locator("#search-q");
    public ILocator Hits => Page.Locator(".hit__link");

    /// <summary>The message that a search has led to.</summary>
    public ILocator FoundMessage => Page.Locator(".messages > [data-found]");

    /// <summary>The number on a tab of the list.</summary>
    public ILocator Count(string tab) => Page.Locator($"#count-{tab}");

    public ILocator Row(Customer customer) => Page.Locator($"#conversation-{customer.ConversationId}");

    /// <summary>Who else looks at a conversation, on its row.</summary>
    public ILocator Viewers(Customer customer) => Page.Locator($"#viewers-{customer.ConversationId}");

    /// <summary>Who else looks at the open conversation, and who types.</summary>
    public ILocator Company(Customer customer) => Page.Locator($"#company-{customer.ConversationId}");

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

    /// <summary>List and conversation as the page has them: ids, words, revisions of what is renewed by its own; of a clock not what it shows but since when it runs.</summary>
    public Task<string> Sees() => Page.EvaluateAsync<string>("""
        () => [...document.querySelectorAll("#conversations > li, .desk, #composer, .messages > li")]
            .map(item => [item.id, item.className.replace(/ ?htmx\S*/g, ""), item.matches("li") ? item.dataset.revision : "", item.dataset.status, item.dataset.delivery, item.dataset.locked,
                [...item.querySelectorAll("waiting-clock, time-ago")].reduce((words, clock) => words.replace(clock.innerText, clock.getAttribute("since")), item.innerText).replace(/\s+/g, " ").trim()].join(" · ")).join("\n")
        """);

    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
