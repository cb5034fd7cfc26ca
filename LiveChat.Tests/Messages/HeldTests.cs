using LiveChat.Core.Channels;
using LiveChat.Core.Conversations;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Messages;

/// <summary>When the month's quota is used up, answers wait until they cost nothing.</summary>
public sealed class HeldTests(AppWithoutWorkers app) : OutboxTest(app)
{
    [Fact]
    public async Task Answers_wait_in_the_order_typed_and_leave_as_one_free_reply_when_the_customer_writes_again()
    {
        var (served, ids) = await GivenHeldAsync("หนึ่ง", "สอง", "สาม");
        var pushes = App.Line.Journal.CountOf(FakeEndpoint.Push);
        await ReleaseAsync(served, withToken: true);
        await App.DeliverAllAsync();

        Assert.Equal([("หนึ่ง", SendMethod.Reply), ("สอง", SendMethod.Reply), ("สาม", SendMethod.Reply)], App.AcceptedFor(served).Select(sent => (sent.Text!, sent.Method)));
        Assert.Single(App.AcceptedFor(served).Select(sent => sent.RequestId).Distinct());
        Assert.Equal(pushes, App.Line.Journal.CountOf(FakeEndpoint.Push));
        Assert.Equal(App.AcceptedFor(served).Select(sent => sent.MessageId), await LineIdsAsync(ids));
        Assert.Equal(0, (await App.DeliveryOfAsync(ids[2])).Cost);
        Assert.Equal(1, await App.ReadAsync(db => db.Deliveries.CountAsync(delivery => delivery.ConversationId == served.ConversationId)));
    }

    [Fact]
    public async Task Only_the_first_is_refused_by_LINE_and_those_behind_it_are_not_even_tried()
    {
        var tried = App.Line.Journal.CountOf(FakeEndpoint.Push);
        var (_, ids) = await GivenHeldAsync("หนึ่ง", "สอง", "สาม");
        Assert.Equal(tried + 1, App.Line.Journal.CountOf(FakeEndpoint.Push));
        foreach (var id in ids) Assert.Equal((DeliveryState.Held, DeliveryProblem.QuotaUsedUp), ((await App.MessageAsync(id)).DeliveryState, (await App.MessageAsync(id)).DeliveryProblem));
        Assert.Contains("monthly limit", (await App.DeliveryOfAsync(ids[0])).Detail, StringComparison.Ordinal);
        Assert.NotNull((await App.DeliveryOfAsync(ids[0])).LineRequestId);
    }

    [Fact]
    public async Task More_than_LINE_takes_in_one_call_leave_with_the_next_time_the_customer_writes()
    {
        var (served, _) = await GivenHeldAsync("1", "2", "3", "4", "5", "6", "7");
        await ReleaseAsync(served, withToken: true);
        await App.DeliverAllAsync();
        Assert.Equal(["1", "2", "3", "4", "5"], App.AcceptedFor(served).Select(sent => sent.Text));
        await ReleaseAsync(served, withToken: true);
        await App.DeliverAllAsync();
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7"], App.AcceptedFor(served).Select(sent => sent.Text));
    }

    [Fact]
    public async Task What_is_typed_while_others_wait_waits_behind_them_though_there_is_quota_by_then()
    {
        var (served, _) = await GivenHeldAsync("ก่อน");
        QuotaOf().Limit = null; // and nobody has noticed yet
        var later = await App.ReplyAsync(served, "ทีหลัง");
        await App.DeliverAllAsync();
        Assert.Equal(DeliveryState.Held, (await App.MessageAsync(later)).DeliveryState);
        Assert.Empty(App.AcceptedFor(served));
        await ReleaseAsync(served, withToken: false);
        await App.DeliverAllAsync();
        Assert.Equal(["ก่อน", "ทีหลัง"], App.AcceptedFor(served).Select(sent => sent.Text));
    }

