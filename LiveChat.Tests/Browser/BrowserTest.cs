using LiveChat.Tests.Support;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>
/// A test with people in it. It fails when any of their browsers complained: an error on the console, a broken script, a content policy violated.
/// It is played in this process, or where BASE_URL points; a test that reaches for <see cref="App"/> is skipped there.
/// </summary>
[Collection(Chromium.Collection)]
public abstract class BrowserTest(App app, Chromium chromium) : IAsyncLifetime
{
    private readonly List<Operator> people = [];
    private Stage? stage;

    protected App App
    {
        get
        {
            Target.MustBeThisProcess();
            return app;
        }
    }

    protected IBrowser Browser => chromium.Browser;

    protected Stage Stage => stage ??= NewStage();

    private static readonly Lazy<byte[]> Picture = new(() => SamplePicture.Png(1));

    protected virtual Stage NewStage() => Stage.Of(app);

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var someone in people) await someone.DisposeAsync();
        if (stage is not null) await stage.DisposeAsync();
        GC.SuppressFinalize(this);
        Assert.Empty(people.SelectMany(someone => someone.Complaints));
    }

    /// <summary>
    /// An operator with a browser of their own, signed in, who has not opened anything yet. They are called what they are asked to be called only
    /// where the test may hire them: a test says <see cref="Operator.Name"/>.
    /// </summary>
    protected async Task<Operator> AnOperatorAsync(string name, BrowserNewContextOptions? browser = null, Uri? baseUrl = null)
    {
        browser ??= new();
        var account = await Stage.AnOperatorAsync(name, LanguageOf(browser), baseUrl);
        var someone = await ABrowserAsync(account.Name, browser, baseUrl);
        await ComesInAsync(someone, account);
        return someone;
    }

    /// <summary>Into a browser that is there already, without the way over the sign-in page.</summary>
    protected static Task ComesInAsync(Operator someone, Account account)
    {
        (someone.Id, someone.Username, someone.Password) = (account.Id, account.Username, account.Password);
        return someone.Context.AddCookiesAsync(account.SignIn.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = someone.BaseUrl.ToString() }));
    }

    /// <summary>A browser that nobody has signed in with.</summary>
    protected async Task<Operator> ABrowserAsync(string name = "", BrowserNewContextOptions? browser = null, Uri? baseUrl = null)
    {
        browser ??= new();
        browser.Locale ??= "en-GB";
        browser.ServiceWorkers ??= ServiceWorkerPolicy.Block; // or what it fetches would pass by the routes that tests lay
        browser.ViewportSize = browser.ViewportSize is null or { Width: -1 } ? new() { Width = 1280, Height = 800 } : browser.ViewportSize;
        browser.BaseURL = (baseUrl ?? Stage.BaseUrl).ToString();
        var context = await chromium.Browser.NewContextAsync(browser);
        await context.RouteAsync(LineShop.Host + "/**", route => route.FulfillAsync(new() { ContentType = "image/png", BodyBytes = Picture.Value })); // LINE's stickers: no test leaves the machine
        var someone = await Operator.SitsDownAsync(context, name, baseUrl ?? Stage.BaseUrl);
        someone.Language = LanguageOf(browser);
        people.Add(someone);
        return someone;
    }

    /// <summary>A customer with LINE on their phone, who has written this. Their name may be made unique: a test says <see cref="Customer.Name"/>.</summary>
    protected Task<Customer> ACustomerAsync(string text = "สวัสดีค่ะ", string name = "สมศรี ใจดี") => Stage.ACustomerAsync(text, name);

    /// <summary>The same, in the care of an operator.</summary>
    protected async Task<Customer> ACustomerOfAsync(Operator owner, string text = "สวัสดีค่ะ", string name = "สมศรี ใจดี")
    {
        var customer = await ACustomerAsync(text, name);
        await Stage.ClaimAsync(customer.ConversationId, owner.Id);
        return customer;
    }

    /// <summary>They were at work a moment ago: conversations can be offered to them.</summary>
    protected Task SeenAsync(Operator someone) =>
        App.ReadAsync(db => db.Operators.Where(found => found.Id == someone.Id).ExecuteUpdateAsync(set => set.SetProperty(found => found.LastSeenAt, DateTimeOffset.UtcNow)));

    protected static ILocatorAssertions Expect(ILocator what) => Assertions.Expect(what);

    protected static IPageAssertions Expect(IPage page) => Assertions.Expect(page);

    private static string LanguageOf(BrowserNewContextOptions browser) => (browser.Locale ?? "en-GB")[..2];
}
