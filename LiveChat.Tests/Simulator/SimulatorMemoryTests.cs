using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LiveChat.Core.Channels;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.Tests.Simulator;

/// <summary>Customers write to the console by one platform; another, which has just been started, is told by the database who they are.</summary>
public sealed class SimulatorMemoryTests(AppWithSimulator app) : IClassFixture<AppWithSimulator>, IAsyncLifetime
{
    private FakeLineHost _restarted = null!;

    public async ValueTask InitializeAsync() => _restarted = await FakeLineHost.StartAsync();

    public ValueTask DisposeAsync() => _restarted.DisposeAsync();

    [Fact]
    public async Task Who_never_told_a_name_has_no_profile_after_a_restart_and_who_did_has_the_same()
    {
        var shy = await GivenWhoWroteAsync(new(FakeIds.NewUserId(), "ไม่มีใครได้รู้ชื่อนี้") { HidesProfile = true });
        var open = await GivenWhoWroteAsync(new(FakeIds.NewUserId(), "ปิ่นแก้ว") { StatusMessage = "ขอบคุณค่ะ", Language = "en" });
        await app.AllProcessedAsync();
        await Eventually.TrueAsync(() => app.ReadAsync(db => db.Customers.AllAsync(customer => customer.ProfileFetchedAt != null)));

        await RestartAsync();

        Assert.Single(PhoneOf(shy).Chat.Messages);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/v2/bot/profile/{shy.UserId}"));
        var profile = await _restarted.Http.GetFromJsonAsync<JsonObject>($"/v2/bot/profile/{open.UserId}");
        Assert.Equal(("ปิ่นแก้ว", "ขอบคุณค่ะ", "en"), (profile!["displayName"]!.GetValue<string>(), profile["statusMessage"]!.GetValue<string>(), profile["language"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Texts_stickers_and_pictures_are_on_the_phone_again_and_a_picture_can_be_fetched()
    {
        var customer = await GivenWhoWroteAsync(new(FakeIds.NewUserId(), "สมหญิง"));
        await Before(customer).SendStickerAsync("446", "1988", ["hello"]);
        var picture = await Before(customer).SendImageAsync(SamplePicture.Png(3));

        await RestartAsync();

        Assert.Equal([("text", "สวัสดีค่ะ", null, null), ("sticker", null, "446", "1988"), ("image", null, null, null)],
            PhoneOf(customer).Chat.Messages.Select(message => (message.Kind, message.Text, message.PackageId, message.StickerId)));
        using var content = await _restarted.Http.GetAsync($"/v2/bot/message/{picture.Message.Id}/content");
        Assert.Equal("image/png", content.Content.Headers.ContentType?.MediaType);
        Assert.Equal("image/png", SimulatorMedia.PictureType(await content.Content.ReadAsByteArrayAsync()));
    }

    [Fact]
    public async Task Every_kind_is_on_the_phone_again_and_a_sample_stands_in_for_what_was_sent()
    {
        var customer = await GivenWhoWroteAsync(new(FakeIds.NewUserId(), "สมหญิง"));
        var video = await Before(customer).SendVideoAsync(SampleMedia.Clip, SampleMedia.ClipDurationMs);
        var file = await Before(customer).SendFileAsync(SampleMedia.Menu, SampleMedia.MenuName);
        await Before(customer).SendLocationAsync(13.7562, 100.5017, "วัดพระแก้ว");
        await Before(customer).QuoteAsync(video.Message.Id, "คลิปนี้ค่ะ");
        var taken = await Before(customer).SendAudioAsync(SampleMedia.Voice, SampleMedia.VoiceDurationMs);
        await Before(customer).UnsendAsync(taken.Message.Id);

        await RestartAsync();

        var messages = PhoneOf(customer).Chat.Messages;
        Assert.Equal([("text", false), ("video", false), ("file", false), ("location", false), ("text", false), ("audio", true)], messages.Select(message => (message.Kind, message.IsUnsent)));
        Assert.Equal(video.Message.Id, messages[4].QuotedMessageId);
        Assert.Contains("วัดพระแก้ว", messages[3].Json, StringComparison.Ordinal);
        Assert.Equal("video/mp4", await ContentTypeAsync(video));
        Assert.Equal("application/pdf", await ContentTypeAsync(file));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/v2/bot/message/{taken.Message.Id}/content"));

        async Task<string?> ContentTypeAsync(FakeSending sending)
        {
            using var content = await _restarted.Http.GetAsync($"/v2/bot/message/{sending.Message.Id}/content");
            return content.Content.Headers.ContentType?.MediaType;
        }
    }

    [Fact]
    public async Task A_group_has_its_name_its_members_and_who_said_what()
    {
        var line = app.Services.GetRequiredService<FakeLine>();
        var (one, two) = (line.AddCustomer(new FakeCustomer(FakeIds.NewUserId(), "พี่หนึ่ง"), Friendship.None), line.AddCustomer(new FakeCustomer(FakeIds.NewUserId(), "น้องสอง"), Friendship.None));
        var group = line.NewGroup("บ้านเรา", one, two);
        await line.GroupPhone(group, one).DoAsync(line.Events.Join(group.GroupId));
        var said = await line.GroupPhone(group, one).SendTextAsync("สิบโมง");
        await line.GroupPhone(group, one).EditAsync(said.Message.Id, "สิบเอ็ดโมง");
        await line.GroupPhone(group, two).SendTextAsync("ได้ค่ะ");
        await app.AllProcessedAsync();
        await Eventually.TrueAsync(() => app.ReadAsync(async db => await db.Members.CountAsync(member => (member.LineId == one.UserId || member.LineId == two.UserId) && member.DisplayName != null) == 2));
        await Eventually.TrueAsync(() => app.ReadAsync(db => db.Customers.AnyAsync(known => known.LineId == group.GroupId && known.DisplayName == "บ้านเรา")));

        await RestartAsync();

        var recalled = _restarted.Line.Group(group.GroupId)!;
        Assert.Equal(("บ้านเรา", true), (recalled.Name, recalled.IsJoined));
        Assert.Equal(new[] { one.UserId, two.UserId }.Order(StringComparer.Ordinal), recalled.MemberIds);
        Assert.Equal([(one.UserId, "สิบเอ็ดโมง"), (two.UserId, "ได้ค่ะ")], _restarted.Line.Chat(RecalledChannel.BotUserId, group.GroupId).Messages.Select(message => (message.AuthorId, message.Text)));
    }

    [Fact]
    public async Task Who_had_blocked_the_account_still_has_and_who_came_back_is_a_friend()
    {
        var gone = await GivenWhoWroteAsync(new(FakeIds.NewUserId(), "ไปแล้ว"));
        await Before(gone).BlockAsync();
        var back = await GivenWhoWroteAsync(new(FakeIds.NewUserId(), "กลับมา"));
        await Before(back).BlockAsync();
        await Before(back).UnblockAsync();
        var faithful = await GivenWhoWroteAsync(new(FakeIds.NewUserId(), "อยู่ตลอด"));

        await RestartAsync();

        Assert.Equal([Friendship.Blocked, Friendship.Friend, Friendship.Friend], new[] { gone, back, faithful }.Select(customer => PhoneOf(customer).Chat.Friendship));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/v2/bot/profile/{gone.UserId}"));
    }

    [Fact]
    public async Task The_tokens_of_a_message_work_after_a_restart_as_they_did_before()
    {
        var customer = await GivenWhoWroteAsync(new(FakeIds.NewUserId(), "สมชาย"));
        var message = JsonNode.Parse(Assert.Single(Before(customer).Chat.Messages).Json!)!;

        await RestartAsync();

        using var read = await _restarted.Http.PostAsJsonAsync("/v2/bot/chat/markAsRead", new { markAsReadToken = message["markAsReadToken"]!.GetValue<string>() });
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.True(Assert.Single(PhoneOf(customer).Chat.Messages).IsRead);

        using var quote = await _restarted.Http.PostAsJsonAsync("/v2/bot/message/push", new
        {
            to = customer.UserId,
            messages = new[] { new { type = "text", text = "มีค่ะ", quoteToken = message["quoteToken"]!.GetValue<string>() } },
        });
        Assert.Equal(HttpStatusCode.OK, quote.StatusCode);
    }

    [Fact]
    public async Task A_second_account_that_the_console_answers_for_is_there_again_with_its_customers()
    {
        var line = app.Services.GetRequiredService<FakeLine>();
        var second = line.NewChannel("สาขาสอง");
        var both = await GivenWhoWroteAsync(new(FakeIds.NewUserId(), "ลูกค้าสองสาขา"));
        await app.GivenChannelAsync(second);
        Assert.True((await line.Phone(both, second).SendTextAsync("ถึงสาขาสอง")).Webhook.Accepted);
        await line.Phone(both, second).BlockAsync();

        await RestartAsync();

        var recalled = _restarted.Line.Channel(second.BotUserId)!;
        Assert.Equal((second.Name, second.Secret, second.ChannelId), (recalled.Name, recalled.Secret, recalled.ChannelId));
        Assert.Equal((Friendship.Blocked, Friendship.Friend), (_restarted.Line.Phone(both, recalled).Chat.Friendship, PhoneOf(both).Chat.Friendship));
        Assert.Equal(["ถึงสาขาสอง"], _restarted.Line.Phone(both, recalled).Chat.Messages.Select(message => message.Text));
        Assert.Equal(["สวัสดีค่ะ"], PhoneOf(both).Chat.Messages.Select(message => message.Text));
    }

    private async Task<FakeCustomer> GivenWhoWroteAsync(FakeCustomer customer)
    {
        app.Services.GetRequiredService<FakeLine>().AddCustomer(customer);
        Assert.True((await Before(customer).SendTextAsync("สวัสดีค่ะ")).Webhook.Accepted);
        return customer;
    }

    /// <summary>The phone on the platform that the customer wrote by.</summary>
    private FakePhone Before(FakeCustomer customer) => app.Services.GetRequiredService<FakeLine>().Phone(customer);

    private async Task RestartAsync()
    {
        await app.AllProcessedAsync();
        await app.ReadAsync(async db =>
        {
            await new SimulatorMemory(db, app.Services.GetRequiredService<ChannelDirectory>(), _restarted.Line, TimeProvider.System).RecallAsync(CancellationToken.None);
            return true;
        });
        _restarted.Http.DefaultRequestHeaders.Authorization = new("Bearer", RecalledChannel.AccessToken);
    }

    private FakeChannel RecalledChannel => _restarted.Line.Channel(app.Services.GetRequiredService<FakeLine>().Current!.BotUserId)!;

    /// <summary>The phone on the platform that was started anew.</summary>
    private FakePhone PhoneOf(FakeCustomer customer) => _restarted.Line.Phone(customer, RecalledChannel);

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await _restarted.Http.GetAsync(path);
        return answer.StatusCode;
    }
}
