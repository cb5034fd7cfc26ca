using System.Text.Json.Nodes;
using LiveChat.Core.Messages;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Messages;

/// <summary>LINE tells of edits in groups (LINE.md §3).</summary>
public sealed class EditMessageTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    [Fact]
    public async Task The_newest_wording_is_shown_and_the_earlier_ones_are_its_history()
    {
        var phone = NewMember();
        var sent = await phone.SendTextAsync("นัดเก้าโมง");
        await phone.EditAsync(sent.Message.Id, "นัดสิบโมง");
        await app.ReceiveAllAsync();

        var message = await MessageAsync(sent.Message.Id);
        Assert.Equal("นัดสิบโมง", message.Text);
        Assert.NotNull(message.EditedAt);
        Assert.NotNull(message.MarkAsReadToken); // the edit brought none
        Assert.Equal(["นัดสิบโมง", "นัดเก้าโมง"], await WordingsAsync(message));
        Assert.Equal("นัดสิบโมง", (await app.ReadAsync(db => db.Conversations.AsNoTracking().SingleAsync(conversation => conversation.Id == message.ConversationId))).Preview);
    }

    [Fact]
    public async Task Edits_in_any_order_and_before_their_message_end_the_same()
    {
        var phone = NewMember();
        var now = DateTimeOffset.UtcNow;
        var said = At(app.Line.Events.Text(app.LineHost.Channel, phone.Source, "หนึ่ง", new FakeTextDetails()), now.AddSeconds(-30));
        var id = said["message"]!["id"]!.GetValue<string>();
        var edits = new[] { ("สอง", -20), ("สาม", -10) }.Select(edit => At(app.Line.Events.MessageEdited(phone.Source, id, edit.Item1), now.AddSeconds(edit.Item2))).ToArray();
        foreach (var happened in new[] { edits[1], said, edits[0], edits[1] })
        {
            await app.Line.DeliverAsync(app.LineHost.Channel, [happened]);
            await app.ReceiveAllAsync();
        }

        var message = await MessageAsync(id);
        Assert.Equal("สาม", message.Text);
        Assert.Equal(["สาม", "สอง", "หนึ่ง"], await WordingsAsync(message));
        Assert.Equal(now.AddSeconds(-30).ToUnixTimeMilliseconds(), message.SentAt.ToUnixTimeMilliseconds());
        Assert.Equal(1, (await app.ReadAsync(db => db.Conversations.AsNoTracking().SingleAsync(conversation => conversation.Id == message.ConversationId))).IncomingCount);
    }

    [Fact]
    public async Task What_was_taken_back_has_no_history_and_is_not_brought_back_by_an_edit()
    {
        var phone = NewMember();
        var sent = await phone.SendTextAsync("ผิดแล้ว");
        await phone.EditAsync(sent.Message.Id, "ผิดอีก");
        await phone.UnsendAsync(sent.Message.Id);
        await phone.EditAsync(sent.Message.Id, "ผิดซ้ำ");
        await app.ReceiveAllAsync();
        var message = await MessageAsync(sent.Message.Id);
        Assert.Null(message.Text);
        Assert.Null(await app.UseAsync((ReadEdits use) => use.RunAsync(message.ConversationId, message.Id, CancellationToken.None)));
        Assert.Equal(0, await app.ReadAsync(db => db.MessageEdits.CountAsync(edit => edit.MessageId == message.Id)));
    }

    private FakePhone NewMember()
    {
        var member = app.Line.AddCustomer("มานี");
        return app.Line.GroupPhone(app.Line.NewGroup("ลูกบ้าน", member, app.Line.AddCustomer("มานะ")), member);
    }

    private static JsonObject At(JsonObject happened, DateTimeOffset at)
    {
        happened["timestamp"] = at.ToUnixTimeMilliseconds();
        return happened;
    }

    private Task<Message> MessageAsync(string lineMessageId) => app.ReadAsync(db => db.Messages.AsNoTracking().SingleAsync(message => message.LineMessageId == lineMessageId));

    private async Task<IEnumerable<string?>> WordingsAsync(Message message) =>
        (await app.UseAsync((ReadEdits use) => use.RunAsync(message.ConversationId, message.Id, CancellationToken.None)))!.Select(wording => wording.Text);
}
