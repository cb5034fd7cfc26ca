using LiveChat.Core.Messages;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Messages;

/// <summary>One answer of an operator is one message at the customer (promise P7), whatever LINE says or does not say.</summary>
public sealed class DeliverNextTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>, IDisposable
{
    public static TheoryData<FaultKind> Breakdowns => [FaultKind.Drop, FaultKind.DropAfterAccept, FaultKind.ServerError, FaultKind.ServerErrorAfterAccept];

    public void Dispose() => app.Line.Faults.Clear();

    [Fact]
    public async Task The_first_answer_is_free_and_the_next_is_a_push()
    {
        var served = await app.GivenServedAsync(withReplyToken: true);
        var (first, second) = (await app.ReplyAsync(served, "ฟรี"), await app.ReplyAsync(served, "นับ"));
        await app.DeliverAllAsync();

        Assert.Equal([("ฟรี", SendMethod.Reply), ("นับ", SendMethod.Push)], app.AcceptedFor(served).Select(accepted => (accepted.Text!, accepted.Method)));
        Assert.Equal(app.AcceptedFor(served).Select(accepted => accepted.MessageId), [(await app.MessageAsync(first)).LineMessageId, (await app.MessageAsync(second)).LineMessageId]);
        Assert.Equal((await app.DeliveryOfAsync(second)).RetryKey, app.AcceptedFor(served)[1].RetryKey);
        Assert.Null(app.AcceptedFor(served)[0].RetryKey);
    }

    [Fact]
    public async Task A_reply_token_that_has_expired_is_not_even_tried()
    {
        var served = await app.GivenServedAsync(withReplyToken: true);
        await app.ReadAsync(db => db.Conversations.Where(found => found.Id == served.ConversationId).ExecuteUpdateAsync(set => set.SetProperty(found => found.ReplyTokenExpiresAt, DateTimeOffset.UtcNow)));
        var replies = app.Line.Journal.CountOf(FakeEndpoint.Reply);

        await app.ReplyAsync(served, "สายไป");
        await app.DeliverAllAsync();

        Assert.Equal(SendMethod.Push, Assert.Single(app.AcceptedFor(served)).Method);
        Assert.Equal(replies, app.Line.Journal.CountOf(FakeEndpoint.Reply));
    }

    [Fact]
    public async Task When_LINE_calls_the_reply_token_invalid_a_push_with_a_retry_key_takes_its_place()
    {
        var served = await app.GivenServedAsync(withReplyToken: true);
        var token = (await app.ConversationOfAsync(served.Customer)).ReplyToken!;
        using (await app.LineHost.ReplyAsync(token, "ใครบางคนใช้ไปแล้ว")) { }

        var id = await app.ReplyAsync(served, "ยังถึงอยู่ดี");
        await app.DeliverAllAsync();

        var accepted = app.AcceptedFor(served)[^1];
        Assert.Equal(("ยังถึงอยู่ดี", SendMethod.Push, (await app.DeliveryOfAsync(id)).RetryKey), (accepted.Text, accepted.Method, accepted.RetryKey));
        Assert.Equal(2, app.AcceptedFor(served).Count);
        Assert.Equal(DeliveryState.Accepted, (await app.MessageAsync(id)).DeliveryState);
    }

    [Theory]
    [InlineData(FaultKind.Drop, 3)]
    [InlineData(FaultKind.DropAfterAccept, 3)]
    [InlineData(FaultKind.ServerError, 3)]
    [InlineData(FaultKind.ServerErrorAfterAccept, 1)] // the next is told 409
    public async Task A_push_that_nobody_answered_goes_out_again_under_its_key_and_arrives_once(FaultKind breakdown, int times)
    {
        var served = await app.GivenServedAsync();
        app.Line.Faults.Add(FakeEndpoint.Push, new(breakdown) { Calls = times });
        var id = await app.ReplyAsync(served, "ครั้งเดียวเท่านั้น");

        for (var attempt = 1; attempt <= times; attempt++)
        {
            Assert.True(await app.DeliverAsync());
            var waiting = await app.DeliveryOfAsync(id);
            Assert.Equal((DeliveryState.Queued, DeliveryProblem.LineUnavailable, attempt), (waiting.State, waiting.Problem, waiting.Attempts));
            Assert.True(waiting.NextAttemptAt > DateTimeOffset.UtcNow); // not at once
            Assert.False(await app.DeliverAsync());
            await app.LetTimePassAsync();
        }
        await app.DeliverAllAsync();

        Assert.Equal("ครั้งเดียวเท่านั้น", Assert.Single(app.AcceptedFor(served)).Text);
        Assert.Equal((DeliveryState.Accepted, null), ((await app.MessageAsync(id)).DeliveryState, (await app.MessageAsync(id)).DeliveryProblem));
        Assert.NotNull((await app.MessageAsync(id)).LineMessageId);
        var calls = app.Line.Journal.Entries.Where(entry => entry.Endpoint == FakeEndpoint.Push && entry.Body.Contains(served.Customer.UserId, StringComparison.Ordinal)).ToArray();
        Assert.Equal(times + 1, calls.Length);
        Assert.Single(calls.Select(call => (call.RetryKey, call.Body)).Distinct());
    }

