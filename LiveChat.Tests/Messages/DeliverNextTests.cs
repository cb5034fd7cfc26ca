using LiveChat.Core.Messages;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Messages;

/// <summary>One answer of an operator is one message at the customer (promise P7), whatever LINE says or does not say.</summary>
public sealed class DeliverNextTests(AppWithoutWorkers app) : OutboxTest(app)
{
    public static TheoryData<FaultKind> Breakdowns => [FaultKind.Drop, FaultKind.DropAfterAccept, FaultKind.ServerError, FaultKind.ServerErrorAfterAccept];

    [Fact]
    public async Task The_first_answer_is_free_and_the_next_is_a_push()
    {
        var served = await App.GivenServedAsync(withReplyToken: true);
        var (first, second) = (await App.ReplyAsync(served, "ฟรี"), await App.ReplyAsync(served, "นับ"));
        await App.DeliverAllAsync();

        Assert.Equal([("ฟรี", SendMethod.Reply), ("นับ", SendMethod.Push)], App.AcceptedFor(served).Select(accepted => (accepted.Text!, accepted.Method)));
        Assert.Equal(App.AcceptedFor(served).Select(accepted => accepted.MessageId), [(await App.MessageAsync(first)).LineMessageId, (await App.MessageAsync(second)).LineMessageId]);
        Assert.Equal((await App.DeliveryOfAsync(second)).RetryKey, App.AcceptedFor(served)[1].RetryKey);
        Assert.Null(App.AcceptedFor(served)[0].RetryKey);
    }

    [Fact]
    public async Task A_reply_token_that_has_expired_is_not_even_tried()
    {
        var served = await App.GivenServedAsync(withReplyToken: true);
        await App.ReadAsync(db => db.Conversations.Where(found => found.Id == served.ConversationId).ExecuteUpdateAsync(set => set.SetProperty(found => found.ReplyTokenExpiresAt, DateTimeOffset.UtcNow)));
        var replies = App.Line.Journal.CountOf(FakeEndpoint.Reply);

        await App.ReplyAsync(served, "สายไป");
        await App.DeliverAllAsync();

        Assert.Equal(SendMethod.Push, Assert.Single(App.AcceptedFor(served)).Method);
        Assert.Equal(replies, App.Line.Journal.CountOf(FakeEndpoint.Reply));
    }

    [Fact]
    public async Task When_LINE_calls_the_reply_token_invalid_a_push_with_a_retry_key_takes_its_place()
    {
        var served = await App.GivenServedAsync(withReplyToken: true);
        var token = (await App.ConversationOfAsync(served.Customer)).ReplyToken!;
        using (await App.LineHost.ReplyAsync(token, "ใครบางคนใช้ไปแล้ว")) { }

        var id = await App.ReplyAsync(served, "ยังถึงอยู่ดี");
        await App.DeliverAllAsync();

        var accepted = App.AcceptedFor(served)[^1];
        Assert.Equal(("ยังถึงอยู่ดี", SendMethod.Push, (await App.DeliveryOfAsync(id)).RetryKey), (accepted.Text, accepted.Method, accepted.RetryKey));
        Assert.Equal(2, App.AcceptedFor(served).Count);
        Assert.Equal(DeliveryState.Accepted, (await App.MessageAsync(id)).DeliveryState);
    }

    [Theory]
    [InlineData(FaultKind.Drop, 3)]
    [InlineData(FaultKind.DropAfterAccept, 3)]
    [InlineData(FaultKind.ServerError, 3)]
    [InlineData(FaultKind.ServerErrorAfterAccept, 1)] // the next is told 409
    public async Task A_push_that_nobody_answered_goes_out_again_under_its_key_and_arrives_once(FaultKind breakdown, int times)
    {
        var served = await App.GivenServedAsync();
        App.Line.Faults.Add(FakeEndpoint.Push, new(breakdown) { Calls = times });
        var id = await App.ReplyAsync(served, "ครั้งเดียวเท่านั้น");

        for (var attempt = 1; attempt <= times; attempt++)
        {
            Assert.True(await App.DeliverAsync());
            var waiting = await App.DeliveryOfAsync(id);
            Assert.Equal((DeliveryState.Queued, DeliveryProblem.LineUnavailable, attempt), (waiting.State, waiting.Problem, waiting.Attempts));
            Assert.True(waiting.NextAttemptAt > DateTimeOffset.UtcNow); // not at once
            Assert.False(await App.DeliverAsync());
            await App.LetTimePassAsync();
        }
        await App.DeliverAllAsync();

        Assert.Equal("ครั้งเดียวเท่านั้น", Assert.Single(App.AcceptedFor(served)).Text);
        Assert.Equal((DeliveryState.Accepted, null), ((await App.MessageAsync(id)).DeliveryState, (await App.MessageAsync(id)).DeliveryProblem));
        Assert.NotNull((await App.MessageAsync(id)).LineMessageId);
        var calls = App.Line.Journal.Entries.Where(entry => entry.Endpoint == FakeEndpoint.Push && entry.Body.Contains(served.Customer.UserId, StringComparison.Ordinal)).ToArray();
        Assert.Equal(times + 1, calls.Length);
        Assert.Single(calls.Select(call => (call.RetryKey, call.Body)).Distinct());
    }

