using LiveChat.Core.Customers;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Customers;

public sealed class FetchProfilesTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>, IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        app.Line.Faults.Clear();
        await app.ReadAsync(db => db.Customers.ExecuteUpdateAsync(set => set.SetProperty(found => found.ProfileDueAt, (DateTimeOffset?)null))); // the next test asks for its own
    }

    [Fact]
    public async Task A_customer_nobody_knows_yet_gets_a_name_and_a_face()
    {
        var customer = app.Line.AddCustomer(new FakeCustomer(FakeIds.NewUserId(), "น้ำใจ 😀\0") { PictureUrl = "https://profile.line-scdn.net/x", StatusMessage = "ว่าง\ud800", Language = "th" });
        await app.WriteAsync(customer, "ฉันชื่ออะไร");
        var before = await app.ConversationOfAsync(customer);
        Assert.Null(before.Customer.DisplayName);

        await app.FetchProfilesAsync();

        var after = await app.ConversationOfAsync(customer);
        Assert.Equal(("น้ำใจ 😀\uFFFD", "https://profile.line-scdn.net/x", "ว่าง\uFFFD", "th"), (after.Customer.DisplayName, after.Customer.PictureUrl, after.Customer.StatusMessage, after.Customer.Language));
        Assert.Equal(before.Revision + 1, after.Revision); // watchers look again
    }

    [Fact]
    public async Task A_name_is_asked_for_once_a_day_and_not_with_every_message()
    {
        var customer = app.Line.AddCustomer("ชื่อเดิม");
        await app.WriteAsync(customer, "หนึ่ง");
        await app.FetchProfilesAsync();
        var asked = app.Line.Journal.CountOf(FakeEndpoint.Profile);
        app.Line.AddCustomer(customer with { DisplayName = "ชื่อใหม่" });

        await app.WriteAsync(customer, "สอง");
        await app.FetchProfilesAsync();
        Assert.Equal(asked, app.Line.Journal.CountOf(FakeEndpoint.Profile));
        Assert.Equal("ชื่อเดิม", (await CustomerAsync(customer)).DisplayName);

        await LetADayPassAsync(customer);
        await app.WriteAsync(customer, "สาม");
        await app.FetchProfilesAsync();
        Assert.Equal("ชื่อใหม่", (await CustomerAsync(customer)).DisplayName);
    }

    [Fact]
    public async Task Of_somebody_who_has_blocked_the_account_we_keep_what_we_know()
    {
        var customer = app.Line.AddCustomer("คนเคยรัก");
        await app.WriteAsync(customer, "ลาก่อน");
        await app.FetchProfilesAsync();
        await LetADayPassAsync(customer);
        await app.Line.Phone(customer).BlockAsync();
        await app.ReceiveAllAsync();

        await app.FetchProfilesAsync();

        var kept = await CustomerAsync(customer);
        Assert.Equal(404, app.Line.Journal.Entries.First(entry => entry.Endpoint == FakeEndpoint.Profile).Status);
        Assert.Equal(("คนเคยรัก", null), (kept.DisplayName, kept.ProfileDueAt)); // and is not asked about again today
        Assert.True(kept.ProfileFetchedAt > DateTimeOffset.UtcNow.AddHours(-1));
    }

    [Theory]
    [InlineData(FaultKind.ServerError)]
    [InlineData(FaultKind.Drop)]
    [InlineData(FaultKind.RateLimit)]
    [InlineData(FaultKind.Unauthorized)]
    public async Task A_name_that_cannot_be_had_costs_no_message_and_is_asked_for_later(FaultKind fault)
    {
        app.Line.Faults.Add(FakeEndpoint.Profile, new(fault) { Calls = 1 });
        var customer = app.Line.AddCustomer("เดี๋ยวรู้");
        await app.WriteAsync(customer, "ฉันยังอยู่");
        await app.FetchProfilesAsync();

        var conversation = await app.ConversationOfAsync(customer);
        Assert.Equal(("ฉันยังอยู่", 1, null), (conversation.Preview, conversation.IncomingCount, conversation.Customer.DisplayName));
        Assert.True(conversation.Customer.ProfileDueAt > DateTimeOffset.UtcNow);

        await app.ReadAsync(db => db.Customers.ExecuteUpdateAsync(set => set.SetProperty(found => found.ProfileDueAt, found => found.ProfileDueAt == null ? null : DateTimeOffset.UnixEpoch)));
        await app.FetchProfilesAsync();
        Assert.Equal("เดี๋ยวรู้", (await CustomerAsync(customer)).DisplayName);
    }

    [Fact]
    public async Task A_LINE_that_is_away_is_asked_once_and_not_for_every_customer()
    {
        foreach (var name in new[] { "หนึ่ง", "สอง", "สาม" }) await app.WriteAsync(app.Line.AddCustomer(name), "ใครอยู่บ้าง");
        app.Line.Faults.Add(FakeEndpoint.Profile, new(FaultKind.ServerError));
        var asked = app.Line.Journal.CountOf(FakeEndpoint.Profile);

        await app.FetchProfilesAsync();

        Assert.Equal(asked + 1, app.Line.Journal.CountOf(FakeEndpoint.Profile));
    }

    [Fact]
    public async Task A_group_has_no_profile_to_ask_for()
    {
        var asked = app.Line.Journal.CountOf(FakeEndpoint.Profile);
        var said = app.Line.Events.Text(app.LineHost.Channel, FakeIds.NewUserId(), "ในกลุ่ม");
        said["source"] = new System.Text.Json.Nodes.JsonObject { ["type"] = "group", ["groupId"] = "C" + new string('1', 32) };
        Assert.Equal(200, await app.PostWebhookAsync(WebhookSender.Body(app.LineHost.Channel, [said])));
        await app.ReceiveAllAsync();
        await app.FetchProfilesAsync();
        Assert.Equal(asked, app.Line.Journal.CountOf(FakeEndpoint.Profile));
    }

    private async Task<Customer> CustomerAsync(FakeCustomer customer) => (await app.ConversationOfAsync(customer)).Customer;

    private Task<int> LetADayPassAsync(FakeCustomer customer) => app.ReadAsync(db => db.Customers.Where(found => found.LineId == customer.UserId)
        .ExecuteUpdateAsync(set => set.SetProperty(found => found.ProfileFetchedAt, DateTimeOffset.UtcNow.AddHours(-24))));
}