    [Fact]
    public async Task Conflict_means_LINE_has_it()
    {
        var served = await app.GivenServedAsync();
        app.Line.Faults.Add(FakeEndpoint.Push, new(FaultKind.Conflict) { Calls = 1 });
        var id = await app.ReplyAsync(served, "ซ้ำก็คือถึง");
        await app.DeliverAllAsync();

        Assert.Equal(DeliveryState.Accepted, (await app.MessageAsync(id)).DeliveryState);
        Assert.Equal(Assert.Single(app.AcceptedFor(served)).MessageId, (await app.MessageAsync(id)).LineMessageId);
    }

    [Theory]
    [MemberData(nameof(Breakdowns))]
    public async Task A_reply_that_nobody_answered_is_uncertain_and_never_pushed_by_itself(FaultKind breakdown)
    {
        var served = await app.GivenServedAsync(withReplyToken: true);
        app.Line.Faults.Add(FakeEndpoint.Reply, new(breakdown) { Calls = 1 });
        var (id, next) = (await app.ReplyAsync(served, "ไม่รู้ว่าถึงไหม"), await app.ReplyAsync(served, "ถัดไป"));
        await app.DeliverAllAsync();
        await app.LetTimePassAsync();
        await app.DeliverAllAsync();

        Assert.Equal((DeliveryState.Uncertain, DeliveryProblem.NoAnswer), ((await app.MessageAsync(id)).DeliveryState, (await app.MessageAsync(id)).DeliveryProblem));
        Assert.Equal(DeliveryState.Accepted, (await app.MessageAsync(next)).DeliveryState); // it does not hold up what follows
        var arrived = breakdown is FaultKind.DropAfterAccept or FaultKind.ServerErrorAfterAccept ? 1 : 0;
        Assert.Equal(arrived, app.AcceptedFor(served).Count(accepted => accepted.Text == "ไม่รู้ว่าถึงไหม"));
    }

    [Fact]
    public async Task A_definite_no_is_a_failure_with_its_reason_and_the_next_is_tried()
    {
        var stranger = "U" + new string('9', 32); // LINE knows nobody of this id
        var said = app.Line.Events.Text(app.LineHost.Channel, stranger, "ฉันเป็นใคร");
        said.Remove("replyToken");
        Assert.Equal(200, await app.PostWebhookAsync(WebhookSender.Body(app.LineHost.Channel, [said])));
        await app.ReceiveAllAsync();
        var served = await app.ClaimAsync(new FakeCustomer(stranger, "?"));
        var (first, second) = (await app.ReplyAsync(served, "หนึ่ง"), await app.ReplyAsync(served, "สอง"));
        await app.DeliverAllAsync();

        foreach (var id in new[] { first, second })
        {
            var delivery = await app.DeliveryOfAsync(id);
            Assert.Equal((DeliveryState.Failed, DeliveryProblem.Refused, 1), (delivery.State, delivery.Problem, delivery.Attempts));
            Assert.Contains("HTTP 400; Failed to send messages", delivery.Detail, StringComparison.Ordinal);
            Assert.Equal((DeliveryState.Failed, DeliveryProblem.Refused), ((await app.MessageAsync(id)).DeliveryState, (await app.MessageAsync(id)).DeliveryProblem));
        }
    }

