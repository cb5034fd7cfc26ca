using System.Net;
using LiveChat.Tests.Support;
using LiveChat.Web.Live;
using LiveChat.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace LiveChat.Tests.Live;

/// <summary>How streams stay alive, and everything that ends them.</summary>
public sealed class LiveEndingsTests(AppWithClock app) : IClassFixture<AppWithClock>
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    private LiveHub Hub => app.Services.GetRequiredService<LiveHub>();

    [Fact]
    public async Task A_quiet_stream_is_pinged_every_fifteen_seconds()
    {
        using var someone = await app.GivenAtWorkAsync();
        await using var listener = await LiveListener.ReadyAsync(someone.Browser);
        for (var beat = 0; beat < 3; beat++)
        {
            app.Time.Advance(Beat);
            Assert.Equal("ping", (await listener.NextAsync(next => next.Name == "ping")).Name);
            Assert.False(listener.Ended.IsCompleted);
        }
    }

    [Fact]
    public async Task Signing_out_ends_the_streams_of_that_browser_and_no_others()
    {
        using var here = await app.GivenAtWorkAsync();
        using var elsewhere = await app.SignedInAsync(here.Operator);
        await using var first = await LiveListener.ReadyAsync(here.Browser);
        await using var second = await LiveListener.ReadyAsync(here.Browser);
        await using var kept = await LiveListener.ReadyAsync(elsewhere);

        (await here.Browser.PostAsync("/logout", htmx: false)).Dispose();
        await first.EndsAsync();
        await second.EndsAsync();
        await AssertAliveAsync(kept);
        using var again = await here.Browser.Http.GetAsync("/live");
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [Fact]
    public async Task An_operator_who_is_disabled_is_shown_out_within_two_beats_and_the_others_stay()
    {
        using var leaver = await app.GivenAtWorkAsync();
        using var colleague = await app.GivenAtWorkAsync();
        await using var ending = await LiveListener.ReadyAsync(leaver.Browser);
        await using var kept = await LiveListener.ReadyAsync(colleague.Browser);

        await app.ReadAsync(db => db.Operators.Where(found => found.Id == leaver.Id).ExecuteUpdateAsync(set => set.SetProperty(found => found.DisabledAt, DateTimeOffset.UtcNow)));
        app.Time.Advance(Beat);
        app.Time.Advance(Beat);
        await ending.EndsAsync();
        await AssertAliveAsync(kept);
        using var again = await leaver.Browser.Http.GetAsync("/live");
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [Fact]
    public async Task A_stream_ends_with_its_sign_in()
    {
        using var someone = await app.GivenAtWorkAsync();
        await using var listener = await LiveListener.ReadyAsync(someone.Browser);
        app.Time.Advance(OperatorSignIn.Idle - TimeSpan.FromMinutes(1));
        await AssertAliveAsync(listener);

        app.Time.Advance(TimeSpan.FromMinutes(2));
        await listener.EndsAsync();
        using var again = await someone.Browser.Http.GetAsync("/live/session");
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [Fact]
    public async Task One_browser_too_many_ends_the_oldest_of_that_operator()
    {
        using var someone = await app.GivenAtWorkAsync();
        using var other = await app.GivenAtWorkAsync();
        await using var others = await LiveListener.ReadyAsync(other.Browser);
        var listeners = new List<LiveListener>();
        for (var i = 0; i < LiveHub.MostPerOperator; i++) listeners.Add(await LiveListener.ReadyAsync(someone.Browser));
        foreach (var listener in listeners) await AssertAliveAsync(listener);

        listeners.Add(await LiveListener.ReadyAsync(someone.Browser));
        await listeners[0].NextAsync(next => next.Name == "crowded");
        await listeners[0].EndsAsync();
        foreach (var listener in listeners.Skip(1).Append(others)) await AssertAliveAsync(listener);
        foreach (var listener in listeners) await listener.DisposeAsync();
    }

    [Fact]
    public async Task A_hundred_browsers_that_come_and_go_leave_nothing_behind()
    {
        using var someone = await app.GivenAtWorkAsync();
        await Eventually.GetAsync(() => Task.FromResult(Hub.Count), count => count == 0);
        for (var i = 0; i < 100; i++)
        {
            await using var listener = i % 2 == 0 ? await LiveListener.ReadyAsync(someone.Browser) : await LiveListener.OpenAsync(someone.Browser);
        }
        await Eventually.GetAsync(() => Task.FromResult(Hub.Count), count => count == 0);

        await using var after = await LiveListener.ReadyAsync(someone.Browser);
        Assert.Equal(1, Hub.Count);
        await AssertAliveAsync(after);
    }

    [Fact]
    public async Task A_server_that_stops_ends_its_streams_at_once()
    {
        await using var stopping = new App();
        await stopping.InitializeAsync();
        using var someone = await stopping.GivenAtWorkAsync();
        await using var first = await LiveListener.ReadyAsync(someone.Browser);
        await using var second = await LiveListener.ReadyAsync(someone.Browser);

        stopping.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await first.EndsAsync();
        await second.EndsAsync();
    }

    /// <summary>The next beat is heard.</summary>
    private async Task AssertAliveAsync(LiveListener listener)
    {
        listener.Rest();
        app.Time.Advance(Beat);
        Assert.Equal("ping", (await listener.NextAsync(next => next.Name == "ping")).Name);
        Assert.False(listener.Ended.IsCompleted);
    }
}
