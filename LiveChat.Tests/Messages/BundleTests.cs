using LiveChat.Core.Messages;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Messages;

/// <summary>What an operator writes within the time in which it can be taken back.</summary>
public sealed class BundleTests(AppWithoutWorkers app) : OutboxTest(app)
{
    [Fact]
    public async Task Bubbles_written_in_time_leave_in_one_call_of_at_most_five_in_the_order_typed_and_by_one_reply_token()
    {
        var served = await App.GivenServedAsync(withReplyToken: true);
        await App.AllowUndoAsync(10);
        for (var i = 1; i <= 6; i++) await App.ReplyAsync(served, $"{i}");
        Assert.Equal([5, 1], (await DeliveriesAsync(served)).Select(delivery => delivery.Count));
        await LeaveAsync();

        Assert.Equal(["1", "2", "3", "4", "5", "6"], App.AcceptedFor(served).Select(accepted => accepted.Text));
        Assert.Equal(2, App.AcceptedFor(served).Select(accepted => accepted.RequestId).Distinct().Count());
        Assert.Equal([DeliveryMethod.Reply, DeliveryMethod.Push], (await DeliveriesAsync(served)).Select(delivery => delivery.Method!.Value));
        Assert.All(await App.ReadAsync(db => db.Messages.AsNoTracking().Where(message => message.ConversationId == served.ConversationId && message.Direction == MessageDirection.Outgoing).ToListAsync()),
            message => Assert.Equal(DeliveryState.Accepted, message.DeliveryState));
    }

    [Fact]
    public async Task One_bubble_taken_back_leaves_the_others_in_the_call()
    {
        var served = await App.GivenServedAsync();
        await App.AllowUndoAsync(10);
        await App.ReplyAsync(served, "หนึ่ง");
        var second = await App.ReplyAsync(served, "สอง");
        await App.ReplyAsync(served, "สาม");
        Assert.Equal(UndoReply.Outcome.Undone, await App.UseAsync((UndoReply use) => use.RunAsync(served.ConversationId, second, served.OperatorId, CancellationToken.None)));
        await LeaveAsync();

        Assert.Equal(["หนึ่ง", "สาม"], App.AcceptedFor(served).Select(accepted => accepted.Text));
        Assert.Equal(DeliveryState.Unsent, (await App.MessageAsync(second)).DeliveryState);
        Assert.Single(await DeliveriesAsync(served));
    }

    [Fact]
    public async Task What_has_left_is_joined_by_nothing_nor_is_anothers_answer()
    {
        var served = await App.GivenServedAsync();
        await App.AllowUndoAsync(10);
        await App.ReplyAsync(served, "ไปแล้ว");
        await LeaveAsync();
        await App.AllowUndoAsync(10);
        await App.ReplyAsync(served, "ตามไป");
        Assert.Equal([1, 1], (await DeliveriesAsync(served)).Select(delivery => delivery.Count));
    }

    private async Task LeaveAsync()
    {
        await App.LetTimePassAsync();
        await App.DeliverAllAsync();
        await App.AllowUndoAsync(0);
    }

    private Task<List<Delivery>> DeliveriesAsync(Served served) => App.ReadAsync(db => db.Deliveries.AsNoTracking().Where(delivery => delivery.ConversationId == served.ConversationId).OrderBy(delivery => delivery.Id).ToListAsync());
}