    [Theory]
    [InlineData(FaultKind.MonthlyLimit, DeliveryProblem.QuotaUsedUp)]
    [InlineData(FaultKind.Unauthorized, DeliveryProblem.Unauthorised)]
    public async Task Without_quota_or_a_valid_token_a_message_fails_and_says_so_and_the_next_is_tried(FaultKind fault, DeliveryProblem problem)
    {
        var served = await app.GivenServedAsync();
        app.Line.Faults.Add(FakeEndpoint.Push, new(fault) { Calls = 1 });
        var (first, second) = (await app.ReplyAsync(served, "ไม่ไป"), await app.ReplyAsync(served, "ไป"));
        await app.DeliverAllAsync();

        Assert.Equal((DeliveryState.Failed, problem), ((await app.MessageAsync(first)).DeliveryState, (await app.MessageAsync(first)).DeliveryProblem));
        Assert.Equal(DeliveryState.Accepted, (await app.MessageAsync(second)).DeliveryState);
        Assert.Equal("ไป", Assert.Single(app.AcceptedFor(served)).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_LINE_has_too_much_to_do_the_message_waits_and_those_behind_it_too(bool withReplyToken)
    {
        var served = await app.GivenServedAsync(withReplyToken);
        app.Line.Faults.Add(FakeEndpoint.Sending, new(FaultKind.RateLimit) { Calls = 1 });
        var (first, second) = (await app.ReplyAsync(served, "หนึ่ง"), await app.ReplyAsync(served, "สอง"));
        await app.DeliverAllAsync();
        Assert.Equal((DeliveryState.Queued, DeliveryProblem.RateLimited), ((await app.MessageAsync(first)).DeliveryState, (await app.MessageAsync(first)).DeliveryProblem));
        Assert.Equal(DeliveryState.Queued, (await app.MessageAsync(second)).DeliveryState);
        Assert.Empty(app.AcceptedFor(served));

        await app.LetTimePassAsync();
        await app.DeliverAllAsync();
        Assert.Equal(["หนึ่ง", "สอง"], app.AcceptedFor(served).Select(accepted => accepted.Text));
    }

    [Fact]
    public async Task One_customers_trouble_does_not_hold_up_another()
    {
        var (stuck, fine) = (await app.GivenServedAsync(), await app.GivenServedAsync());
        app.Line.Faults.Add(FakeEndpoint.Push, new(FaultKind.ServerError) { Calls = 1 });
        await app.ReplyAsync(stuck, "ติด");
        await app.ReplyAsync(fine, "ไม่ติด");
        await app.DeliverAllAsync();

        Assert.Empty(app.AcceptedFor(stuck));
        Assert.Single(app.AcceptedFor(fine));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_sent_by_itself_a_day_late(bool wasTried)
    {
        var served = await app.GivenServedAsync();
        var id = await app.ReplyAsync(served, "เมื่อวาน");
        if (wasTried)
        {
            app.Line.Faults.Add(FakeEndpoint.Push, new(FaultKind.ServerError) { Calls = 1 });
            await app.DeliverAllAsync();
        }
        await app.ReadAsync(db => db.Database.ExecuteSqlAsync($"update deliveries set first_attempt_at = first_attempt_at - interval '24 hours', next_attempt_at = next_attempt_at - interval '24 hours' where conversation_id = {served.ConversationId}"));
        await app.DeliverAllAsync();

        Assert.Equal((DeliveryState.Failed, DeliveryProblem.TooOld), ((await app.MessageAsync(id)).DeliveryState, (await app.MessageAsync(id)).DeliveryProblem));
        Assert.Empty(app.AcceptedFor(served));
        await app.UseAsync((RetryMessage use) => use.RunAsync(served.ConversationId, id, served.OperatorId, CancellationToken.None));
        await app.DeliverAllAsync();
        Assert.Single(app.AcceptedFor(served)); // a human may
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_shutdown_waits_for_the_answer_of_a_call_that_has_begun(bool withReplyToken)
    {
        var served = await app.GivenServedAsync(withReplyToken);
        app.Line.Faults.Add(FakeEndpoint.Sending, new(FaultKind.AnswerLate) { Calls = 1, HangFor = TimeSpan.FromMilliseconds(300) });
        var id = await app.ReplyAsync(served, "อย่าเพิ่งปิด");
        using var shutdown = new CancellationTokenSource();

        var delivering = app.DeliverAsync(shutdown.Token);
        await Eventually.TrueAsync(() => app.AcceptedFor(served).Count == 1); // LINE has it, and has not said so yet
        await shutdown.CancelAsync();
        await delivering;

        Assert.Equal(DeliveryState.Accepted, (await app.MessageAsync(id)).DeliveryState);
    }
}
