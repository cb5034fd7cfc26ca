using LiveChat.Core.Messages;
using LiveChat.Core.Sessions;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Messages;

public sealed class WriteNoteTests(AppWithoutWorkers app) : OutboxTest(app)
{
    [Fact]
    public async Task A_note_stands_in_the_timeline_and_neither_leaves_the_house_nor_answers_the_customer()
    {
        var served = await App.GivenServedAsync();
        var before = await App.ConversationOfAsync(served.Customer);
        var id = (await NoteAsync(served, "ลูกค้าประจำ\r\nลดได้ 5%", "n1")).MessageId!.Value;

        var note = await App.MessageAsync(id);
        Assert.Equal((MessageDirection.Internal, MessageAuthor.Operator, Message.NoteKind, "ลูกค้าประจำ\nลดได้ 5%", (long?)served.OperatorId), (note.Direction, note.Author, note.Kind, note.Text, note.OperatorId));
        Assert.NotNull(note.SessionId);
        Assert.Null(note.DeliveryId);
        await App.DeliverAllAsync();
        Assert.Empty(App.AcceptedFor(served));

        var after = await App.ConversationOfAsync(served.Customer);
        Assert.Equal((before.Preview, before.LastMessageAt, before.NeedsReplySince, before.WaitingOrder, before.IncomingCount), (after.Preview, after.LastMessageAt, after.NeedsReplySince, after.WaitingOrder, after.IncomingCount));
        Assert.NotNull(after.NeedsReplySince);
        Assert.Equal(note.Revision, after.Revision);
        Assert.Null(await App.ReadAsync(db => db.Sessions.Where(session => session.ConversationId == served.ConversationId).Select(session => session.FirstResponseAt).SingleAsync()));
    }

    [Fact]
    public async Task The_same_key_is_the_same_note_however_often_it_is_posted()
    {
        var served = await App.GivenServedAsync();
        var notes = await App.InParallelAsync(8, (WriteNote use, int _) => use.RunAsync(served.ConversationId, served.OperatorId, "คลิกรัว", "same", CancellationToken.None));
        Assert.NotNull(Assert.Single(notes.Select(note => note.MessageId).Distinct()));
        Assert.Equal(1, await App.ReadAsync(db => db.Messages.CountAsync(message => message.ConversationId == served.ConversationId && message.Kind == Message.NoteKind)));
    }

    [Fact]
    public async Task Whoever_does_not_own_the_conversation_may_write_one_and_after_its_end_too()
    {
        var served = await App.GivenServedAsync();
        var other = await App.GivenOperatorAsync();
        Assert.NotNull((await NoteAsync(served with { OperatorId = other.Id }, "ฝากดูด้วย", "n1")).MessageId);
        await App.UseAsync((CloseSession use) => use.RunAsync(served.ConversationId, served.OperatorId, reason: null, saysFarewell: false, CancellationToken.None));
        Assert.NotNull((await NoteAsync(served, "ปิดแล้ว รอโอน", "n2")).MessageId);
    }

    [Fact]
    public async Task What_is_no_note_is_refused_and_nothing_is_written()
    {
        var served = await App.GivenServedAsync();
        Assert.Equal(WriteNote.Refusal.Empty, (await NoteAsync(served, " \r\n", "n1")).Refusal);
        Assert.Equal(WriteNote.Refusal.TooLong, (await NoteAsync(served, new string('ก', 5001), "n1")).Refusal);
        Assert.Equal(WriteNote.Refusal.BadKey, (await NoteAsync(served, "โน้ต", "มีไทย")).Refusal);
        Assert.Equal(WriteNote.Refusal.NotFound, (await NoteAsync(served with { ConversationId = 0 }, "โน้ต", "n1")).Refusal);
        Assert.Equal(0, await App.ReadAsync(db => db.Messages.CountAsync(message => message.ConversationId == served.ConversationId && message.Kind == Message.NoteKind)));
        Assert.NotNull((await NoteAsync(served, new string('ก', 5000), "n1")).MessageId);
    }

    [Fact]
    public async Task Whom_it_names_finds_the_conversation_marked_and_nobody_else_does()
    {
        var served = await App.GivenServedAsync();
        var (nida, nidaporn, gone) = (await App.GivenOperatorAsync($"m1-{served.ConversationId}", displayName: "นิดา"), await App.GivenOperatorAsync($"m2-{served.ConversationId}", displayName: "นิดาพร"), await App.GivenOperatorAsync($"m3-{served.ConversationId}", displayName: "ลาออก"));
        await App.ReadAsync(db => db.Operators.Where(someone => someone.Id == gone.Id).ExecuteUpdateAsync(set => set.SetProperty(someone => someone.DisabledAt, DateTimeOffset.UtcNow)));
        await NoteAsync(served with { OperatorId = nida.Id }, "@นิดาพร ช่วยดูหน่อย ส่วน @ลาออก กับ @นิดา ไม่ต้อง", "n1");

        Assert.Equal([nidaporn.Id], await App.ReadAsync(db => db.ReadCursors.Where(cursor => cursor.ConversationId == served.ConversationId && cursor.IsMentioned).Select(cursor => cursor.OperatorId).ToListAsync()));
        Assert.Equal(0, await App.ReadAsync(db => db.ReadCursors.Where(cursor => cursor.ConversationId == served.ConversationId && cursor.OperatorId == nidaporn.Id).Select(cursor => cursor.ReadCount).SingleAsync()));
    }

    private Task<WriteNote.Result> NoteAsync(Served served, string? text, string? key) =>
        App.UseAsync((WriteNote use) => use.RunAsync(served.ConversationId, served.OperatorId, text, key, CancellationToken.None));
}
