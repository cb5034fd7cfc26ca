using LiveChat.Core.Conversations;
using LiveChat.Core.Messages;
using LiveChat.Core.Sessions;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Messages;

public sealed class ReceiveWebhookEventsTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    [Fact]
    public async Task A_customers_first_message_begins_one_session_and_stands_in_the_queue()
    {
        var customer = app.Line.AddCustomer("คนแรก");
        await app.WriteAsync(customer, "สวัสดีค่ะ");
        await app.WriteAsync(customer, "มีใครอยู่ไหมคะ");

        var conversation = await app.ConversationOfAsync(customer);
        var session = await app.ReadAsync(db => db.Sessions.AsNoTracking().SingleAsync(found => found.ConversationId == conversation.Id));
        Assert.Equal(SessionStatus.Waiting, session.Status);
        Assert.Equal((ConversationStatus.Waiting, 2, "มีใครอยู่ไหมคะ"), (conversation.Status, conversation.IncomingCount, conversation.Preview));
        Assert.Equal(session.QueuedAt, conversation.WaitingSince);
        var messages = await MessagesOfAsync(conversation);
        Assert.All(messages, message => Assert.Equal(session.Id, message.SessionId));
        Assert.Equal(messages[0].SentAt, conversation.NeedsReplySince);
        Assert.Equal(messages[1].Id, conversation.LastMessageId);
    }

    [Fact]
    public async Task An_event_that_comes_again_changes_nothing()
    {
        var customer = app.Line.AddCustomer("ซ้ำ");
        var said = app.Line.Events.Text(app.LineHost.Channel, customer.UserId, "ครั้งเดียว");
        for (var i = 0; i < 3; i++)
        {
            Assert.True((await app.Line.DeliverAsync(app.LineHost.Channel, [said, said])).Accepted);
            await app.ReceiveAllAsync();
        }

        var conversation = await app.ConversationOfAsync(customer);
        Assert.Equal((1, 2), (conversation.IncomingCount, (int)conversation.Revision)); // the message, and the session it opened
        Assert.Single(await MessagesOfAsync(conversation));
    }

    [Fact]
    public async Task After_a_session_was_closed_the_next_message_begins_another()
    {
        var served = await app.GivenServedAsync();
        await app.UseAsync((CloseSession use) => use.RunAsync(served.ConversationId, served.OperatorId, reason: null, saysFarewell: false, CancellationToken.None));
        Assert.Null((await app.ConversationOfAsync(served.Customer)).NeedsReplySince);

        await app.WriteAsync(served.Customer, "ขอถามอีกเรื่องค่ะ");

        var conversation = await app.ConversationOfAsync(served.Customer);
        Assert.Equal((ConversationStatus.Waiting, 2), (conversation.Status, conversation.IncomingCount));
        Assert.Equal(2, await app.ReadAsync(db => db.Sessions.CountAsync(session => session.ConversationId == conversation.Id)));
    }

    [Fact]
    public async Task An_answer_is_no_longer_owed_until_the_customer_writes_again()
    {
        var served = await app.GivenServedAsync();
        Assert.NotNull((await app.ConversationOfAsync(served.Customer)).NeedsReplySince);

        await app.ReplyAsync(served, "ยินดีค่ะ");
        Assert.Null((await app.ConversationOfAsync(served.Customer)).NeedsReplySince);

        await app.WriteAsync(served.Customer, "ขอบคุณค่ะ");
        Assert.NotNull((await app.ConversationOfAsync(served.Customer)).NeedsReplySince);
    }

    [Fact]
    public async Task The_newest_reply_token_is_kept_and_an_old_events_is_not()
    {
        var customer = app.Line.AddCustomer("โทเคน");
        await app.WriteAsync(customer, "หนึ่ง");
        var first = (await app.ConversationOfAsync(customer)).ReplyToken;
        await app.WriteAsync(customer, "สอง");
        var second = (await app.ConversationOfAsync(customer)).ReplyToken;
        await app.WriteAsync(customer, "เก่า", ago: TimeSpan.FromMinutes(21));
        var third = (await app.ConversationOfAsync(customer)).ReplyToken;

        Assert.NotNull(first);
        Assert.NotEqual(first, second);
        Assert.Equal(second, third);
    }

    [Fact]
    public async Task A_message_that_comes_late_takes_its_place_and_does_not_displace_the_newest()
    {
        var customer = app.Line.AddCustomer("มาช้า");
        await app.WriteAsync(customer, "ใหม่กว่า");
        await app.WriteAsync(customer, "เก่ากว่า", ago: TimeSpan.FromMinutes(5));

        var conversation = await app.ConversationOfAsync(customer);
        Assert.Equal(["เก่ากว่า", "ใหม่กว่า"], (await MessagesOfAsync(conversation)).Select(message => message.Text));
        Assert.Equal("ใหม่กว่า", conversation.Preview);
        Assert.Equal((await MessagesOfAsync(conversation))[0].SentAt, conversation.NeedsReplySince);
        var page = await app.UseAsync((ReadMessages use) => use.NewestAsync(conversation.Id, 10, CancellationToken.None));
        Assert.Equal(["session.opened", "text", "text"], page.Messages.Select(message => message.Kind)); // the session began with the earlier one
    }

    [Fact]
    public async Task What_cannot_be_read_is_dead_at_once_with_its_reason_and_harms_no_other()
    {
        var customer = app.Line.AddCustomer("รอด");
        var fine = app.Line.Events.Text(app.LineHost.Channel, customer.UserId, "ฉันรอด");
        var body = WebhookSender.Body(app.LineHost.Channel, [fine]);
        var mixed = System.Text.Encoding.UTF8.GetString(body).Replace("\"events\":[", "\"events\":[17,[\"x\"],{\"webhookEventId\":\"NO-TYPE\"},", StringComparison.Ordinal);
        Assert.Equal(200, await app.PostWebhookAsync(mixed));
        await app.ReceiveAllAsync();

        Assert.Equal("ฉันรอด", (await app.ConversationOfAsync(customer)).Preview);
        var dead = await app.ReadAsync(db => db.WebhookEvents.AsNoTracking().Where(received => received.Outcome == EventOutcome.Dead && received.Attempts == 1).ToListAsync());
        Assert.Equal(3, dead.Count);
        Assert.All(dead, received => Assert.False(string.IsNullOrEmpty(received.Error)));
    }

    [Fact]
    public async Task An_event_that_fails_for_another_reason_gets_more_chances_and_then_joins_the_dead()
    {
        var customer = app.Line.AddCustomer("เลขใหญ่");
        var body = System.Text.Encoding.UTF8.GetString(WebhookSender.Body(app.LineHost.Channel, [app.Line.Events.Text(app.LineHost.Channel, customer.UserId, "x")]));
        Assert.Equal(200, await app.PostWebhookAsync(body.Replace("\"text\":\"x\"", "\"text\":\"x\",\"future\":1e200000", StringComparison.Ordinal))); // no number to PostgreSQL
        var received = await app.ReadAsync(db => db.WebhookEvents.OrderByDescending(found => found.Id).FirstAsync());
        for (var attempt = 1; attempt <= 8; attempt++)
        {
            await app.UseAsync((ReceiveWebhookEvents use) => use.RunAsync(CancellationToken.None));
            received = await app.ReadAsync(db => db.WebhookEvents.AsNoTracking().SingleAsync(found => found.Id == received.Id));
            Assert.Equal((attempt, attempt == 8 ? EventOutcome.Dead : null), (received.Attempts, received.Outcome));
            await app.ReadAsync(db => db.WebhookEvents.Where(found => found.Id == received.Id).ExecuteUpdateAsync(set => set.SetProperty(found => found.NextAttemptAt, DateTimeOffset.UnixEpoch)));
        }
        Assert.NotNull(received.Error);
    }

    private Task<List<Message>> MessagesOfAsync(Conversation conversation) => app.ReadAsync(db => db.Messages.AsNoTracking().Said()
        .Where(message => message.ConversationId == conversation.Id).OrderBy(message => message.SentAt).ThenBy(message => message.Id).ToListAsync());
}
