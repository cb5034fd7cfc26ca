using LiveChat.Core.Conversations;
using LiveChat.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>A test with people in it. It fails when any of their browsers complained: an error on the console, a broken script, a content policy violated.</summary>
[Collection(Chromium.Collection)]
public abstract class BrowserTest(App app, Chromium chromium) : IAsyncLifetime
{
    private static int operators;
    private readonly List<Operator> people = [];

    protected App App => app;

    protected IBrowser Browser => chromium.Browser;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var someone in people) await someone.DisposeAsync();
        GC.SuppressFinalize(this);
        Assert.Empty(people.SelectMany(someone => someone.Complaints));
    }

    /// <summary>An operator with a browser of their own, signed in, who has not opened anything yet.</summary>
    protected async Task<Operator> AnOperatorAsync(string name, BrowserNewContextOptions? browser = null, Uri? baseUrl = null)
    {
        var username = $"operator{Interlocked.Increment(ref operators)}";
        var account = await app.GivenOperatorAsync(username, displayName: name);
        var someone = await ABrowserAsync(name, browser, baseUrl);
        someone.Id = account.Id;
        someone.Username = username;
        using var visitor = new Visitor(someone.BaseUrl);
        await visitor.SignInAsync(username, App.Password);
        await someone.Context.AddCookiesAsync(visitor.Cookies.GetCookies(someone.BaseUrl).Cast<System.Net.Cookie>()
            .Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = someone.BaseUrl.ToString() }));
        return someone;
    }

    /// <summary>A browser that nobody has signed in with.</summary>
    protected async Task<Operator> ABrowserAsync(string name = "", BrowserNewContextOptions? browser = null, Uri? baseUrl = null)
    {
        browser ??= new();
        browser.Locale ??= "en-GB";
        browser.ServiceWorkers ??= ServiceWorkerPolicy.Block; // or what it fetches would pass by the routes that tests lay
        browser.ViewportSize = browser.ViewportSize is null or { Width: -1 } ? new() { Width = 1280, Height = 800 } : browser.ViewportSize;
        browser.BaseURL = (baseUrl ?? app.BaseUrl).ToString();
        var someone = await Operator.SitsDownAsync(await chromium.Browser.NewContextAsync(browser), name, baseUrl ?? app.BaseUrl);
        someone.Language = browser.Locale[..2];
        people.Add(someone);
        return someone;
    }

    /// <summary>A customer with LINE on their phone, who has written this.</summary>
    protected async Task<Customer> ACustomerAsync(string text = "สวัสดีค่ะ", string name = "สมศรี ใจดี")
    {
        var (customer, conversation) = await app.GivenCustomerWhoWroteAsync(text, name);
        return new(app, customer, conversation.Id);
    }

    /// <summary>The same, in the care of an operator.</summary>
    protected async Task<Customer> ACustomerOfAsync(Operator owner, string text = "สวัสดีค่ะ", string name = "สมศรี ใจดี")
    {
        var customer = await ACustomerAsync(text, name);
        await app.UseAsync((Core.Sessions.ClaimSession claim) => claim.RunAsync(customer.ConversationId, owner.Id, CancellationToken.None));
        return customer;
    }

    protected static ILocatorAssertions Expect(ILocator what) => Assertions.Expect(what);

    protected static IPageAssertions Expect(IPage page) => Assertions.Expect(page);
}
