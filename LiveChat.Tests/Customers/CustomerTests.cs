using LiveChat.Core.Customers;
using LiveChat.Core.Messages;
using LiveChat.Core.Sessions;
using LiveChat.Core.Tags;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Customers;

/// <summary>What the panel knows of a customer, and what operators may change of it.</summary>
public sealed class CustomerTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    [Fact]
    public async Task The_panel_tells_who_they_are_what_happened_and_true_counts()
    {
        var customer = app.Line.AddCustomer(new FakeCustomer(FakeIds.NewUserId(), "สมศรี ใจดี") { StatusMessage = "ว่างค่ะ", Language = "th" });
        await app.Line.Phone(customer).FollowAsync();
        await app.ReceiveAllAsync();
        await app.WriteAsync(customer, "สวัสดีค่ะ", withReplyToken: false, ago: TimeSpan.FromHours(2));
        await app.FetchProfilesAsync();
        var served = await app.ClaimAsync(customer);
        await app.ReplyAsync(served, "ถึง LINE");
        await app.DeliverAllAsync();
        await app.ReplyAsync(served, "ยังไม่ถึง");
        await NoteAsync(served, "โทรกลับบ่ายสาม");
        await app.UseAsync((TagConversation use) => use.RunAsync(served.ConversationId, served.OperatorId, "รายงานแล้ว", CancellationToken.None));
        await app.UseAsync((CloseSession use) => use.RunAsync(served.ConversationId, served.OperatorId, "ตอบครบ", saysFarewell: false, CancellationToken.None));
        await app.WriteAsync(customer, "อีกเรื่องค่ะ");
        await app.Line.Phone(customer).BlockAsync();
        await app.ReceiveAllAsync();

        var seen = (await ReadAsync(served.ConversationId))!;
        Assert.Equal(("สมศรี ใจดี", null, "ว่างค่ะ", "th"), (seen.Profile.DisplayName, seen.Profile.Nickname, seen.Profile.StatusMessage, seen.Profile.Language));
        Assert.NotNull(seen.Profile.BlockedAt);
        Assert.NotNull(seen.Profile.ProfileFetchedAt);
        Assert.Equal((2, 1, 2), (seen.Profile.IncomingCount, seen.Profile.OutgoingCount, seen.Profile.SessionCount));
        Assert.True(seen.Profile.FirstContactAt < DateTimeOffset.UtcNow.AddHours(-1) && seen.Profile.LastContactAt > DateTimeOffset.UtcNow.AddMinutes(-10));
        Assert.Equal(["รายงานแล้ว"], seen.Tags.Select(tag => tag.Name));
        Assert.Equal("โทรกลับบ่ายสาม", Assert.Single(seen.Notes.Newest).Text);
        Assert.NotNull(seen.Notes.Newest[0].AuthorName);
        Assert.Equal([false, true], seen.Follows.Newest.Select(follow => follow.IsFollow));
        Assert.Equal([null, "ตอบครบ"], seen.Sessions.Newest.Select(session => session.CloseReason));
        Assert.Equal((null, false), (seen.Sessions.Newest[0].ClosedAt, seen.Sessions.HasMore));
        Assert.NotNull(seen.Sessions.Newest[1].OwnerName);
        Assert.Null(await ReadAsync(0));
    }

    [Fact]
    public async Task However_long_the_history_the_panel_asks_as_often_and_shows_the_newest_twenty()
    {
        var served = await app.GivenServedAsync();
        await NoteAsync(served, "โน้ต 0");
        var few = await app.Sql.DuringAsync(() => ReadAsync(served.ConversationId));
        for (var i = 1; i < 25; i++) await NoteAsync(served, $"โน้ต {i}");
        var many = await app.Sql.DuringAsync(() => ReadAsync(served.ConversationId));
        Assert.Equal((few, 6), (many, few));
        var notes = (await ReadAsync(served.ConversationId))!.Notes;
        Assert.Equal((20, true, "โน้ต 24"), (notes.Newest.Count, notes.HasMore, notes.Newest[0].Text));
    }

    [Fact]
    public async Task A_nickname_is_kept_for_search_and_taken_away_with_nothing()
    {
        var served = await app.GivenServedAsync();
        var before = (await app.ConversationOfAsync(served.Customer)).Revision;
        Assert.Equal(NameCustomer.Outcome.Named, await NameAsync(served, "  พี่ผู้ใหญ่\n(น้ำผึ้ง) "));
        Assert.Equal(NameCustomer.Outcome.Unchanged, await NameAsync(served, "พี่ผู้ใหญ่ (น้ำผึ้ง)"));
        var named = await app.ConversationOfAsync(served.Customer);
        Assert.Equal((before + 1, "พี่ผู้ใหญ่ (น้ำผึ้ง)"), (named.Revision, named.Customer.Nickname));
        Assert.Contains(ThaiText.Indexable("น้ำผึ้ง"), named.Customer.SearchName, StringComparison.Ordinal);

        Assert.Equal(NameCustomer.Outcome.TooLong, await NameAsync(served, new string('ก', 101)));
        Assert.Equal(NameCustomer.Outcome.Named, await NameAsync(served, " \u200b "));
        Assert.Null((await app.ConversationOfAsync(served.Customer)).Customer.Nickname);
        Assert.Equal(NameCustomer.Outcome.NotFound, await NameAsync(served with { ConversationId = 0 }, "ใคร"));
        Assert.Equal(2, await app.ReadAsync(db => db.AuditEntries.CountAsync(entry => entry.ConversationId == served.ConversationId && entry.Action == "customer.named" && entry.OperatorId == served.OperatorId)));
    }

    [Fact]
    public async Task A_profile_is_asked_for_when_somebody_wants_to_know_but_once_a_minute_at_most()
    {
        var served = await app.GivenServedAsync();
        await app.FetchProfilesAsync();
        app.Line.AddCustomer(served.Customer with { DisplayName = "ชื่อใหม่" });
        Assert.Equal(RefreshProfile.Outcome.TooSoon, await RefreshAsync(served));

        await app.ReadAsync(db => db.Customers.Where(found => found.LineId == served.Customer.UserId).ExecuteUpdateAsync(set => set.SetProperty(found => found.ProfileFetchedAt, DateTimeOffset.UtcNow.AddMinutes(-2))));
        Assert.Equal(RefreshProfile.Outcome.Asked, await RefreshAsync(served));
        Assert.Equal(RefreshProfile.Outcome.AlreadyAsked, await RefreshAsync(served));
        await app.FetchProfilesAsync();
        var seen = (await ReadAsync(served.ConversationId))!.Profile;
        Assert.Equal(("ชื่อใหม่", null), (seen.DisplayName, seen.ProfileDueAt));
        Assert.Equal(RefreshProfile.Outcome.NotFound, await RefreshAsync(served with { ConversationId = 0 }));
    }

    [Fact]
    public async Task A_group_is_called_as_LINE_calls_it()
    {
        var group = app.Line.AddGroup(new("C" + new string('2', 32), "ลูกบ้านหมู่ 4", [FakeIds.NewUserId(), FakeIds.NewUserId()]));
        var said = app.Line.Events.Text(app.LineHost.Channel, group.MemberIds[0], "ในกลุ่ม");
        said["source"] = new System.Text.Json.Nodes.JsonObject { ["type"] = "group", ["groupId"] = group.GroupId };
        Assert.Equal(200, await app.PostWebhookAsync(WebhookSender.Body(app.LineHost.Channel, [said])));
        await app.ReceiveAllAsync();
        var id = await app.ReadAsync(db => db.Conversations.Where(found => found.Customer.LineId == group.GroupId).Select(found => found.Id).SingleAsync());
        Assert.Equal(RefreshProfile.Outcome.AlreadyAsked, await app.UseAsync((RefreshProfile use) => use.RunAsync(id, CancellationToken.None)));
        await app.UseAsync((FetchProfiles use) => use.RunAsync(CancellationToken.None));
        var customer = await app.ReadAsync(db => db.Customers.SingleAsync(found => found.LineId == group.GroupId));
        Assert.Equal((group.Name, 2), (customer.DisplayName, customer.MemberCount));
    }

    private Task<CustomerView?> ReadAsync(long conversationId) => app.UseAsync((ReadCustomer use) => use.RunAsync(conversationId, CancellationToken.None));

    private Task<NameCustomer.Outcome> NameAsync(Served served, string? nickname) => app.UseAsync((NameCustomer use) => use.RunAsync(served.ConversationId, served.OperatorId, nickname, CancellationToken.None));

    private Task<RefreshProfile.Outcome> RefreshAsync(Served served) => app.UseAsync((RefreshProfile use) => use.RunAsync(served.ConversationId, CancellationToken.None));

    private Task<long> NoteAsync(Served served, string text) => app.GivenNoteAsync(served.ConversationId, served.OperatorId, text);
}