    [Fact]
    public async Task Conflict_means_LINE_has_it()
    {
        var served = await App.GivenServedAsync();
        App.Line.Faults.Add(FakeEndpoint.Push, new(FaultKind.Conflict) { Calls = 1 });
        var id = await App.ReplyAsync(served, "ซ้ำก็คือถึง");
        await App.DeliverAllAsync();

        Assert.Equal(DeliveryState.Accepted, (await App.MessageAsync(id)).DeliveryState);
        var sent = Assert.Single(App.AcceptedFor(served));
        Assert.Equal((sent.MessageId, sent.RequestId), ((await App.MessageAsync(id)).LineMessageId, (await App.DeliveryOfAsync(id)).LineRequestId));
        Assert.NotNull((await App.MessageAsync(id)).QuoteToken);
    }

    [Theory]
    [InlineData(FaultKind.ServerErrorAfterAccept)] // the second call is told 409, by the name of the first
    [InlineData(FaultKind.Conflict)]
    [InlineData(null)]
    public async Task What_left_in_one_call_has_an_id_and_a_quote_token_for_each_bubble(FaultKind? fault)
    {
        var served = await App.GivenServedAsync();
        await App.AllowUndoAsync(seconds: 30);
        long[] ids = [await App.ReplyAsync(served, "หนึ่ง"), await App.ReplyAsync(served, "สอง"), await App.ReplyAsync(served, "สาม")];
        await App.AllowUndoAsync(seconds: 0);
        await App.UseAsync((UndoReply use) => use.RunAsync(served.ConversationId, ids[1], served.OperatorId, CancellationToken.None));
        if (fault is { } kind) App.Line.Faults.Add(FakeEndpoint.Push, new(kind) { Calls = 1 });
        for (var turn = 0; turn < 2; turn++)
        {
            await App.LetTimePassAsync();
            await App.DeliverAllAsync();
        }

        var sent = App.AcceptedFor(served);
        Assert.Equal(["หนึ่ง", "สาม"], sent.Select(message => message.Text));
        var (first, last) = (await App.MessageAsync(ids[0]), await App.MessageAsync(ids[2]));
        Assert.Equal(sent.Select(message => message.MessageId), [first.LineMessageId, last.LineMessageId]);
        Assert.NotEqual(first.QuoteToken ?? "", last.QuoteToken);
        var delivery = await App.DeliveryOfAsync(ids[0]);
        Assert.Equal((delivery.Id, 1, sent[0].RequestId), ((await App.DeliveryOfAsync(ids[2])).Id, delivery.Cost, delivery.LineRequestId));
    }

    [Fact]
    public async Task A_reply_costs_nothing_and_a_push_one_message_for_each_who_gets_it()
    {
        var served = await App.GivenServedAsync(withReplyToken: true);
        var (free, paid) = (await App.ReplyAsync(served, "ฟรี"), await App.ReplyAsync(served, "เสียหนึ่ง"));
        await App.DeliverAllAsync();
        await App.ReadAsync(db => db.Customers.Where(customer => customer.LineId == served.Customer.UserId).ExecuteUpdateAsync(set => set.SetProperty(customer => customer.MemberCount, 5)));
        var group = await App.ReplyAsync(served, "เสียห้า");
        await App.DeliverAllAsync();
        Assert.Equal((0, 1, 5), ((await App.DeliveryOfAsync(free)).Cost, (await App.DeliveryOfAsync(paid)).Cost, (await App.DeliveryOfAsync(group)).Cost));
    }

    [Theory]
    [InlineData(DeliveryProblem.Blocked)]
    [InlineData(DeliveryProblem.Standby)]
    public async Task Who_blocks_the_account_or_is_with_another_system_by_the_time_is_sent_nothing_and_the_operator_is_told(DeliveryProblem problem)
    {
        var served = await App.GivenServedAsync();
        var id = await App.ReplyAsync(served, "ช้าไป");
        if (problem == DeliveryProblem.Blocked) await App.ReadAsync(db => db.Customers.Where(customer => customer.LineId == served.Customer.UserId).ExecuteUpdateAsync(set => set.SetProperty(customer => customer.BlockedAt, DateTimeOffset.UtcNow)));
        else await App.ReadAsync(db => db.Conversations.Where(found => found.Id == served.ConversationId).ExecuteUpdateAsync(set => set.SetProperty(found => found.StandbySince, DateTimeOffset.UtcNow)));
        await App.DeliverAllAsync();
        Assert.Equal((DeliveryState.Failed, problem), ((await App.MessageAsync(id)).DeliveryState, (await App.MessageAsync(id)).DeliveryProblem));
        Assert.Empty(App.AcceptedFor(served));
    }

