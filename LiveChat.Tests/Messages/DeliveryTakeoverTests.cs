using LiveChat.Core.Line;
using LiveChat.Core.Messages;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Messages;

/// <summary>What a worker left behind that died during a call (promise P9).</summary>
public sealed class DeliveryTakeoverTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_push_of_a_dead_worker_goes_out_under_its_key_and_arrives_once_whether_LINE_had_it_or_not(bool lineHadIt)
    {
        var served = await app.GivenServedAsync();
        var id = await app.ReplyAsync(served, "จากผู้ล่วงลับ");
        var delivery = await app.DeliveryOfAsync(id);
        if (lineHadIt)
        {
            using var sent = await app.LineHost.PushAsync(served.Customer.UserId, delivery.RetryKey, "จากผู้ล่วงลับ");
            Assert.True(sent.IsSuccessStatusCode);
        }
        await DieAsync(delivery, DeliveryMethod.Push, LineBodies.Push(served.Customer.UserId, delivery.Messages));

        await app.DeliverAllAsync();

        Assert.Equal(delivery.RetryKey, Assert.Single(app.AcceptedFor(served)).RetryKey);
        Assert.Equal(DeliveryState.Accepted, (await app.MessageAsync(id)).DeliveryState);
        Assert.Equal(2, (await app.DeliveryOfAsync(id)).Attempts);
    }

    [Fact]
    public async Task A_reply_of_a_dead_worker_is_uncertain_and_what_follows_goes_out()
    {
        var served = await app.GivenServedAsync(withReplyToken: true);
        var token = (await app.ConversationOfAsync(served.Customer)).ReplyToken!;
        var (id, next) = (await app.ReplyAsync(served, "ใครจะรู้"), await app.ReplyAsync(served, "ต่อไป"));
        var delivery = await app.DeliveryOfAsync(id);
        await DieAsync(delivery, DeliveryMethod.Reply, LineBodies.Reply(token, delivery.Messages));

        await app.DeliverAllAsync();

        Assert.Equal((DeliveryState.Uncertain, DeliveryProblem.NoAnswer), ((await app.MessageAsync(id)).DeliveryState, (await app.MessageAsync(id)).DeliveryProblem));
        Assert.Equal(DeliveryState.Accepted, (await app.MessageAsync(next)).DeliveryState);
        Assert.Equal("ต่อไป", Assert.Single(app.AcceptedFor(served)).Text);
    }

    [Fact]
    public async Task What_a_living_worker_has_nobody_takes_and_nothing_overtakes_it()
    {
        var served = await app.GivenServedAsync();
        var (id, next) = (await app.ReplyAsync(served, "กำลังส่ง"), await app.ReplyAsync(served, "รอก่อน"));
        var delivery = await app.DeliveryOfAsync(id);
        await DieAsync(delivery, DeliveryMethod.Push, LineBodies.Push(served.Customer.UserId, delivery.Messages), leaseSeconds: 60);

        Assert.False(await app.DeliverAsync());

        Assert.Equal((DeliveryState.Sending, DeliveryState.Queued), ((await app.DeliveryOfAsync(id)).State, (await app.DeliveryOfAsync(next)).State));
        Assert.Empty(app.AcceptedFor(served));
        await app.LetTimePassAsync();
        await app.DeliverAllAsync();
        Assert.Equal(["กำลังส่ง", "รอก่อน"], app.AcceptedFor(served).Select(accepted => accepted.Text));
    }

    [Fact]
    public async Task A_worker_that_comes_back_from_the_dead_changes_nothing_any_more()
    {
        var served = await app.GivenServedAsync();
        app.Line.Faults.Add(FakeEndpoint.Push, new(FaultKind.Hang) { Calls = 1, HangFor = TimeSpan.FromMilliseconds(500) });
        var id = await app.ReplyAsync(served, "สองคนส่ง");
        var slow = app.DeliverAsync();
        await Eventually.TrueAsync(async () => (await app.DeliveryOfAsync(id)).State == DeliveryState.Sending && app.Line.Faults.Planned.Count == 0);
        await app.LetTimePassAsync(); // its minute is over, and it does not know
        app.Line.Faults.Add(FakeEndpoint.Push, new(FaultKind.RateLimit) { Calls = 1 });
        Assert.True(await app.DeliverAsync()); // the heir is told to wait
        await slow; // and only then is the dead one answered

        Assert.Equal((DeliveryState.Queued, 2), ((await app.DeliveryOfAsync(id)).State, (await app.DeliveryOfAsync(id)).Attempts));
        await app.LetTimePassAsync();
        await app.DeliverAllAsync();
        Assert.Single(app.AcceptedFor(served));
        Assert.Equal(DeliveryState.Accepted, (await app.MessageAsync(id)).DeliveryState);
    }

    [Fact]
    public async Task Of_twenty_workers_one_takes_a_delivery()
    {
        var served = await app.GivenServedAsync();
        var id = await app.ReplyAsync(served, "ยี่สิบคนแย่งกัน");
        await app.InParallelAsync(20, (DeliverNext use, int _) => use.RunAsync(CancellationToken.None));
        Assert.Equal((DeliveryState.Accepted, 1), ((await app.DeliveryOfAsync(id)).State, (await app.DeliveryOfAsync(id)).Attempts));
        Assert.Single(app.AcceptedFor(served));
    }

    /// <summary>As a worker leaves it that was killed after it had begun the call.</summary>
    private Task<int> DieAsync(Delivery delivery, DeliveryMethod method, string body, int leaseSeconds = -1)
    {
        var word = method == DeliveryMethod.Push ? "push" : "reply";
        return app.ReadAsync(db => db.Database.ExecuteSqlAsync($"""
            update deliveries set state = 'sending', method = {word}, body = {body}, attempts = 1, first_attempt_at = now(), lease_until = now() + make_interval(secs => {leaseSeconds})
            where id = {delivery.Id}
            """));
    }
}
