using LiveChat.Core.Messages;
using LiveChat.Core.Sessions;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Messages;

public sealed class RetryMessageTests(AppWithoutWorkers app) : OutboxTest(app)
{
    [Fact]
    public async Task Retry_really_sends_what_had_failed()
    {
        var (served, id) = await GivenFailedAsync(FaultKind.Unauthorized);
        Assert.Equal(RetryMessage.Outcome.Queued, await RetryAsync(served, id));
        Assert.Equal((DeliveryState.Queued, null), ((await App.MessageAsync(id)).DeliveryState, (await App.MessageAsync(id)).DeliveryProblem));

        await App.DeliverAllAsync();

        Assert.Equal("ลองใหม่", Assert.Single(App.AcceptedFor(served)).Text);
        Assert.Equal(DeliveryState.Accepted, (await App.MessageAsync(id)).DeliveryState);
        Assert.Equal(1, await App.ReadAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == "message.retried" && entry.SubjectId == id && entry.OperatorId == served.OperatorId)));
    }

    [Fact]
    public async Task An_uncertain_reply_goes_out_as_a_new_push_because_a_human_said_so()
    {
        var served = await App.GivenServedAsync(withReplyToken: true);
        App.Line.Faults.Add(FakeEndpoint.Reply, new(FaultKind.Drop) { Calls = 1 });
        var id = await App.ReplyAsync(served, "ไม่แน่ใจ");
        await App.DeliverAllAsync();
        Assert.Equal(DeliveryState.Uncertain, (await App.MessageAsync(id)).DeliveryState);
        var before = (await App.DeliveryOfAsync(id)).RetryKey;

        Assert.Equal(RetryMessage.Outcome.Queued, await RetryAsync(served, id));
        await App.DeliverAllAsync();

        var accepted = Assert.Single(App.AcceptedFor(served));
        Assert.Equal((SendMethod.Push, "ไม่แน่ใจ"), (accepted.Method, accepted.Text));
        Assert.NotEqual(before, accepted.RetryKey);
        Assert.Equal(DeliveryState.Accepted, (await App.MessageAsync(id)).DeliveryState);
    }

    [Fact]
    public async Task Ten_clicks_on_retry_are_one_message()
    {
        var (served, id) = await GivenFailedAsync(FaultKind.Unauthorized);
        var outcomes = await App.InParallelAsync(10, (RetryMessage use, int _) => use.RunAsync(served.ConversationId, id, served.OperatorId, CancellationToken.None));
        await App.DeliverAllAsync();

        Assert.Single(outcomes, RetryMessage.Outcome.Queued);
        Assert.Equal(9, outcomes.Count(outcome => outcome == RetryMessage.Outcome.NotFailed));
        Assert.Single(App.AcceptedFor(served));
    }

    [Fact]
    public async Task While_a_later_answer_is_on_its_way_the_earlier_one_waits_for_its_turn()
    {
        var (served, failed) = await GivenFailedAsync(FaultKind.Unauthorized);
        var later = await App.ReplyAsync(served, "ข้อความถัดไป");
        var underWay = await App.DeliveryOfAsync(later);
        await App.ReadAsync(db => db.Database.ExecuteSqlAsync($"update deliveries set state = 'sending', method = 'push', attempts = 1, lease_until = now() + interval '45 seconds' where id = {underWay.Id}"));

        Assert.Equal(RetryMessage.Outcome.Queued, await RetryAsync(served, failed));
        Assert.False(await App.DeliverAsync());
        Assert.Equal(DeliveryState.Queued, (await App.MessageAsync(failed)).DeliveryState);

        await App.ReadAsync(db => db.Database.ExecuteSqlAsync($"update deliveries set state = 'accepted', lease_until = null where id = {underWay.Id}"));
        await App.DeliverAllAsync();
        Assert.Equal("ลองใหม่", Assert.Single(App.AcceptedFor(served)).Text);
    }

    [Fact]
    public async Task What_left_in_one_call_and_failed_is_sent_again_in_one_call()
    {
        var served = await App.GivenServedAsync();
        await App.AllowUndoAsync(seconds: 30);
        var (first, second) = (await App.ReplyAsync(served, "หนึ่ง"), await App.ReplyAsync(served, "สอง"));
        await App.AllowUndoAsync(seconds: 0);
        App.Line.Faults.Add(FakeEndpoint.Push, new(FaultKind.Unauthorized) { Calls = 1 });
        await App.LetTimePassAsync();
        await App.DeliverAllAsync();
        Assert.Equal(DeliveryState.Failed, (await App.MessageAsync(first)).DeliveryState);

        Assert.Equal(RetryMessage.Outcome.Queued, await RetryAsync(served, second));
        Assert.Equal((DeliveryState.Queued, DeliveryState.Queued), ((await App.MessageAsync(first)).DeliveryState, (await App.MessageAsync(second)).DeliveryState));
        await App.DeliverAllAsync();
        Assert.Equal(["หนึ่ง", "สอง"], App.AcceptedFor(served).Select(accepted => accepted.Text));
        Assert.Single(App.AcceptedFor(served).Select(accepted => accepted.RequestId).Distinct());
    }

    [Fact]
    public async Task What_has_arrived_or_is_on_its_way_is_not_sent_again()
    {
        var served = await App.GivenServedAsync();
        var id = await App.ReplyAsync(served, "ถึงแล้ว");
        Assert.Equal(RetryMessage.Outcome.NotFailed, await RetryAsync(served, id));
        await App.DeliverAllAsync();
        Assert.Equal(RetryMessage.Outcome.NotFailed, await RetryAsync(served, id));
        await App.DeliverAllAsync();
        Assert.Single(App.AcceptedFor(served));
    }

    [Fact]
    public async Task Only_the_owner_retries_and_only_in_an_open_session()
    {
        var (served, id) = await GivenFailedAsync(FaultKind.Unauthorized);
        var other = await App.GivenOperatorAsync();
        Assert.Equal(RetryMessage.Outcome.NotOwner, await RetryAsync(served with { OperatorId = other.Id }, id));

        var elsewhere = await App.GivenServedAsync();
        Assert.Equal(RetryMessage.Outcome.NotFound, await RetryAsync(elsewhere, id));

        await App.UseAsync((CloseSession use) => use.RunAsync(served.ConversationId, served.OperatorId, reason: null, saysFarewell: false, CancellationToken.None));
        Assert.Equal(RetryMessage.Outcome.Closed, await RetryAsync(served, id));
        await App.DeliverAllAsync();
        Assert.Empty(App.AcceptedFor(served));
    }

    [Fact]
    public async Task What_the_customer_wrote_cannot_be_retried()
    {
        var served = await App.GivenServedAsync();
        var incoming = await App.ReadAsync(db => db.Messages.Said().Where(message => message.ConversationId == served.ConversationId).Select(message => message.Id).SingleAsync());
        Assert.Equal(RetryMessage.Outcome.NotFound, await RetryAsync(served, incoming));
    }

    private async Task<(Served Served, long MessageId)> GivenFailedAsync(FaultKind fault)
    {
        var served = await App.GivenServedAsync();
        App.Line.Faults.Add(FakeEndpoint.Push, new(fault) { Calls = 1 });
        var id = await App.ReplyAsync(served, "ลองใหม่");
        await App.DeliverAllAsync();
        Assert.Equal(DeliveryState.Failed, (await App.MessageAsync(id)).DeliveryState);
        return (served, id);
    }

    private Task<RetryMessage.Outcome> RetryAsync(Served served, long messageId) =>
        App.UseAsync((RetryMessage use) => use.RunAsync(served.ConversationId, messageId, served.OperatorId, CancellationToken.None));
}
