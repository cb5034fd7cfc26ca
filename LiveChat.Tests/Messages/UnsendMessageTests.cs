using System.Text;
using LiveChat.Core.Conversations;
using LiveChat.Core.Media;
using LiveChat.Core.Messages;
using LiveChat.Core.Search;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Messages;

public sealed class UnsendMessageTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    private const string Secret = "เลขบัตร 1103700012345";

    [Fact]
    public async Task What_a_customer_takes_back_is_gone_from_the_timeline_the_list_search_and_the_raw_events()
    {
        var customer = app.Line.AddCustomer("เปลี่ยนใจ");
        await app.WriteAsync(customer, "สวัสดีค่ะ");
        var sent = await app.Line.Phone(customer).SendTextAsync(Secret);
        await app.ReceiveAllAsync();
        await app.Line.Phone(customer).UnsendAsync(sent.Message.Id);
        await app.ReceiveAllAsync();

        var message = await MessageAsync(sent.Message.Id);
        Assert.NotNull(message.UnsentAt);
        Assert.Equal((null, null, null, null), (message.Text, message.SearchText, message.Payload, message.QuoteToken));
        var conversation = await app.ConversationOfAsync(customer);
        Assert.Equal((Message.UnsentKind, null), (conversation.LastMessageKind, conversation.Preview));
        Assert.Empty((await app.UseAsync((FindMessages use) => use.RunAsync(Sought.For("1103700012345")!, conversationId: null, CancellationToken.None))).Found.Items);
        await AssertNowhereAsync("1103700012345");
    }

    [Fact]
    public async Task A_message_that_comes_after_its_unsend_is_never_shown_and_opens_no_session()
    {
        var customer = app.Line.AddCustomer("มาก่อน");
        var said = app.Line.Events.Text(app.LineHost.Channel, customer.UserId, Secret);
        var id = said["message"]!["id"]!.GetValue<string>();
        await app.Line.DeliverAsync(app.LineHost.Channel, [app.Line.Events.Unsend(customer.UserId, id)]);
        await app.ReceiveAllAsync();
        await app.Line.DeliverAsync(app.LineHost.Channel, [said]);
        await app.ReceiveAllAsync();

        Assert.NotNull((await MessageAsync(id)).UnsentAt);
        var conversation = await app.ConversationOfAsync(customer);
        Assert.Equal((ConversationStatus.Bot, 0, Message.UnsentKind, null), (conversation.Status, conversation.IncomingCount, conversation.LastMessageKind, conversation.Preview));
        await AssertNowhereAsync("1103700012345");
    }

    [Fact]
    public async Task An_unsend_in_the_same_webhook_as_its_message_and_one_that_comes_twice_do_the_same()
    {
        var customer = app.Line.AddCustomer("พร้อมกัน");
        var said = app.Line.Events.Text(app.LineHost.Channel, customer.UserId, Secret);
        var unsend = app.Line.Events.Unsend(customer.UserId, said["message"]!["id"]!.GetValue<string>());
        await app.Line.DeliverAsync(app.LineHost.Channel, [said, unsend, unsend]);
        await app.ReceiveAllAsync();
        await app.Line.DeliverAsync(app.LineHost.Channel, [said, unsend]);
        await app.ReceiveAllAsync();
        await AssertNowhereAsync("1103700012345");
        Assert.Equal(1, await app.ReadAsync(db => db.Messages.CountAsync(message => message.LineMessageId == said["message"]!["id"]!.GetValue<string>())));
    }

    [Fact]
    public async Task The_file_of_a_message_that_was_taken_back_is_to_be_erased()
    {
        var customer = app.Line.AddCustomer("ส่งรูปผิด");
        var sent = await app.Line.Phone(customer).SendImageAsync(SamplePicture.Png(1));
        await app.ReceiveAllAsync();
        Assert.Equal(MediaState.Waiting, (await FileAsync(sent.Message.Id)).State);
        await app.Line.Phone(customer).UnsendAsync(sent.Message.Id);
        await app.ReceiveAllAsync();
        Assert.Equal((MediaState.Erasing, null), ((await FileAsync(sent.Message.Id)).State, (await FileAsync(sent.Message.Id)).FileName));
    }

    [Fact]
    public async Task Whatever_quotes_it_shows_that_it_was_taken_back()
    {
        var customer = app.Line.AddCustomer("อ้างถึง");
        var phone = app.Line.Phone(customer);
        var sent = await phone.SendTextAsync(Secret);
        var quoting = await phone.QuoteAsync(sent.Message.Id, "ตามนี้นะคะ");
        await app.ReceiveAllAsync();
        var id = (await MessageAsync(quoting.Message.Id)).Id;
        Assert.Equal(Secret, (await ViewAsync(id)).Quote!.Text);
        var before = (await ViewAsync(id)).Revision;

        await phone.UnsendAsync(sent.Message.Id);
        await app.ReceiveAllAsync();
        var view = await ViewAsync(id);
        Assert.Equal((true, null), (view.Quote!.IsUnsent, view.Quote.Text));
        Assert.True(view.Revision > before);
    }

    [Fact]
    public async Task Five_hundred_that_were_taken_back_in_any_order_leave_no_word_behind()
    {
        var phones = Enumerable.Range(0, 25).Select(i => app.Line.Phone(app.Line.AddCustomer($"คนที่ {i}"))).ToArray();
        var pairs = phones.SelectMany(phone => Enumerable.Range(0, 20).Select(i =>
        {
            var said = app.Line.Events.Text(app.LineHost.Channel, phone.Customer.UserId, $"ความลับ-zq{i}");
            return (Said: said, Unsend: app.Line.Events.Unsend(phone.Customer.UserId, said["message"]!["id"]!.GetValue<string>()));
        })).ToArray();
        var events = pairs.Select(pair => pair.Said).Concat(pairs.Select(pair => pair.Unsend)).ToArray();
        new Random(7).Shuffle(events);
        foreach (var chunk in events.Chunk(50)) Assert.True((await app.Line.DeliverAsync(app.LineHost.Channel, chunk)).Accepted);
        await app.ReceiveAllAsync();

        await AssertNowhereAsync("ความลับ-zq");
        var ids = pairs.Select(pair => pair.Said["message"]!["id"]!.GetValue<string>()).ToArray();
        Assert.Equal(500, await app.ReadAsync(db => db.Messages.CountAsync(message => ids.Contains(message.LineMessageId) && message.UnsentAt != null)));
    }

    private async Task AssertNowhereAsync(string words)
    {
        var pattern = $"%{words}%";
        Assert.Equal(0, await app.ReadAsync(db => db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from messages where messages::text like {pattern}").SingleAsync()));
        Assert.Equal(0, await app.ReadAsync(db => db.Conversations.CountAsync(conversation => conversation.Preview!.Contains(words))));
        Assert.Equal(0, await app.ReadAsync(db => db.MessageEdits.CountAsync(edit => edit.Text!.Contains(words))));
        var raw = await app.ReadAsync(db => db.WebhookEvents.Select(received => received.Raw).ToListAsync());
        Assert.DoesNotContain(raw, bytes => Encoding.UTF8.GetString(bytes).Contains(words, StringComparison.Ordinal));
    }

    private Task<Message> MessageAsync(string lineMessageId) => app.ReadAsync(db => db.Messages.AsNoTracking().SingleAsync(message => message.LineMessageId == lineMessageId));

    private Task<MediaFile> FileAsync(string lineMessageId) => app.ReadAsync(db => db.MediaFiles.AsNoTracking().SingleAsync(file => db.Messages.Any(message => message.Id == file.MessageId && message.LineMessageId == lineMessageId)));

    private async Task<MessageView> ViewAsync(long id) => (await app.UseAsync((ReadMessages use) => use.SomeAsync([id], CancellationToken.None)))[0];
}