    [Fact]
    public async Task While_LINE_has_suspended_the_account_its_answers_wait()
    {
        var served = await App.GivenServedAsync();
        await App.ReplyAsync(served, "รอก่อน");
        await App.ReadAsync(db => db.Channels.ExecuteUpdateAsync(set => set.SetProperty(channel => channel.SuspendedAt, DateTimeOffset.UtcNow)));
        await App.DeliverAllAsync();
        Assert.Empty(App.AcceptedFor(served));
        await App.ReadAsync(db => db.Channels.ExecuteUpdateAsync(set => set.SetProperty(channel => channel.SuspendedAt, (DateTimeOffset?)null)));
        await App.DeliverAllAsync();
        Assert.Single(App.AcceptedFor(served));
    }

    [Theory]
    [MemberData(nameof(Breakdowns))]
    public async Task A_reply_that_nobody_answered_is_uncertain_and_never_pushed_by_itself(FaultKind breakdown)
    {
        var served = await App.GivenServedAsync(withReplyToken: true);
        App.Line.Faults.Add(FakeEndpoint.Reply, new(breakdown) { Calls = 1 });
        var (id, next) = (await App.ReplyAsync(served, "ไม่รู้ว่าถึงไหม"), await App.ReplyAsync(served, "ถัดไป"));
        await App.DeliverAllAsync();
        await App.LetTimePassAsync();
        await App.DeliverAllAsync();

        Assert.Equal((DeliveryState.Uncertain, DeliveryProblem.NoAnswer), ((await App.MessageAsync(id)).DeliveryState, (await App.MessageAsync(id)).DeliveryProblem));
        Assert.Equal(DeliveryState.Accepted, (await App.MessageAsync(next)).DeliveryState); // it does not hold up what follows
        var arrived = breakdown is FaultKind.DropAfterAccept or FaultKind.ServerErrorAfterAccept ? 1 : 0;
        Assert.Equal(arrived, App.AcceptedFor(served).Count(accepted => accepted.Text == "ไม่รู้ว่าถึงไหม"));
    }

    [Fact]
    public async Task A_definite_no_is_a_failure_with_its_reason_and_the_next_is_tried()
    {
        var stranger = "U" + new string('9', 32); // LINE knows nobody of this id
        var said = App.Line.Events.Text(App.LineHost.Channel, stranger, "ฉันเป็นใคร");
        said.Remove("replyToken");
        Assert.Equal(200, await App.PostWebhookAsync(WebhookSender.Body(App.LineHost.Channel, [said])));
        await App.ReceiveAllAsync();
        var served = await App.ClaimAsync(new FakeCustomer(stranger, "?"));
        var (first, second) = (await App.ReplyAsync(served, "หนึ่ง"), await App.ReplyAsync(served, "สอง"));
        await App.DeliverAllAsync();

        foreach (var id in new[] { first, second })
        {
            var delivery = await App.DeliveryOfAsync(id);
            Assert.Equal((DeliveryState.Failed, DeliveryProblem.Refused, 1), (delivery.State, delivery.Problem, delivery.Attempts));
            Assert.Contains("HTTP 400; Failed to send messages", delivery.Detail, StringComparison.Ordinal);
            Assert.Equal((DeliveryState.Failed, DeliveryProblem.Refused), ((await App.MessageAsync(id)).DeliveryState, (await App.MessageAsync(id)).DeliveryProblem));
        }
    }

