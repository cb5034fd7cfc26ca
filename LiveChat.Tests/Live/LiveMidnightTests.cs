using LiveChat.Tests.Support;
using Xunit;

namespace LiveChat.Tests.Live;

public sealed class LiveMidnightTests(AppWithClock app) : IClassFixture<AppWithClock>
{
    [Fact]
    public async Task At_the_business_s_midnight_pages_are_told_to_look_again_for_today_is_now_yesterday()
    {
        var someone = await app.GivenOperatorAsync("night-owl");
        using var browser = app.NewVisitor();
        await browser.SignInAsync(someone.Username, App.Password, remember: true);
        await using var listener = await LiveListener.ReadyAsync(browser);
        var list = await ListAsync();

        var inBangkok = app.Time.GetUtcNow().ToOffset(TimeSpan.FromHours(7));
        app.Time.SetUtcNow(new DateTimeOffset(inBangkok.Date, inBangkok.Offset).AddDays(1).AddSeconds(15).ToUniversalTime()); // at least one beat on
        await listener.NextAsync(next => next.Name == "hello");
        Assert.NotEqual(list, await ListAsync()); // and the list is not the one they have

        async Task<string?> ListAsync() => (await browser.GetPageAsync("/admin/live-chat")).QuerySelector("#conversations")!.GetAttribute("data-version");
    }
}
