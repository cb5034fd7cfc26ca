using System.Net;
using System.Text.Json.Nodes;
using LiveChat.Core.Doctor;
using LiveChat.Core.Messages;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Doctor;

public sealed class ChannelDoctorTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    private const string Address = "/admin/settings/line/doctor";

    [Fact]
    public async Task A_message_that_is_applied_again_stays_one_and_its_event_stays_recorded()
    {
        var customer = app.Line.AddCustomer("ซ้ำไหม");
        await app.WriteAsync(customer, "ครั้งเดียว");
        var conversation = await app.ConversationOfAsync(customer);
        var listed = (await LatestAsync()).First(one => one.ConversationId == conversation.Id);
        Assert.Equal((EventState.Recorded, "text"), (listed.State, listed.Kind));
        using var admin = await app.GivenAdminAtWorkAsync();

        using var answer = await admin.Browser.PostAsync($"{Address}/{listed.Id}", htmx: false);
        Assert.Equal((HttpStatusCode.Redirect, $"{Address}/{listed.Id}?replayed=true"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        Assert.Equal(EventState.Waiting, (await LatestAsync()).Single(one => one.Id == listed.Id).State);
        await app.ReceiveAllAsync();

        Assert.Equal(EventState.Recorded, (await LatestAsync()).Single(one => one.Id == listed.Id).State);
        Assert.Equal(1, await app.ReadAsync(db => db.Messages.CountAsync(message => message.ConversationId == conversation.Id && message.Author == MessageAuthor.Customer)));
        Assert.Equal(1, await app.ReadAsync(db => db.AuditEntries.CountAsync(entry => entry.OperatorId == admin.Id && entry.Action == "event.replayed" && entry.SubjectId == listed.Id)));
    }

    [Fact]
    public async Task What_stands_in_a_conversation_without_being_a_message_is_not_put_there_twice()
    {
        var customer = app.Line.AddCustomer("เพื่อนใหม่");
        await app.Line.Phone(customer).BlockAsync();
        await app.ReceiveAllAsync();
        var listed = (await LatestAsync()).First(one => one.Kind == Message.UnfollowKind);
        using var admin = await app.GivenAdminAtWorkAsync();
        var page = await admin.Browser.GetPageAsync($"{Address}/{listed.Id}");
        Assert.Null(page.QuerySelector("main [type=submit]")); // what would always be refused is not offered
        Assert.All(["Recorded", listed.ChannelName, "The customer blocked the account"], fact => Assert.Contains(fact, page.QuerySelector("#event .channels__facts")!.TextContent, StringComparison.OrdinalIgnoreCase));

        using (var refused = await admin.Browser.PostAsync($"{Address}/{listed.Id}", htmx: false))
        {
            var said = await Visitor.ReadAsync(refused);
            Assert.Equal((HttpStatusCode.Conflict, "It stands in the conversation already. Applied again it would be there twice"), (refused.StatusCode, said.QuerySelector("[role=alert]")!.TextContent));
            Assert.Contains(said.QuerySelectorAll("main a"), link => link.GetAttribute("href") == Address);
        }
        Assert.Equal(ReplayEvents.Outcome.StandsAlready, await ReplayAsync(admin.Id, listed.Id));
        Assert.Equal(ReplayEvents.Outcome.NotFound, await ReplayAsync(admin.Id, 0));
    }

    [Fact]
    public async Task A_dead_letter_is_shown_with_its_reason_and_gets_another_chance_alone_or_with_all()
    {
        var customer = app.Line.AddCustomer("ค้างส่ง");
        var said = app.Line.Events.Text(app.LineHost.Channel, customer.UserId, "อย่าหาย");
        said["type"] = 7; // what is no event yet
        await app.Line.DeliverAsync(app.LineHost.Channel, [said]);
        await app.ReceiveAllAsync();
        var dead = (await app.UseAsync((ListEvents use) => use.DeadAsync(CancellationToken.None)))[0];
        Assert.Equal((EventState.Dead, null), (dead.State, dead.Kind));
        using var admin = await app.GivenAdminAtWorkAsync();
        var page = await admin.Browser.GetPageAsync(Address);
        Assert.Contains("It is not an event of LINE: it does not say what kind it is", page.QuerySelector("[aria-labelledby=doctor-dead]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Attempts: 1", page.QuerySelector("[aria-labelledby=doctor-dead] .doctor__events")!.TextContent, StringComparison.Ordinal);

        using (var all = await admin.Browser.PostAsync($"{Address}/replays", htmx: false)) Assert.Equal($"{Address}?revived=1", all.Headers.Location?.ToString());
        await app.ReceiveAllAsync();
        Assert.Equal(1, await app.UseAsync((ListEvents use) => use.CountDeadAsync(CancellationToken.None))); // it is as unreadable as before

        said["type"] = "message"; // the reason is mended
        var raw = System.Text.Encoding.UTF8.GetBytes(said.ToJsonString());
        await app.ReadAsync(db => db.WebhookEvents.Where(received => received.Id == dead.Id).ExecuteUpdateAsync(set => set.SetProperty(received => received.Raw, raw)));
        Assert.Equal(ReplayEvents.Outcome.Queued, await ReplayAsync(admin.Id, dead.Id));
        Assert.Contains("It is being applied again", await EventPageAsync(), StringComparison.Ordinal);
        await app.ReceiveAllAsync();
        Assert.Contains("It was applied again. Result: Recorded", await EventPageAsync(), StringComparison.Ordinal);
        Assert.Equal("อย่าหาย", (await app.ConversationOfAsync(customer)).Preview);
        Assert.Equal(0, await app.UseAsync((ListEvents use) => use.CountDeadAsync(CancellationToken.None)));

        async Task<string> EventPageAsync() => (await admin.Browser.GetPageAsync($"{Address}/{dead.Id}?replayed=true")).QuerySelector("#event")!.TextContent;
    }

    [Fact]
    public async Task What_a_reason_says_is_said_in_the_administrators_language_unless_the_database_said_it()
    {
        var customer = app.Line.AddCustomer("เหตุผล");
        await app.WriteAsync(customer, "มีเหตุ");
        var id = (await LatestAsync())[0].Id;
        using var thai = await app.SignedInAsync(await app.GivenAdminAsync());
        Assert.Contains("ควรเป็นข้อความ แต่ไม่มีตัวข้อความมาด้วย", await SaidAsync("A message event has a message."), StringComparison.Ordinal);
        Assert.Contains("ระบบแจ้งว่า: value too long", await SaidAsync("value too long"), StringComparison.Ordinal);
        await SaidAsync(null);

        async Task<string> SaidAsync(string? error)
        {
            await app.ReadAsync(db => db.WebhookEvents.Where(received => received.Id == id).ExecuteUpdateAsync(set => set.SetProperty(received => received.Error, error)));
            return (await thai.GetPageAsync($"{Address}/{id}")).QuerySelector("#event")!.TextContent;
        }
    }

    [Fact]
    public async Task How_many_were_revived_is_said_only_when_there_were_any()
    {
        using var admin = await app.GivenAdminAtWorkAsync();
        Assert.NotNull((await admin.Browser.GetPageAsync($"{Address}?revived=2")).QuerySelector("main > [role=status]"));
        Assert.Null((await admin.Browser.GetPageAsync($"{Address}?revived=-5")).QuerySelector("main > [role=status]"));
    }

    [Fact]
    public async Task An_event_is_shown_as_LINE_sent_it_with_its_tokens_masked()
    {
        var customer = app.Line.AddCustomer("ดูดิบ");
        await app.WriteAsync(customer, "ข้อความ <b>ดิบ</b>");
        var stored = await app.ReadAsync(db => db.WebhookEvents.OrderByDescending(received => received.Id).FirstAsync());
        var token = JsonNode.Parse(stored.Raw)!["replyToken"]!.ToString();
        using var admin = await app.GivenAdminAtWorkAsync();

        var page = await admin.Browser.GetPageAsync($"{Address}/{stored.Id}");

        var raw = page.QuerySelector("pre")!.TextContent;
        Assert.Contains("ข้อความ <b>ดิบ</b>", raw, StringComparison.Ordinal);
        Assert.Contains(customer.UserId, raw, StringComparison.Ordinal);
        Assert.DoesNotContain(token, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        using var none = await admin.Browser.Http.GetAsync($"{Address}/0");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Webhooks_that_nobody_signed_are_counted_and_only_counted()
    {
        var before = await app.CountEventsAsync();
        for (var i = 0; i < 30; i++) Assert.Equal(401, await app.PostWebhookAsync("""{"destination":"U0","events":[]}""", "not a signature"));
        using var admin = await app.GivenAdminAtWorkAsync();

        var section = (await admin.Browser.GetPageAsync(Address)).QuerySelector("[aria-labelledby=doctor-signatures]")!.TextContent;

        Assert.Contains("in the last 24 hours", section, StringComparison.Ordinal);
        Assert.Matches(@"The last: (\d\d:\d\d:\d\d(, )?){10}", section);
        Assert.Equal(before, await app.CountEventsAsync());
    }

    [Fact]
    public async Task Whoever_is_no_administrator_sees_no_event_and_replays_none()
    {
        using var nida = await app.GivenAtWorkAsync();
        foreach (var path in (string[])["", "/1"])
        {
            using var seen = await nida.Browser.Http.GetAsync(Address + path);
            Assert.Equal(HttpStatusCode.Forbidden, seen.StatusCode);
        }
        foreach (var path in (string[])["/1", "/replays"])
        {
            using var posted = await nida.Browser.PostAsync(Address + path, htmx: false);
            Assert.Equal(HttpStatusCode.Forbidden, posted.StatusCode);
        }
    }

    private Task<IReadOnlyList<ListedEvent>> LatestAsync() => app.UseAsync((ListEvents use) => use.LatestAsync(CancellationToken.None));

    private Task<ReplayEvents.Outcome> ReplayAsync(long admin, long id) => app.UseAsync((ReplayEvents use) => use.OneAsync(admin, id, CancellationToken.None));
}

/// <summary>An instance of its own for each: what came and when is all that counts.</summary>
public sealed class ChannelSilenceTests(AppWithClock app) : IClassFixture<AppWithClock>, IAsyncLifetime
{
    private DateTimeOffset Now => app.Time.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        var hour = new DateTimeOffset(Now.UtcDateTime.Date, TimeSpan.Zero).AddHours(Now.Hour + 1);
        app.Time.SetUtcNow(hour.AddMinutes(40)); // well within an hour
        await app.ReadAsync(db => db.WebhookEvents.ExecuteDeleteAsync());
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Without_a_past_nothing_is_said_and_nothing_alarms()
    {
        var silence = await ReadAsync();
        Assert.Equal((null, 0, false, false), (silence.LastAt, silence.Came, silence.IsKnown, silence.IsAlarming));
        await CameAsync(TimeSpan.FromDays(20), 3);
        Assert.False((await ReadAsync()).IsAlarming);
    }

    [Fact]
    public async Task Three_silent_hours_where_twelve_are_usual_alarm_and_one_event_ends_it()
    {
        await EveryWeekAsync(weeks: 8, perHour: 4);
        await CameAsync(TimeSpan.FromHours(3), 1);
        var silence = await ReadAsync();
        Assert.Equal((true, 0, 8), (silence.IsAlarming, silence.Came, silence.Before.Count));
        Assert.InRange(silence.Usual, 11, 13);

        await CameAsync(TimeSpan.FromMinutes(1), 1);
        silence = await ReadAsync();
        Assert.Equal((false, 1), (silence.IsAlarming, silence.Came));
    }

    [Fact]
    public async Task Where_few_are_usual_and_where_one_week_was_as_silent_there_is_no_alarm()
    {
        await EveryWeekAsync(weeks: 8, perHour: 1);
        await CameAsync(TimeSpan.FromHours(3), 1);
        Assert.Equal((true, false), ((await ReadAsync()).IsKnown, (await ReadAsync()).IsAlarming));

        await EveryWeekAsync(weeks: 8, perHour: 9, without: 3);
        var (from, until) = (Now.AddDays(-22), Now.AddDays(-20));
        await app.ReadAsync(db => db.WebhookEvents.Where(received => received.ReceivedAt > from && received.ReceivedAt < until).ExecuteDeleteAsync()); // a holiday
        Assert.Equal((true, false), ((await ReadAsync()).Usual > Silence.FewestWeeks, (await ReadAsync()).IsAlarming));
    }

    [Fact]
    public async Task Three_weeks_are_not_enough_to_tell()
    {
        await EveryWeekAsync(weeks: 3, perHour: 9);
        await CameAsync(TimeSpan.FromHours(3), 1);
        Assert.Equal((false, false), ((await ReadAsync()).IsKnown, (await ReadAsync()).IsAlarming));
    }

    [Fact]
    public async Task A_silence_of_ten_days_does_not_become_what_is_usual()
    {
        await EveryWeekAsync(weeks: 10, perHour: 4, without: 1);
        var silentSince = Now.AddDays(-10);
        await app.ReadAsync(db => db.WebhookEvents.Where(received => received.ReceivedAt > silentSince).ExecuteDeleteAsync());
        var silence = await ReadAsync();
        Assert.Equal((true, Now.AddHours(-24)), (silence.IsAlarming, silence.Since));
    }

    private async Task<Silence> ReadAsync() => Assert.Single(await app.UseAsync((ReadSilence use) => use.RunAsync(CancellationToken.None)));

    /// <summary>The last day of the same stretch of so many weeks, evenly.</summary>
    private async Task EveryWeekAsync(int weeks, int perHour, int without = 0)
    {
        await CameAsync(TimeSpan.FromDays((7 * weeks) + 2), 1);
        for (var week = 1; week <= weeks; week++)
            if (week != without) await app.ReadAsync(db => db.Database.ExecuteSqlAsync($"""
                insert into webhook_events (channel_id, webhook_event_id, raw, received_at, attempts, processed_at, outcome)
                select (select min(id) from channels), gen_random_uuid()::text, '\x7b7d', {Now} - {week} * interval '168 hours' - (i + 0.5) * interval '1 hour' / {perHour}, 0, now(), 'ignored'
                from generate_series(0, {24 * perHour} - 1) i
                """));
    }

    private Task<int> CameAsync(TimeSpan ago, int count) => app.ReadAsync(db => db.Database.ExecuteSqlAsync($"""
        insert into webhook_events (channel_id, webhook_event_id, raw, received_at, attempts, processed_at, outcome)
        select (select min(id) from channels), gen_random_uuid()::text, '\x7b7d', {Now - ago}, 0, now(), 'ignored' from generate_series(1, {count})
        """));
}
