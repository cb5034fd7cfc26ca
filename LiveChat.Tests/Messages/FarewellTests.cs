using LiveChat.Core.Line;
using LiveChat.Core.Messages;
using LiveChat.Core.Operators;
using LiveChat.Core.Sessions;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Messages;

/// <summary>The closing words: nobody's answer, so they are not worth a push unless the settings say so.</summary>
public sealed class FarewellTests(AppWithoutWorkers app) : OutboxTest(app)
{
    private const string Words = "ขอบคุณที่ทักมานะคะ";

    [Fact]
    public async Task They_are_filled_in_as_whoever_closes_speaks_and_stand_before_the_end()
    {
        await SayAsync("ขอบคุณคุณ{{customer}} ค่ะ/ครับ");
        var served = await App.GivenServedAsync(withReplyToken: true);
        await App.ReadAsync(db => db.Operators.Where(author => author.Id == served.OperatorId).ExecuteUpdateAsync(set => set.SetProperty(author => author.Preferences.Politeness, Politeness.Khrap)));
        await CloseAsync(served);
        await App.DeliverAllAsync();

        Assert.Equal((await CalledAsync(served), SendMethod.Reply), (Assert.Single(App.AcceptedFor(served)).Text, App.AcceptedFor(served)[0].Method));
        var kinds = await App.ReadAsync(db => db.Messages.Where(message => message.ConversationId == served.ConversationId).OrderBy(message => message.SentAt).ThenBy(message => message.Id).Select(message => message.Kind).ToListAsync());
        Assert.Equal([Message.TextKind, SessionEntry.Closed], kinds[^2..]);
        Assert.Equal("สวัสดีค่ะ", (await App.ConversationOfAsync(served.Customer)).Preview); // the list shows what people said
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(Words, false)]
    public async Task Nothing_is_said_without_words_or_when_the_operator_leaves_them_out(string? words, bool saysFarewell)
    {
        await SayAsync(words);
        var served = await App.GivenServedAsync(withReplyToken: true);
        await CloseAsync(served, saysFarewell);
        Assert.Null(await FindAsync(served));
    }

    [Fact]
    public async Task Nothing_is_said_to_whoever_blocks_the_account()
    {
        await SayAsync(Words);
        var served = await App.GivenServedAsync();
        await App.ReadAsync(db => db.Customers.Where(customer => customer.LineId == served.Customer.UserId).ExecuteUpdateAsync(set => set.SetProperty(customer => customer.BlockedAt, DateTimeOffset.UtcNow)));
        await CloseAsync(served);
        Assert.Null(await FindAsync(served));
    }

    [Fact]
    public async Task Without_a_free_reply_they_wait_and_LINE_is_not_even_asked()
    {
        var calls = Calls();
        var served = await GivenWaitingAsync();
        await App.LetTimePassAsync();
        await App.DeliverAllAsync();
        Assert.Equal((DeliveryState.Held, DeliveryProblem.NoFreeReply), await StateAsync(served));
        Assert.Equal(calls, Calls());
    }

    [Fact]
    public async Task When_the_settings_say_so_they_are_pushed_at_once_and_it_is_counted_as_sent_by_itself()
    {
        await SayAsync(Words, waits: false);
        var served = await App.GivenServedAsync();
        await CloseAsync(served);
        await App.DeliverAllAsync();
        Assert.Equal((Words, SendMethod.Push), (Assert.Single(App.AcceptedFor(served)).Text, App.AcceptedFor(served)[0].Method));
        var delivery = await App.DeliveryOfAsync((await FindAsync(served))!.Id);
        Assert.Equal((1, null), (delivery.Cost, delivery.OperatorId));
    }

