using LiveChat.Core.Media;
using LiveChat.Core.Messages;
using LiveChat.Tests.Line;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Messages;

/// <summary>Whatever LINE may send is stored, and stands in the timeline where it belongs to somebody.</summary>
public sealed class EveryKindTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    public static TheoryData<string> Samples => [.. WebhookSamples.Names];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Every_sample_of_LINE_is_taken_and_none_is_a_dead_letter(string file)
    {
        var before = await app.ReadAsync(db => db.WebhookEvents.CountAsync(received => received.Outcome == EventOutcome.Dead));
        await app.UseAsync((StoreWebhookEvents use) => StoreAsync(use, WebhookSamples.Named(file).Body));
        await app.ReceiveAllAsync();
        Assert.Equal(before, await app.ReadAsync(db => db.WebhookEvents.CountAsync(received => received.Outcome == EventOutcome.Dead)));
        Assert.Equal(0, await app.ReadAsync(db => db.WebhookEvents.CountAsync(received => received.ProcessedAt == null)));
        foreach (var view in await app.UseAsync(async (ReadMessages use) => await use.SomeAsync(await app.ReadAsync(db => db.Messages.Select(message => message.Id).ToArrayAsync()), CancellationToken.None)))
            _ = view.Content; // reads whatever it is
    }

    [Fact]
    public async Task A_file_of_each_kind_waits_to_be_fetched_and_what_lies_elsewhere_never_is()
    {
        var phone = app.Line.Phone(app.Line.AddCustomer("ส่งไฟล์"));
        await phone.SendImageAsync(SamplePicture.Png(1));
        await phone.SendVideoAsync(new("video/mp4", new byte[] { 1 }), 2000);
        await phone.SendAudioAsync(new("audio/x-m4a", new byte[] { 1 }), 3000);
        await phone.SendFileAsync(new("application/pdf", new byte[] { 1, 2 }), "ใบเสร็จ.pdf");
        var external = app.Line.Events.Message(app.LineHost.Channel, phone.Customer.UserId, "image", canBeQuoted: true, message =>
            message["contentProvider"] = new System.Text.Json.Nodes.JsonObject { ["type"] = "external", ["originalContentUrl"] = "http://169.254.169.254/" });
        await phone.DoAsync(external);
        await app.ReceiveAllAsync();

        var files = await app.ReadAsync(db => db.MediaFiles.AsNoTracking().Where(file => db.Conversations.Any(conversation => conversation.Id == file.ConversationId && conversation.Customer.LineId == phone.Customer.UserId)).OrderBy(file => file.Id).ToListAsync());
        Assert.Equal([MediaKind.Image, MediaKind.Video, MediaKind.Audio, MediaKind.File, MediaKind.Image], files.Select(file => file.Kind));
        Assert.Equal([MediaState.Waiting, MediaState.Waiting, MediaState.Waiting, MediaState.Waiting, MediaState.Failed], files.Select(file => file.State));
        Assert.Equal((2000, 3000, "ใบเสร็จ.pdf", MediaProblem.External), (files[1].DurationMs, files[2].DurationMs, files[3].FileName, files[4].Problem));
        Assert.All(files, file => Assert.Matches("^[0-9a-f]{32}$", file.Key));
    }

    [Fact]
    public async Task What_an_earlier_version_understood_less_of_is_read_again()
    {
        var phone = app.Line.Phone(app.Line.AddCustomer("ของเก่า"));
        var sent = await phone.SendFileAsync(new("application/pdf", new byte[] { 1, 2 }), "สัญญา.pdf");
        var text = await phone.SendTextAsync("สวัสดี");
        await app.ReceiveAllAsync();
        await app.ReadAsync(db => db.Messages.Where(message => message.LineMessageId == sent.Message.Id || message.LineMessageId == text.Message.Id).ExecuteUpdateAsync(set => set
            .SetProperty(message => message.Reading, 0).SetProperty(message => message.IsSupported, message => message.Kind == Message.TextKind).SetProperty(message => message.QuoteToken, (string?)null)
            .SetProperty(message => message.Text, message => message.Kind == Message.TextKind ? message.Text : null)));
        await app.ReadAsync(db => db.MediaFiles.Where(file => file.FileName == "สัญญา.pdf").ExecuteDeleteAsync());

        while (await app.UseAsync((RereadMessages use) => use.RunAsync(CancellationToken.None))) { }

        var again = await app.ReadAsync(db => db.Messages.AsNoTracking().SingleAsync(message => message.LineMessageId == sent.Message.Id));
        Assert.Equal((true, "สัญญา.pdf", MessageReading.Version), (again.IsSupported, again.Text, again.Reading));
        Assert.Equal(1, await app.ReadAsync(db => db.MediaFiles.CountAsync(file => file.MessageId == again.Id && file.State == MediaState.Waiting)));
        Assert.NotNull((await app.ReadAsync(db => db.Messages.AsNoTracking().SingleAsync(message => message.LineMessageId == text.Message.Id))).QuoteToken);
    }

    private async Task<int> StoreAsync(StoreWebhookEvents use, byte[] body)
    {
        var channelId = await app.ReadAsync(db => db.Channels.Select(channel => channel.Id).FirstAsync());
        var webhook = Core.Line.LineWebhook.Read(body);
        return await use.RunAsync([.. webhook.Events.Select(raw => new StoreWebhookEvents.Item(channelId, raw, DateTimeOffset.UtcNow))], CancellationToken.None);
    }
}
