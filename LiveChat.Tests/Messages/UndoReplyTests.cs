using LiveChat.Core.Media;
using LiveChat.Core.Messages;
using LiveChat.Core.Sessions;
using LiveChat.Tests.Media;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Messages;

public sealed class UndoReplyTests(AppWithoutWorkers app) : OutboxTest(app)
{
    [Fact]
    public async Task An_answer_taken_back_never_leaves_and_everything_is_as_if_it_had_not_been_written()
    {
        var served = await App.GivenServedAsync();
        var before = await App.ConversationOfAsync(served.Customer);
        var id = await WriteInTimeAsync(served, "พิมพ์ผิด");
        Assert.Null((await App.ConversationOfAsync(served.Customer)).NeedsReplySince);

        Assert.Equal(UndoReply.Outcome.Undone, await UndoAsync(served, id));
        await App.LetTimePassAsync();
        await App.DeliverAllAsync();

        Assert.Empty(App.AcceptedFor(served));
        var message = await App.MessageAsync(id);
        Assert.Equal((DeliveryState.Unsent, null, null), (message.DeliveryState, message.Text, message.SearchText));
        var delivery = await App.DeliveryOfAsync(id);
        Assert.Equal((DeliveryState.Unsent, 0, "[]", null), (delivery.State, delivery.Attempts, delivery.Messages, delivery.Body));
        Assert.NotNull(delivery.FinishedAt);
        var after = await App.ConversationOfAsync(served.Customer);
        Assert.Equal((before.Preview, before.LastMessageId, before.LastMessageAt, before.LastMessageDirection, before.NeedsReplySince, before.WaitingOrder),
            (after.Preview, after.LastMessageId, after.LastMessageAt, after.LastMessageDirection, after.NeedsReplySince, after.WaitingOrder));
        Assert.Null((await SessionAsync(served)).FirstResponseAt);
        Assert.Equal(1, await App.ReadAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == "message.unsent" && entry.SubjectId == id && entry.OperatorId == served.OperatorId)));
        Assert.DoesNotContain("พิมพ์ผิด", await App.ReadAsync(db => db.Database.SqlQuery<string>($"select coalesce(string_agg(d::text || m::text, ' '), '') as \"Value\" from deliveries d join messages m on m.delivery_id = d.id where m.id = {id}").SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_waits_here_until_its_time_has_come_and_then_it_is_too_late()
    {
        var served = await App.GivenServedAsync();
        var id = await WriteInTimeAsync(served, "ส่งแน่นอน");
        await App.DeliverAllAsync();
        Assert.Equal((DeliveryState.Queued, 0), ((await App.DeliveryOfAsync(id)).State, App.AcceptedFor(served).Count));

        await App.LetTimePassAsync();
        await App.DeliverAllAsync();

        Assert.Equal("ส่งแน่นอน", Assert.Single(App.AcceptedFor(served)).Text);
        Assert.Equal(UndoReply.Outcome.TooLate, await UndoAsync(served, id));
        Assert.Equal("ส่งแน่นอน", (await App.MessageAsync(id)).Text);
    }

    [Fact]
    public async Task What_LINE_was_called_for_once_can_not_be_taken_back_though_it_waits_for_another_try()
    {
        var served = await App.GivenServedAsync();
        App.Line.Faults.Add(FakeEndpoint.Push, new(FaultKind.DropAfterAccept) { Calls = 1 }); // it is there, and nobody knows
        var id = await App.ReplyAsync(served, "อาจถึงแล้ว");
        await App.DeliverAsync();
        Assert.Equal(DeliveryState.Queued, (await App.MessageAsync(id)).DeliveryState);
        Assert.Equal(UndoReply.Outcome.TooLate, await UndoAsync(served, id));
    }

    [Fact]
    public async Task A_later_answer_waits_for_the_earlier_ones_window_and_goes_alone_when_that_one_is_taken_back()
    {
        var served = await App.GivenServedAsync();
        var first = await WriteInTimeAsync(served, "หนึ่ง");
        var second = await App.ReplyAsync(served, "สอง"); // as if the window had been switched off meanwhile
        await App.DeliverAllAsync();
        Assert.Empty(App.AcceptedFor(served));

        await UndoAsync(served, first);
        await App.LetTimePassAsync();
        await App.DeliverAllAsync();
        Assert.Equal("สอง", Assert.Single(App.AcceptedFor(served)).Text);
        Assert.Equal(DeliveryState.Accepted, (await App.MessageAsync(second)).DeliveryState);
    }

    [Fact]
    public async Task What_was_answered_before_stays_answered_and_what_was_asked_since_is_owed()
    {
        var served = await App.GivenServedAsync();
        var kept = await App.ReplyAsync(served, "คำตอบแรก");
        await App.WriteAsync(served.Customer, "ถามต่อ");
        var asked = (await App.ConversationOfAsync(served.Customer)).NeedsReplySince;
        var undone = await WriteInTimeAsync(served, "คำตอบที่สอง");
        Assert.Null((await App.ConversationOfAsync(served.Customer)).NeedsReplySince);

        await UndoAsync(served, undone);

        var conversation = await App.ConversationOfAsync(served.Customer);
        Assert.Equal((asked, "ถามต่อ"), (conversation.NeedsReplySince, conversation.Preview));
        Assert.Equal((await App.MessageAsync(kept)).CreatedAt, (await SessionAsync(served)).FirstResponseAt);

        var third = await WriteInTimeAsync(served, "คำตอบที่สาม");
        await App.ReplyAsync(served, "คำตอบที่สี่");
        await UndoAsync(served, third);
        Assert.Null((await App.ConversationOfAsync(served.Customer)).NeedsReplySince); // the fourth still answers
        Assert.Equal("คำตอบที่สี่", (await App.ConversationOfAsync(served.Customer)).Preview);
    }

    [Fact]
    public async Task All_bubbles_of_an_answer_are_taken_back_at_once_or_none_and_what_was_sent_beside_it_stays()
    {
        var served = await App.GivenServedAsync();
        var keys = new List<string>();
        for (var i = 0; i < 6; i++) keys.Add(await GivenUploadAsync(served));
        await App.AllowUndoAsync(seconds: 30);
        await App.ReplyAsync(served, "ก่อนหน้า");
        var answer = await App.UseAsync((SendReply use) => use.RunAsync(served.ConversationId, served.OperatorId, new Answer { Text = "เจ็ดชิ้น", Media = keys }, "k", CancellationToken.None));
        var after = await App.ReplyAsync(served, "ตามหลัง");
        await App.AllowUndoAsync(seconds: 0);
        Assert.Equal(7, answer.MessageIds.Count);

        Assert.Equal(UndoReply.Outcome.Undone, await UndoAsync(served, answer.MessageIds[3]));
        foreach (var id in answer.MessageIds) Assert.Equal(DeliveryState.Unsent, (await App.MessageAsync(id)).DeliveryState);
        Assert.Equal(6, await App.ReadAsync(db => db.MediaFiles.CountAsync(file => keys.Contains(file.Key) && file.MessageId == null && file.State == MediaState.Kept)));
        await App.LetTimePassAsync();
        await App.DeliverAllAsync();
        Assert.Equal(["ก่อนหน้า", "ตามหลัง"], App.AcceptedFor(served).Select(accepted => accepted.Text));

        await App.AllowUndoAsync(seconds: 30);
        var second = await App.UseAsync((SendReply use) => use.RunAsync(served.ConversationId, served.OperatorId, new Answer { Text = "อีกครั้ง", Media = keys }, "k2", CancellationToken.None));
        await App.AllowUndoAsync(seconds: 0);
        var first = (await App.DeliveryOfAsync(second.MessageIds[0])).Id;
        await App.ReadAsync(db => db.Deliveries.Where(delivery => delivery.Id == first).ExecuteUpdateAsync(set => set.SetProperty(delivery => delivery.Attempts, 1))); // its first call has begun
        Assert.Equal(UndoReply.Outcome.TooLate, await UndoAsync(served, second.MessageIds[^1]));
        Assert.Equal("อีกครั้ง", (await App.MessageAsync(second.MessageIds[^1])).Text);
        Assert.Equal(DeliveryState.Accepted, (await App.MessageAsync(after)).DeliveryState);
    }

    [Fact]
    public async Task A_closed_conversation_owes_nothing_when_its_last_answer_is_taken_back()
    {
        var served = await App.GivenServedAsync();
        var id = await WriteInTimeAsync(served, "ลาก่อน");
        await App.UseAsync((CloseSession use) => use.RunAsync(served.ConversationId, served.OperatorId, reason: null, saysFarewell: false, CancellationToken.None));
        Assert.Equal(UndoReply.Outcome.Undone, await UndoAsync(served, id));
        Assert.Null((await App.ConversationOfAsync(served.Customer)).NeedsReplySince);
    }

    [Fact]
    public async Task Only_its_author_takes_an_answer_back_and_only_an_answer()
    {
        var (served, elsewhere) = (await App.GivenServedAsync(), await App.GivenServedAsync());
        var other = await App.GivenOperatorAsync();
        var id = await WriteInTimeAsync(served, "ของฉัน");
        Assert.Equal(UndoReply.Outcome.NotAuthor, await UndoAsync(served with { OperatorId = other.Id }, id));
        Assert.Equal(UndoReply.Outcome.NotFound, await UndoAsync(elsewhere, id));
        Assert.Equal(UndoReply.Outcome.NotFound, await UndoAsync(served with { ConversationId = 987654321 }, id));
        var incoming = await App.ReadAsync(db => db.Messages.Where(message => message.ConversationId == served.ConversationId && message.Direction == MessageDirection.Incoming).Select(message => message.Id).FirstAsync());
        Assert.Equal(UndoReply.Outcome.NotFound, await UndoAsync(served, incoming));
        Assert.Equal("ของฉัน", (await App.MessageAsync(id)).Text);
    }

    [Fact]
    public async Task Of_many_clicks_and_a_worker_at_once_either_it_is_taken_back_or_it_is_sent()
    {
        for (var round = 0; round < 10; round++)
        {
            var served = await App.GivenServedAsync();
            var id = await App.ReplyAsync(served, "ใครเร็วกว่า"); // due at once
            var delivering = App.DeliverAsync();
            var outcomes = await App.InParallelAsync(5, (UndoReply use, int _) => use.RunAsync(served.ConversationId, id, served.OperatorId, CancellationToken.None));
            await delivering;
            await App.DeliverAllAsync();

            var undone = outcomes.Contains(UndoReply.Outcome.Undone);
            Assert.Equal(undone ? 0 : 1, App.AcceptedFor(served).Count);
            Assert.Equal(undone ? DeliveryState.Unsent : DeliveryState.Accepted, (await App.MessageAsync(id)).DeliveryState);
            Assert.Single(outcomes.Distinct().Except([UndoReply.Outcome.AlreadyUndone]));
            Assert.Equal(undone ? 1 : 0, await App.ReadAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == "message.unsent" && entry.SubjectId == id)));
        }
    }

    private async Task<string> GivenUploadAsync(Served served)
    {
        await using var content = new MemoryStream(Samples.Pdf);
        await App.UseAsync((UploadMedia use) => use.RunAsync(served.ConversationId, served.OperatorId, content, "a.pdf", CancellationToken.None));
        return (await App.UseAsync((ReadUploads use) => use.RunAsync(served.ConversationId, served.OperatorId, CancellationToken.None)))[^1].Key;
    }

    /// <summary>An answer whose window is open for longer than any test takes.</summary>
    private async Task<long> WriteInTimeAsync(Served served, string text)
    {
        await App.AllowUndoAsync(seconds: 30);
        var id = await App.ReplyAsync(served, text);
        await App.AllowUndoAsync(seconds: 0);
        await App.ReadAsync(db => db.Database.ExecuteSqlAsync($"update deliveries set next_attempt_at = next_attempt_at + interval '1 hour' where id = (select delivery_id from messages where id = {id})"));
        return id;
    }

    private Task<UndoReply.Outcome> UndoAsync(Served served, long messageId) =>
        App.UseAsync((UndoReply use) => use.RunAsync(served.ConversationId, messageId, served.OperatorId, CancellationToken.None));

    private Task<Session> SessionAsync(Served served) => App.ReadAsync(db => db.Sessions.AsNoTracking().SingleAsync(session => session.ConversationId == served.ConversationId));
}
