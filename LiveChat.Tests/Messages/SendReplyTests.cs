using LiveChat.Core.Line;
using LiveChat.Core.Messages;
using LiveChat.Core.Sessions;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Messages;

public sealed class SendReplyTests(AppWithoutWorkers app) : OutboxTest(app)
{
    [Fact]
    public async Task An_answer_stands_in_the_timeline_together_with_its_delivery_before_LINE_is_called()
    {
        var served = await App.GivenServedAsync();
        var id = await App.ReplyAsync(served, "ยินดีค่ะ {name} 😀");

        var message = await App.MessageAsync(id);
        Assert.Equal((MessageDirection.Outgoing, MessageAuthor.Operator, served.OperatorId, DeliveryState.Queued), (message.Direction, message.Author, message.OperatorId, message.DeliveryState));
        Assert.Equal(LineBodies.TextMessages("ยินดีค่ะ {name} 😀"), (await App.DeliveryOfAsync(id)).Messages);
        Assert.Equal("ยินดีค่ะ {name} 😀", (await App.ConversationOfAsync(served.Customer)).Preview);
        Assert.Empty(App.AcceptedFor(served));

        await App.DeliverAllAsync();
        Assert.Equal("ยินดีค่ะ {name} 😀", Assert.Single(App.AcceptedFor(served)).Text);
    }

    [Fact]
    public async Task Only_the_owner_answers()
    {
        var served = await App.GivenServedAsync();
        var other = await App.GivenOperatorAsync();
        Assert.Equal(SendReply.Refusal.NotOwner, (await App.TryReplyAsync(served, "ขอแทรกค่ะ", "k1", by: other.Id)).Refusal);

        var waiting = App.Line.AddCustomer("ยังรออยู่");
        await App.WriteAsync(waiting, "มีใครไหม");
        var unclaimed = new Served(waiting, (await App.ConversationOfAsync(waiting)).Id, other.Id);
        Assert.Equal(SendReply.Refusal.NotOwner, (await App.TryReplyAsync(unclaimed, "มีค่ะ", "k1")).Refusal);
        await AssertNothingIsOwedAsync(served.ConversationId, unclaimed.ConversationId);
    }

    [Fact]
    public async Task Nobody_answers_in_a_closed_session_or_where_there_is_none()
    {
        var served = await App.GivenServedAsync();
        await App.UseAsync((CloseSession use) => use.RunAsync(served.ConversationId, served.OperatorId, reason: null, saysFarewell: false, CancellationToken.None));
        Assert.Equal(SendReply.Refusal.Closed, (await App.TryReplyAsync(served, "อีกนิดค่ะ", "k1")).Refusal);
        Assert.Equal(SendReply.Refusal.NotFound, (await App.TryReplyAsync(served with { ConversationId = 0 }, "ใคร", "k1")).Refusal);
        await AssertNothingIsOwedAsync(served.ConversationId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\u3000 ")]
    [InlineData("\r\n\r\n")]
    public async Task Nothing_is_no_answer(string? text)
    {
        var served = await App.GivenServedAsync();
        Assert.Equal(SendReply.Refusal.Empty, (await App.TryReplyAsync(served, text, "k1")).Refusal);
        await AssertNothingIsOwedAsync(served.ConversationId);
    }

    [Fact]
    public async Task Five_thousand_units_are_sent_and_one_more_is_refused_also_with_an_emoji_at_the_edge()
    {
        var served = await App.GivenServedAsync();
        string[] fit = [new string('ก', 5000), new string('ก', 4998) + "😀"];
        Assert.Equal(SendReply.Refusal.TooLong, (await App.TryReplyAsync(served, new string('ก', 5001), "k1")).Refusal);
        Assert.Equal(SendReply.Refusal.TooLong, (await App.TryReplyAsync(served, new string('ก', 4999) + "😀", "k2")).Refusal);
        foreach (var text in fit) await App.ReplyAsync(served, text);

        await App.DeliverAllAsync();
        Assert.Equal(fit, App.AcceptedFor(served).Select(accepted => accepted.Text));
    }

    [Fact]
    public async Task Line_breaks_are_written_one_way_and_what_is_no_text_is_replaced()
    {
        var served = await App.GivenServedAsync();
        var id = await App.ReplyAsync(served, "\r\nหนึ่ง\r\nสอง\rสาม\n\nสี่\0ห้า\ud83d \r\n");
        await App.DeliverAllAsync();

        const string clean = "หนึ่ง\nสอง\nสาม\n\nสี่\uFFFDห้า\uFFFD ";
        Assert.Equal(clean, (await App.MessageAsync(id)).Text);
        Assert.Equal(clean, Assert.Single(App.AcceptedFor(served)).Text);
    }

    [Fact]
    public async Task The_same_answer_posted_twice_is_one_message()
    {
        var served = await App.GivenServedAsync();
        var first = await App.TryReplyAsync(served, "ครั้งเดียว", "the-same");
        var again = await App.TryReplyAsync(served, "ครั้งเดียว", "the-same");
        Assert.NotNull(first.MessageId);
        Assert.Equal(first.MessageIds, again.MessageIds);

        await App.UseAsync((CloseSession use) => use.RunAsync(served.ConversationId, served.OperatorId, reason: null, saysFarewell: false, CancellationToken.None));
        Assert.Equal(first.MessageIds, (await App.TryReplyAsync(served, "ครั้งเดียว", "the-same")).MessageIds); // the second tab comes after the close
        await AssertOnceAsync(served, "ครั้งเดียว");
    }

    [Fact]
    public async Task Twenty_clicks_at_once_are_one_message_and_one_delivery()
    {
        var served = await App.GivenServedAsync();
        var results = await App.InParallelAsync(20, (SendReply use, int _) => use.RunAsync(served.ConversationId, served.OperatorId, "คลิกรัว", "clicks", CancellationToken.None));
        Assert.NotNull(Assert.Single(results.Select(result => result.MessageId).Distinct()));
        await AssertOnceAsync(served, "คลิกรัว");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("a b")]
    [InlineData("กุญแจ")]
    [InlineData("\ud800")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task A_composer_that_names_its_message_strangely_is_refused(string? clientKey)
    {
        var served = await App.GivenServedAsync();
        Assert.Equal(SendReply.Refusal.BadKey, (await App.TryReplyAsync(served, "สวัสดี", clientKey)).Refusal);
    }

    private async Task AssertOnceAsync(Served served, string text)
    {
        await App.DeliverAllAsync();
        Assert.Equal(1, await App.ReadAsync(db => db.Messages.CountAsync(message => message.ConversationId == served.ConversationId && message.Text == text)));
        Assert.Equal(1, await App.ReadAsync(db => db.Deliveries.CountAsync(delivery => delivery.ConversationId == served.ConversationId)));
        Assert.Equal(text, Assert.Single(App.AcceptedFor(served)).Text);
    }

    private async Task AssertNothingIsOwedAsync(params long[] conversations) =>
        Assert.False(await App.ReadAsync(db => db.Deliveries.AnyAsync(delivery => conversations.Contains(delivery.ConversationId))));
}