    [Fact]
    public async Task The_customer_who_writes_while_the_refused_push_is_under_way_gets_the_answer_for_free()
    {
        var served = await App.GivenServedAsync();
        QuotaOf().Limit = QuotaOf().Used;
        var waking = new TaskCompletionSource();
        App.Line.Faults.Add(FakeEndpoint.Push, new(FaultKind.Hang) { Calls = 1, Until = waking.Task });
        await App.ReplyAsync(served, "พอดีเลย");
        var pushing = App.DeliverAsync();
        await Eventually.TrueAsync(() => App.Line.Faults.Planned.Count == 0);
        await App.WriteAsync(served.Customer, "มีใครอยู่ไหม");
        waking.SetResult();
        await pushing;
        await App.DeliverAllAsync();
        Assert.Equal(("พอดีเลย", SendMethod.Reply), (Assert.Single(App.AcceptedFor(served)).Text, App.AcceptedFor(served)[0].Method));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_a_month_begins_or_the_limit_is_raised_what_waits_leaves_by_itself_and_not_before(bool monthBegins)
    {
        var (served, _) = await GivenHeldAsync("หนึ่ง", "สอง");
        await FetchAsync();
        await FetchAsync(); // nothing is new
        await App.DeliverAllAsync();
        Assert.Empty(App.AcceptedFor(served));

        if (monthBegins) QuotaOf().Used = 0;
        else QuotaOf().Limit += 1000;
        await FetchAsync();
        await App.DeliverAllAsync();
        Assert.Equal([("หนึ่ง", SendMethod.Push), ("สอง", SendMethod.Push)], App.AcceptedFor(served).Select(sent => (sent.Text!, sent.Method)));
        Assert.Single(App.AcceptedFor(served).Select(sent => sent.RequestId).Distinct()); // one call: it costs once
    }

    [Fact]
    public async Task The_owner_may_try_at_once_and_all_that_waits_goes_in_order()
    {
        var (served, ids) = await GivenHeldAsync("หนึ่ง", "สอง");
        QuotaOf().Limit = null;
        Assert.Equal(RetryMessage.Outcome.Queued, await App.UseAsync((RetryMessage use) => use.RunAsync(served.ConversationId, ids[1], served.OperatorId, CancellationToken.None)));
        await App.DeliverAllAsync();
        Assert.Equal(["หนึ่ง", "สอง"], App.AcceptedFor(served).Select(sent => sent.Text));
    }

    [Fact]
    public async Task Where_no_limit_was_known_what_waits_leaves_as_soon_as_LINE_tells_of_one_with_room()
    {
        var served = await App.GivenServedAsync();
        (QuotaOf().Used, QuotaOf().Limit) = (42, null);
        await FetchAsync();
        QuotaOf().Limit = 42;
        await App.ReplyAsync(served, "รอโควตา");
        await App.DeliverAllAsync();
        Assert.Empty(App.AcceptedFor(served));
        Assert.Equal(0, Assert.Single(await App.UseAsync((ReadReplyCosts use) => use.RunAsync([served.ConversationId], CancellationToken.None))).Left); // and the composer knows

        QuotaOf().Limit = 90;
        await FetchAsync();
        await App.DeliverAllAsync();
        Assert.Equal(["รอโควตา"], App.AcceptedFor(served).Select(sent => sent.Text));
    }

    [Fact]
    public async Task The_author_may_think_better_of_what_waits_and_the_others_go()
    {
        var (served, ids) = await GivenHeldAsync("หนึ่ง", "สอง");
        Assert.Equal(UndoReply.Outcome.NotAuthor, await UndoAsync(served with { OperatorId = (await App.GivenOperatorAsync()).Id }, ids[0]));
        Assert.Equal(UndoReply.Outcome.Undone, await UndoAsync(served, ids[0]));
        await ReleaseAsync(served, withToken: true);
        await App.DeliverAllAsync();
        Assert.Equal(["สอง"], App.AcceptedFor(served).Select(sent => sent.Text));
        Assert.Equal((DeliveryState.Unsent, null), ((await App.MessageAsync(ids[0])).DeliveryState, (await App.MessageAsync(ids[0])).Text));
    }

    private Task<UndoReply.Outcome> UndoAsync(Served served, long id) => App.UseAsync((UndoReply use) => use.RunAsync(served.ConversationId, id, served.OperatorId, CancellationToken.None));

    public override async ValueTask DisposeAsync()
    {
        QuotaOf().Limit = null;
        await App.ReadAsync(db => db.Database.ExecuteSqlAsync($"update deliveries set state = 'failed' where state = 'held'"));
        await base.DisposeAsync();
    }

    private FakeQuota QuotaOf() => App.Line.QuotaOf(App.LineHost.Channel.BotUserId);

    private Task<int> FetchAsync() => App.UseAsync(async (FetchQuota use) => { await use.RunAsync(CancellationToken.None); return 0; });

    private async Task<List<string?>> LineIdsAsync(long[] ids) => await App.ReadAsync(db => db.Messages.Where(message => ids.Contains(message.Id)).OrderBy(message => message.Id).Select(message => message.LineMessageId).ToListAsync());

    private async Task<(Served Served, long[] Ids)> GivenHeldAsync(params string[] texts)
    {
        var served = await App.GivenServedAsync();
        (QuotaOf().Used, QuotaOf().Limit) = (200, 200);
        await FetchAsync();
        List<long> ids = [];
        foreach (var text in texts) ids.Add(await App.ReplyAsync(served, text));
        await App.DeliverAllAsync();
        return (served, [.. ids]);
    }

    /// <summary>As receiving a message does it, within its transaction.</summary>
    private async Task ReleaseAsync(Served served, bool withToken)
    {
        if (withToken) await App.WriteAsync(served.Customer, "อยู่ไหม");
        if (await App.ReadAsync(db => db.Deliveries.AnyAsync(delivery => delivery.ConversationId == served.ConversationId && delivery.State == DeliveryState.Queued))) return;
        await App.UseAsync(async (LiveChatDb db) =>
        {
            await using var work = await db.BeginWorkAsync(served.ConversationId, TimeProvider.System, CancellationToken.None);
            await new ReleaseHeld(db, TimeProvider.System).RunAsync(work.Conversation!, all: !withToken, CancellationToken.None);
            await work.CommitAsync(CancellationToken.None);
            return true;
        });
    }
}