    [Fact]
    public async Task They_share_the_call_of_an_answer_that_has_not_left_and_wait_when_that_is_taken_back()
    {
        await SayAsync(Words);
        await App.AllowUndoAsync(10);
        var (answered, regretting) = (await App.GivenServedAsync(), await App.GivenServedAsync());
        await App.ReplyAsync(answered, "ได้ค่ะ");
        var regretted = await App.ReplyAsync(regretting, "ผิดคน");
        await CloseAsync(answered);
        await CloseAsync(regretting);
        Assert.Equal(UndoReply.Outcome.Undone, await App.UseAsync((UndoReply use) => use.RunAsync(regretting.ConversationId, regretted, regretting.OperatorId, CancellationToken.None)));
        await App.LetTimePassAsync();
        await App.DeliverAllAsync();

        Assert.Equal(["ได้ค่ะ", Words], App.AcceptedFor(answered).Select(sent => sent.Text));
        Assert.Single(App.AcceptedFor(answered).Select(sent => sent.RequestId).Distinct());
        Assert.Empty(App.AcceptedFor(regretting));
        Assert.Equal((DeliveryState.Held, DeliveryProblem.NoFreeReply), await StateAsync(regretting));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task The_next_answer_takes_them_along_and_costs_no_more(int undoSeconds)
    {
        var served = await GivenWaitingAsync();
        await App.AllowUndoAsync(undoSeconds);
        await ReopenAsync(served);
        await App.ReplyAsync(served, "อีกเรื่องค่ะ");
        Assert.Equal((DeliveryState.Queued, null), await StateAsync(served));
        await App.LetTimePassAsync();
        await App.DeliverAllAsync();

        Assert.Equal([(Words, SendMethod.Push), ("อีกเรื่องค่ะ", SendMethod.Push)], App.AcceptedFor(served).Select(sent => (sent.Text!, sent.Method)));
        Assert.Single(App.AcceptedFor(served).Select(sent => sent.RequestId).Distinct());
        Assert.Equal(1, await App.ReadAsync(db => db.Deliveries.Where(delivery => delivery.ConversationId == served.ConversationId).SumAsync(delivery => delivery.Cost)));
        Assert.Equal((DeliveryState.Accepted, null), await StateAsync(served));
    }

    [Fact]
    public async Task When_the_customer_writes_an_answer_in_time_has_the_reply_token_first_and_takes_them_along()
    {
        var served = await GivenWaitingAsync();
        await App.WriteAsync(served.Customer, "ขอถามอีกเรื่อง");
        await App.DeliverAllAsync();
        Assert.Empty(App.AcceptedFor(served)); // the token is kept for whoever answers
        Assert.Equal((DeliveryState.Queued, null), await StateAsync(served));

        await App.UseAsync((ClaimSession use) => use.RunAsync(served.ConversationId, served.OperatorId, CancellationToken.None));
        await App.ReplyAsync(served, "ค่ะ");
        await App.DeliverAllAsync();
        Assert.Equal([(Words, SendMethod.Reply), ("ค่ะ", SendMethod.Reply)], App.AcceptedFor(served).Select(sent => (sent.Text!, sent.Method)));
    }

    [Fact]
    public async Task Shortly_before_nobody_could_use_the_reply_token_any_more_they_do()
    {
        var served = await GivenWaitingAsync();
        await App.WriteAsync(served.Customer, "ขอบคุณค่ะ");
        var delivery = await App.DeliveryOfAsync((await FindAsync(served))!.Id);
        Assert.Equal(TimeSpan.FromSeconds(15), (await App.ConversationOfAsync(served.Customer)).ReplyTokenExpiresAt - delivery.NextAttemptAt);
        await App.LetTimePassAsync();
        await App.DeliverAllAsync();
        Assert.Equal((Words, SendMethod.Reply), (Assert.Single(App.AcceptedFor(served)).Text, App.AcceptedFor(served)[0].Method));
    }

    [Fact]
    public async Task A_reply_token_that_LINE_does_not_take_any_more_is_no_reason_for_a_push()
    {
        await SayAsync(Words);
        var served = await App.GivenServedAsync(withReplyToken: true);
        await App.ReadAsync(db => db.Conversations.Where(conversation => conversation.Id == served.ConversationId).ExecuteUpdateAsync(set => set.SetProperty(conversation => conversation.ReplyToken, "spent")));
        await CloseAsync(served);
        await App.DeliverAllAsync();
        Assert.Empty(App.AcceptedFor(served));
        Assert.Equal((DeliveryState.Held, DeliveryProblem.NoFreeReply), await StateAsync(served));
    }

    [Fact]
    public async Task An_answer_that_fills_its_call_neither_takes_them_along_nor_waits_for_them()
    {
        var served = await GivenWaitingAsync();
        await App.WriteAsync(served.Customer, "มีอีกไหม");
        await App.UseAsync((ClaimSession use) => use.RunAsync(served.ConversationId, served.OperatorId, CancellationToken.None));
        await App.ReadAsync(db => db.Deliveries.Where(delivery => !delivery.IsUrgent && delivery.ConversationId == served.ConversationId)
            .ExecuteUpdateAsync(set => set.SetProperty(delivery => delivery.Messages, LineBodies.Messages(Enumerable.Repeat(LineBodies.Write(LineBodies.Text(Words)), LineBodies.MostMessages)))));
        await App.ReplyAsync(served, "ไม่มีแล้วค่ะ");
        await App.DeliverAllAsync();
        Assert.Equal(["ไม่มีแล้วค่ะ"], App.AcceptedFor(served).Select(sent => sent.Text));
        Assert.Equal((DeliveryState.Held, DeliveryProblem.NoFreeReply), await StateAsync(served));
    }

    [Fact]
    public async Task After_a_day_they_are_not_sent_any_more()
    {
        var served = await GivenWaitingAsync();
        await App.ReadAsync(db => db.Database.ExecuteSqlAsync($"update deliveries set created_at = created_at - interval '25 hours' where conversation_id = {served.ConversationId}"));
        await App.WriteAsync(served.Customer, "เรื่องใหม่");
        Assert.Equal((DeliveryState.Held, DeliveryProblem.NoFreeReply), await StateAsync(served));
        await App.UseAsync((ClaimSession use) => use.RunAsync(served.ConversationId, served.OperatorId, CancellationToken.None));
        await App.ReplyAsync(served, "สวัสดีค่ะ");
        await App.DeliverAllAsync();
        Assert.Equal(["สวัสดีค่ะ"], App.AcceptedFor(served).Select(sent => sent.Text));
        Assert.Equal(DeliveryState.Unsent, (await StateAsync(served)).State);
    }

    [Fact]
    public async Task The_owner_may_send_them_now_whatever_it_costs()
    {
        var served = await GivenWaitingAsync();
        await ReopenAsync(served);
        Assert.Equal(RetryMessage.Outcome.Queued, await App.UseAsync(async (RetryMessage use) => await use.RunAsync(served.ConversationId, (await FindAsync(served))!.Id, served.OperatorId, CancellationToken.None)));
        await App.DeliverAllAsync();
        Assert.Equal((Words, SendMethod.Push), (Assert.Single(App.AcceptedFor(served)).Text, App.AcceptedFor(served)[0].Method));
    }

    [Fact]
    public async Task While_they_wait_closing_again_does_not_say_them_twice_and_answers_pass_them()
    {
        var served = await GivenWaitingAsync();
        await ReopenAsync(served);
        await CloseAsync(served);
        Assert.Equal(1, await App.ReadAsync(db => db.Messages.CountAsync(message => message.ConversationId == served.ConversationId && message.Author == MessageAuthor.System && message.Direction == MessageDirection.Outgoing)));
    }

    private int Calls() => App.Line.Journal.CountOf(FakeEndpoint.Push) + App.Line.Journal.CountOf(FakeEndpoint.Reply);

    private Task<int> SayAsync(string? words, bool waits = true) =>
        App.ReadAsync(db => db.ConsoleSettings.ExecuteUpdateAsync(set => set.SetProperty(settings => settings.Farewell, words).SetProperty(settings => settings.FarewellWaits, waits)));

    /// <summary>A closed conversation whose closing words found no free reply.</summary>
    private async Task<Served> GivenWaitingAsync()
    {
        await SayAsync(Words);
        await App.AllowUndoAsync(0);
        var served = await App.GivenServedAsync();
        await CloseAsync(served);
        await App.DeliverAllAsync();
        Assert.Equal((DeliveryState.Held, DeliveryProblem.NoFreeReply), await StateAsync(served));
        return served;
    }

    private async Task CloseAsync(Served served, bool saysFarewell = true) =>
        Assert.Equal(CloseSession.Outcome.Closed, await App.UseAsync((CloseSession use) => use.RunAsync(served.ConversationId, served.OperatorId, reason: null, saysFarewell, CancellationToken.None)));

    private async Task ReopenAsync(Served served) =>
        Assert.Equal(ReopenSession.Outcome.Reopened, await App.UseAsync((ReopenSession use) => use.RunAsync(served.ConversationId, served.OperatorId, CancellationToken.None)));

    private Task<Message?> FindAsync(Served served) => App.ReadAsync(db => db.Messages.AsNoTracking()
        .SingleOrDefaultAsync(message => message.ConversationId == served.ConversationId && message.Author == MessageAuthor.System && message.Direction == MessageDirection.Outgoing));

    private async Task<(DeliveryState State, DeliveryProblem? Problem)> StateAsync(Served served)
    {
        var said = (await FindAsync(served))!;
        var delivery = await App.DeliveryOfAsync(said.Id);
        Assert.Equal(delivery.State, said.DeliveryState);
        return (said.DeliveryState!.Value, said.DeliveryProblem);
    }

    private async Task<string> CalledAsync(Served served) =>
        $"ขอบคุณคุณ{(await App.ConversationOfAsync(served.Customer)).Customer.DisplayName ?? "ลูกค้า"} ครับ";

    public override async ValueTask DisposeAsync()
    {
        await SayAsync(words: null);
        await App.AllowUndoAsync(0);
        await App.ReadAsync(db => db.Database.ExecuteSqlAsync($"update deliveries set state = 'failed' where state = 'held'"));
        await base.DisposeAsync();
    }
}
