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
        for (var beat = 0; beat < 3; beat++) await AssertAliveAsync(listener);
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
        await AssertAliveAsync(kept);
        await AssertAliveAsync(kept);
        await ending.EndsAsync();
        using var again = await leaver.Browser.Http.GetAsync("/live");
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [Fact]
    public async Task Whoever_comes_while_it_is_looked_up_who_may_stay_is_not_shown_out()
    {
        using var leaver = await app.GivenAtWorkAsync();
        using var newcomer = await app.GivenAtWorkAsync();
        await using var ending = await LiveListener.ReadyAsync(leaver.Browser);
        await app.ReadAsync(db => db.Operators.Where(found => found.Id == leaver.Id).ExecuteUpdateAsync(set => set.SetProperty(found => found.DisabledAt, DateTimeOffset.UtcNow)));

        var coming = new LiveStream(newcomer.Id, "a sign-in", "th");
        await app.ReadAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Database.ExecuteSqlAsync($"lock table operators in access exclusive mode");
            app.Time.Advance(Beat);
            await Eventually.TrueAsync(() => app.ReadAsync(other => other.Database.SqlQuery<bool>($"""select exists (select from pg_locks where relation = 'operators'::regclass and database = (select oid from pg_database where datname = current_database()) and not granted) as "Value" """).SingleAsync()));
            Hub.Add(coming);
            await transaction.CommitAsync();
            return true;
        });
        await ending.EndsAsync();

        app.Time.Advance(Beat);
        await using var heard = coming.ReadAllAsync(CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await heard.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal(ServerSentEvent.Ping, heard.Current);
        Hub.Remove(coming);
    }

    [Fact]
    public async Task A_stream_ends_with_its_sign_in()
    {
        using var someone = await app.GivenAtWorkAsync();
        await using var listener = await LiveListener.ReadyAsync(someone.Browser);
        await AssertAliveAsync(OperatorSignIn.Idle - TimeSpan.FromMinutes(1), listener);

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
        await AssertAliveAsync([.. listeners, others]);

        listeners.Add(await LiveListener.ReadyAsync(someone.Browser));
        await listeners[0].NextAsync(next => next.Name == "crowded");
        await listeners[0].EndsAsync();
        await AssertAliveAsync([.. listeners.Skip(1), others]);
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

    private Task AssertAliveAsync(params LiveListener[] listeners) => AssertAliveAsync(Beat, listeners);

    /// <summary>The next beat is heard by each: all who are still being written to must be named, for what is not written within seconds of this clock is given up.</summary>
    private async Task AssertAliveAsync(TimeSpan later, params LiveListener[] listeners)
    {
        foreach (var listener in listeners) listener.Rest();
        app.Time.Advance(later);
        foreach (var listener in listeners)
        {
            Assert.Equal("ping", (await listener.NextAsync(next => next.Name == "ping")).Name);
            Assert.False(listener.Ended.IsCompleted);
        }
    }
}
