using LiveChat.Core.Messages;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Messages;

public sealed class AlbumTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    private readonly Dictionary<long, FakeCustomer> customers = [];

    [Fact]
    public async Task Pictures_that_were_sent_together_are_one_album_in_the_senders_order_whatever_order_they_come_in()
    {
        var (conversationId, sent) = await SendAsync(2, 0, 1);
        var page = await app.UseAsync((ReadMessages use) => use.NewestAsync(conversationId, 50, CancellationToken.None));
        var album = Assert.Single(page.Messages, message => message.Album.Count > 0);
        Assert.Equal(3, album.Album.Count);
        Assert.Equal(2, page.Messages.Count(message => message.IsInAlbum));
        var ids = await IdsAsync(sent);
        Assert.Equal(ids, album.Album.Select(picture => picture.MessageId));
    }

    [Fact]
    public async Task Whoever_is_told_of_one_picture_is_told_of_the_album_that_shows_it()
    {
        var (_, sent) = await SendAsync(0, 1, 2);
        var last = (await IdsAsync(sent))[2];
        var told = await app.UseAsync((ReadMessages use) => use.SomeAsync([last!.Value], CancellationToken.None));
        Assert.Equal(3, Assert.Single(told, message => message.Album.Count > 0).Album.Count);
        Assert.Equal(told.Max(message => message.Revision), told.Single(message => message.Album.Count > 0).Revision);
    }

    [Fact]
    public async Task A_picture_that_was_taken_back_leaves_its_album()
    {
        var (conversationId, sent) = await SendAsync(0, 1, 2);
        await PhoneOf(conversationId).UnsendAsync(sent[1].Message.Id);
        await app.ReceiveAllAsync();
        var page = await app.UseAsync((ReadMessages use) => use.NewestAsync(conversationId, 50, CancellationToken.None));
        Assert.Equal(2, Assert.Single(page.Messages, message => message.Album.Count > 0).Album.Count);
    }

    [Fact]
    public async Task Every_picture_that_was_taken_back_says_so_and_the_others_stay_to_be_seen()
    {
        var (conversationId, sent) = await SendAsync(0, 1, 2);
        var ids = await IdsAsync(sent);
        await PhoneOf(conversationId).UnsendAsync(sent[1].Message.Id);
        await app.ReceiveAllAsync();
        var messages = await MessagesAsync(conversationId);
        Assert.True(messages[ids[1]!.Value] is { IsUnsent: true, IsInAlbum: false });
        Assert.Equal((2, 2), (messages[ids[0]!.Value].Album.Count, messages[ids[0]!.Value].AlbumTotal)); // none is waited for
        var seen = messages[ids[2]!.Value].Revision;

        await PhoneOf(conversationId).UnsendAsync(sent[0].Message.Id);
        await app.ReceiveAllAsync();
        messages = await MessagesAsync(conversationId);
        Assert.True(messages[ids[0]!.Value] is { IsUnsent: true, IsInAlbum: false, Album: [] });
        Assert.True(messages[ids[2]!.Value] is { IsInAlbum: false, Album: [], Media: not null });
        Assert.True(messages[ids[2]!.Value].Revision > seen); // or a page that looks would keep it hidden
        var told = await app.UseAsync((ReadMessages use) => use.SomeAsync([ids[0]!.Value], CancellationToken.None));
        Assert.Equal([ids[0]!.Value, ids[2]!.Value], told.Select(message => message.Id));
    }

    private async Task<Dictionary<long, MessageView>> MessagesAsync(long conversationId) =>
        (await app.UseAsync((ReadMessages use) => use.NewestAsync(conversationId, 50, CancellationToken.None))).Messages.ToDictionary(message => message.Id);

    private FakePhone PhoneOf(long conversationId) => app.Line.Phone(customers[conversationId]);

    private async Task<(long ConversationId, IReadOnlyList<FakeSending> Sent)> SendAsync(params int[] order)
    {
        var customer = app.Line.AddCustomer("ช่างภาพ");
        var sent = await app.Line.Phone(customer).SendAlbumAsync([.. order.Select(i => new FakeContent("image/png", SamplePicture.Png(i)))], order);
        await app.ReceiveAllAsync();
        var conversationId = (await app.ConversationOfAsync(customer)).Id;
        customers[conversationId] = customer;
        return (conversationId, sent);
    }

    private async Task<IReadOnlyList<long?>> IdsAsync(IReadOnlyList<FakeSending> sent)
    {
        List<long?> ids = [];
        foreach (var one in sent) ids.Add(await app.ReadAsync(db => db.Messages.Where(message => message.LineMessageId == one.Message.Id).Select(message => (long?)message.Id).SingleAsync()));
        return ids;
    }
}