    [Fact]
    public async Task Without_a_valid_token_a_message_fails_and_says_so_and_the_next_is_tried()
    {
        var served = await App.GivenServedAsync();
        App.Line.Faults.Add(FakeEndpoint.Push, new(FaultKind.Unauthorized) { Calls = 1 });
        var (first, second) = (await App.ReplyAsync(served, "ไม่ไป"), await App.ReplyAsync(served, "ไป"));
        await App.DeliverAllAsync();

        Assert.Equal((DeliveryState.Failed, DeliveryProblem.Unauthorised), ((await App.MessageAsync(first)).DeliveryState, (await App.MessageAsync(first)).DeliveryProblem));
        Assert.Equal(DeliveryState.Accepted, (await App.MessageAsync(second)).DeliveryState);
        Assert.Equal("ไป", Assert.Single(App.AcceptedFor(served)).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_LINE_has_too_much_to_do_the_message_waits_and_those_behind_it_too(bool withReplyToken)
    {
        var served = await App.GivenServedAsync(withReplyToken);
        App.Line.Faults.Add(FakeEndpoint.Sending, new(FaultKind.RateLimit) { Calls = 1 });
        var (first, second) = (await App.ReplyAsync(served, "หนึ่ง"), await App.ReplyAsync(served, "สอง"));
        await App.DeliverAllAsync();
        Assert.Equal((DeliveryState.Queued, DeliveryProblem.RateLimited), ((await App.MessageAsync(first)).DeliveryState, (await App.MessageAsync(first)).DeliveryProblem));
        Assert.Equal(DeliveryState.Queued, (await App.MessageAsync(second)).DeliveryState);
        Assert.Empty(App.AcceptedFor(served));

        await App.LetTimePassAsync();
        await App.DeliverAllAsync();
        Assert.Equal(["หนึ่ง", "สอง"], App.AcceptedFor(served).Select(accepted => accepted.Text));
    }

    [Fact]
    public async Task A_limit_that_LINE_does_not_name_is_tried_once_more_and_then_said_and_holds_up_nothing()
    {
        var served = await App.GivenServedAsync();
        App.Line.Faults.Add(FakeEndpoint.Push, new(FaultKind.TooManyToOneUser) { Calls = 2 });
        var (first, second) = (await App.ReplyAsync(served, "หนึ่ง"), await App.ReplyAsync(served, "สอง"));
        await App.DeliverAllAsync();
        Assert.Equal((DeliveryState.Queued, DeliveryProblem.TooMany), ((await App.MessageAsync(first)).DeliveryState, (await App.MessageAsync(first)).DeliveryProblem));

        await App.LetTimePassAsync();
        await App.DeliverAllAsync();

        Assert.Equal((DeliveryState.Failed, DeliveryProblem.TooMany), ((await App.MessageAsync(first)).DeliveryState, (await App.MessageAsync(first)).DeliveryProblem));
        Assert.Equal("สอง", Assert.Single(App.AcceptedFor(served)).Text);
        Assert.Equal(DeliveryState.Accepted, (await App.MessageAsync(second)).DeliveryState);
    }

    [Fact]
    public async Task One_customers_trouble_does_not_hold_up_another()
    {
        var (stuck, fine) = (await App.GivenServedAsync(), await App.GivenServedAsync());
        App.Line.Faults.Add(FakeEndpoint.Push, new(FaultKind.ServerError) { Calls = 1 });
        await App.ReplyAsync(stuck, "ติด");
        await App.ReplyAsync(fine, "ไม่ติด");
        await App.DeliverAllAsync();

        Assert.Empty(App.AcceptedFor(stuck));
        Assert.Single(App.AcceptedFor(fine));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_sent_by_itself_a_day_late(bool wasTried)
    {
        var served = await App.GivenServedAsync();
        var id = await App.ReplyAsync(served, "เมื่อวาน");
        if (wasTried)
        {
            App.Line.Faults.Add(FakeEndpoint.Push, new(FaultKind.ServerError) { Calls = 1 });
            await App.DeliverAllAsync();
        }
        await App.ReadAsync(db => db.Database.ExecuteSqlAsync($"update deliveries set first_attempt_at = first_attempt_at - interval '24 hours', next_attempt_at = next_attempt_at - interval '24 hours' where conversation_id = {served.ConversationId}"));
        await App.DeliverAllAsync();

        Assert.Equal((DeliveryState.Failed, DeliveryProblem.TooOld), ((await App.MessageAsync(id)).DeliveryState, (await App.MessageAsync(id)).DeliveryProblem));
        Assert.Empty(App.AcceptedFor(served));
        await App.UseAsync((RetryMessage use) => use.RunAsync(served.ConversationId, id, served.OperatorId, CancellationToken.None));
        await App.DeliverAllAsync();
        Assert.Single(App.AcceptedFor(served)); // a human may
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_shutdown_waits_for_the_answer_of_a_call_that_has_begun(bool withReplyToken)
    {
        var served = await App.GivenServedAsync(withReplyToken);
        var answer = new TaskCompletionSource();
        App.Line.Faults.Add(FakeEndpoint.Sending, new(FaultKind.AnswerLate) { Calls = 1, Until = answer.Task });
        var id = await App.ReplyAsync(served, "อย่าเพิ่งปิด");
        using var shutdown = new CancellationTokenSource();

        var delivering = App.DeliverAsync(shutdown.Token);
        await Eventually.TrueAsync(() => App.AcceptedFor(served).Count == 1); // LINE has it, and has not said so yet
        await shutdown.CancelAsync();
        answer.SetResult();
        await delivering;

        Assert.Equal(DeliveryState.Accepted, (await App.MessageAsync(id)).DeliveryState);
    }
}
