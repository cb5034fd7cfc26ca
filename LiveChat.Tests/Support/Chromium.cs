using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Support;

/// <summary>The machine's Chromium, started once for all browser tests. They run one after another: a browser wants the whole machine.</summary>
[CollectionDefinition(Collection)]
public sealed class Chromium : IAsyncLifetime, ICollectionFixture<Chromium>
{
    public const string Collection = nameof(Chromium);

    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright playwright = null!;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(30_000);
        playwright = await Playwright.CreateAsync();
        var named = Environment.GetEnvironmentVariable("LIVECHAT_TEST_CHROMIUM");
        Browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = string.IsNullOrEmpty(named) ? "/usr/bin/chromium" : named, Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright.Dispose();
    }
}
