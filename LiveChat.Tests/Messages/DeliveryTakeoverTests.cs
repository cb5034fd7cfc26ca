using LiveChat.Core.Line;
using LiveChat.Core.Messages;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Messages;

/// <summary>What a worker left behind that died during a call (promise P9).</summary>
public sealed class DeliveryTakeoverTests(AppWithoutWorkers app) : OutboxTest(app)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_push_of_a_dead_worker_goes_out_under_its_key_and_arrives_once_whether_LINE_had_it_or_not(bool lineHadIt)
    {
        var served = await App.GivenServedAsync();
        var id = await App.ReplyAsync(served, "จากผู้ล่วงลับ");
        var delivery = await App.DeliveryOfAsync(id);
        if (lineHadIt)
        {
            using var sent = await App.LineHost.PushAsync(served.Customer.UserId, delivery.RetryKey, "จากผู้ล่วงลับ");
            Assert.True(sent.IsSuccessStatusCode);
        }
        await DieAsync(delivery, DeliveryMethod.Push, LineBodies.Push(served.Customer.UserId, delivery.Messages));

        await App.DeliverAllAsync();

        Assert.Equal(delivery.RetryKey, Assert.Single(App.AcceptedFor(served)).RetryKey);
        Assert.Equal(DeliveryState.Accepted, (await App.MessageAsync(id)).DeliveryState);
        Assert.Equal(2, (await App.DeliveryOfAsync(id)).Attempts);
    }

    [Fact]
    public async Task A_reply_of_a_dead_worker_is_uncertain_and_what_follows_goes_out()
    {
        var served = await App.GivenServedAsync(withReplyToken: true);
        var token = (await App.ConversationOfAsync(served.Customer)).ReplyToken!;
        var (id, next) = (await App.ReplyAsync(served, "ใครจะรู้"), await App.ReplyAsync(served, "ต่อไป"));
        var delivery = await App.DeliveryOfAsync(id);
        await DieAsync(delivery, DeliveryMethod.Reply, LineBodies.Reply(token, delivery.Messages));

        await App.DeliverAllAsync();

        Assert.Equal((DeliveryState.Uncertain, DeliveryProblem.NoAnswer), ((await App.MessageAsync(id)).DeliveryState, (await App.MessageAsync(id)).DeliveryProblem));
        Assert.Equal(DeliveryState.Accepted, (await App.MessageAsync(next)).DeliveryState);
        Assert.Equal("ต่อไป", Assert.Single(App.AcceptedFor(served)).Text);
    }

    [Fact]
    public async Task What_a_living_worker_has_nobody_takes_and_nothing_overtakes_it()
    {
        var served = await App.GivenServedAsync();
        var (id, next) = (await App.ReplyAsync(served, "กำลังส่ง"), await App.ReplyAsync(served, "รอก่อน"));
        var delivery = await App.DeliveryOfAsync(id);
        await DieAsync(delivery, DeliveryMethod.Push, LineBodies.Push(served.Customer.UserId, delivery.Messages), leaseSeconds: 60);

        Assert.False(await App.DeliverAsync());

        Assert.Equal((DeliveryState.Sending, DeliveryState.Queued), ((await App.DeliveryOfAsync(id)).State, (await App.DeliveryOfAsync(next)).State));
        Assert.Empty(App.AcceptedFor(served));
        await App.LetTimePassAsync();
        await App.DeliverAllAsync();
        Assert.Equal(["กำลังส่ง", "รอก่อน"], App.AcceptedFor(served).Select(accepted => accepted.Text));
    }

    [Fact]
    public async Task A_worker_that_comes_back_from_the_dead_changes_nothing_any_more()
    {
        var served = await App.GivenServedAsync();
        var waking = new TaskCompletionSource();
        App.Line.Faults.Add(FakeEndpoint.Push, new(FaultKind.Hang) { Calls = 1, Until = waking.Task });
        var id = await App.ReplyAsync(served, "สองคนส่ง");
        var slow = App.DeliverAsync();
        await Eventually.TrueAsync(async () => (await App.DeliveryOfAsync(id)).State == DeliveryState.Sending && App.Line.Faults.Planned.Count == 0);
        await App.LetTimePassAsync(); // its minute is over, and it does not know
        App.Line.Faults.Add(FakeEndpoint.Push, new(FaultKind.RateLimit) { Calls = 1 });
        Assert.True(await App.DeliverAsync()); // the heir is told to wait
        waking.SetResult();
        await slow; // and only then is the dead one answered

        Assert.Equal((DeliveryState.Queued, 2), ((await App.DeliveryOfAsync(id)).State, (await App.DeliveryOfAsync(id)).Attempts));
        await App.LetTimePassAsync();
        await App.DeliverAllAsync();
        Assert.Single(App.AcceptedFor(served));
        Assert.Equal(DeliveryState.Accepted, (await App.MessageAsync(id)).DeliveryState);
    }

    [Fact]
    public async Task Of_twenty_workers_one_takes_a_delivery()
    {
        var served = await App.GivenServedAsync();
        var id = await App.ReplyAsync(served, "ยี่สิบคนแย่งกัน");
        await App.InParallelAsync(20, (DeliverNext use, int _) => use.RunAsync(CancellationToken.None));
        Assert.Equal((DeliveryState.Accepted, 1), ((await App.DeliveryOfAsync(id)).State, (await App.DeliveryOfAsync(id)).Attempts));
        Assert.Single(App.AcceptedFor(served));
    }

    /// <summary>As a worker leaves it that was killed after it had begun the call.</summary>
    private Task<int> DieAsync(Delivery delivery, DeliveryMethod method, string body, int leaseSeconds = -1)
    {
        var word = method == DeliveryMethod.Push ? "push" : "reply";
        return App.ReadAsync(db => db.Database.ExecuteSqlAsync($"""
            update deliveries set state = 'sending', method = {word}, body = {body}, attempts = 1, first_attempt_at = now(), lease_until = now() + make_interval(secs => {leaseSeconds})
            where id = {delivery.Id}
            """));
    }
}
