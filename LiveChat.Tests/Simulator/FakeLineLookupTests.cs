using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LiveChat.Tests.Simulator;

public sealed class FakeLineLookupTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
    private FakeLineHost _host = null!;
    private WebhookCatcher _shop = null!;
    private FakePhone _phone = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await FakeLineHost.StartAsync(_clock);
        _shop = await WebhookCatcher.StartAsync();
        _host.Line.WebhookUrl = _shop.Url;
        _phone = _host.Line.Phone(_host.Line.AddCustomer(new FakeCustomer(FakeIds.NewUserId(), "ปิ่นแก้ว") { StatusMessage = "ขอบคุณค่ะ" }));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _shop.DisposeAsync();
    }

    [Fact]
    public async Task A_friends_profile_tells_name_status_and_language_and_leaves_out_what_is_absent()
    {
        var profile = await _host.Http.GetFromJsonAsync<JsonObject>($"/v2/bot/profile/{_phone.Customer.UserId}");
        Assert.Equal("ปิ่นแก้ว", profile!["displayName"]!.GetValue<string>());
        Assert.Equal("th", profile["language"]!.GetValue<string>());
        Assert.False(profile.ContainsKey("pictureUrl"));
    }

    [Fact]
    public async Task The_profile_of_who_blocked_us_is_404_until_they_unblock()
    {
        await _phone.BlockAsync();
        Assert.Equal(HttpStatusCode.NotFound, await ProfileStatus(_phone.Customer.UserId));
        await _phone.UnblockAsync();
        Assert.Equal(HttpStatusCode.OK, await ProfileStatus(_phone.Customer.UserId));
    }

    [Fact]
    public async Task The_profile_of_a_stranger_is_404_until_they_write_and_a_malformed_id_is_400()
    {
        var stranger = _host.Line.AddCustomer("คนแปลกหน้า", Friendship.None);
        Assert.Equal(HttpStatusCode.NotFound, await ProfileStatus(stranger.UserId));
        await _host.Line.Phone(stranger).SendTextAsync("สวัสดีครับ");
        Assert.Equal(HttpStatusCode.OK, await ProfileStatus(stranger.UserId));
        Assert.Equal(HttpStatusCode.NotFound, await ProfileStatus(FakeIds.NewUserId()));
        Assert.Equal(HttpStatusCode.BadRequest, await ProfileStatus("somebody"));
    }

    [Fact]
    public async Task A_picture_can_be_fetched_until_it_is_unsent()
    {
        byte[] bytes = [0x89, 0x50, 0x4E, 0x47];
        var picture = await _phone.SendImageAsync(bytes);
        var path = $"/v2/bot/message/{picture.Message.Id}/content";
        using var content = await _host.Http.GetAsync(path);
        Assert.Equal("image/png", content.Content.Headers.ContentType!.MediaType);
        Assert.Equal(bytes, await content.Content.ReadAsByteArrayAsync());

        _host.Line.Faults.Add(FakeEndpoint.Content, new(FaultKind.NotReady) { Calls = 1 });
        Assert.Equal(HttpStatusCode.Accepted, await Status(path));
        Assert.Equal(HttpStatusCode.OK, await Status(path + "/preview"));
        Assert.Equal(HttpStatusCode.BadRequest, await Status(path + "/transcoding"));

        await _phone.UnsendAsync(picture.Message.Id);
        Assert.Equal(HttpStatusCode.Gone, await Status(path));
        Assert.Equal(HttpStatusCode.NotFound, await Status("/v2/bot/message/123456789012345678/content"));
    }

    [Fact]
    public async Task Marking_as_read_takes_the_token_of_a_message_and_all_before_it()
    {
        await _phone.SendTextAsync("หนึ่ง");
        await _phone.SendTextAsync("สอง");
        var token = _shop.Caught.Last().Events[0]["message"]!["markAsReadToken"]!.GetValue<string>();
        using var wrong = await _host.Http.PostAsJsonAsync("/v2/bot/chat/markAsRead", new { markAsReadToken = "made-up" });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var right = await _host.Http.PostAsJsonAsync("/v2/bot/chat/markAsRead", new { markAsReadToken = token });
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.All(_phone.Chat.Messages, m => Assert.True(m.IsRead));
    }

    [Theory]
    [InlineData(20, HttpStatusCode.Accepted)]
    [InlineData(7, HttpStatusCode.BadRequest)]
    [InlineData(65, HttpStatusCode.BadRequest)]
    public async Task The_typing_sign_shows_for_five_to_sixty_seconds(int loadingSeconds, HttpStatusCode expected)
    {
        using var answer = await _host.Http.PostAsJsonAsync("/v2/bot/chat/loading/start", new { chatId = _phone.Customer.UserId, loadingSeconds });
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.Accepted, _phone.Chat.IsShopTyping(_clock.GetUtcNow()));
        _clock.Advance(TimeSpan.FromSeconds(loadingSeconds));
        Assert.False(_phone.Chat.IsShopTyping(_clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_stateless_token_works_for_fifteen_minutes()
    {
        using var wrong = await TokenAsync("not-the-secret");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal("invalid_client", (await wrong.Content.ReadFromJsonAsync<JsonObject>())!["error"]!.GetValue<string>());

        using var right = await TokenAsync(_host.Channel.Secret);
        var token = (await right.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!.GetValue<string>();
        _host.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.Equal(HttpStatusCode.OK, await Status("/v2/bot/info"));
        _clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status("/v2/bot/info"));
    }

    [Fact]
    public async Task The_webhook_test_sends_a_signed_empty_request_and_tells_the_truth()
    {
        using var good = await _host.Http.PostAsync("/v2/bot/channel/webhook/test", null);
        Assert.True((await good.Content.ReadFromJsonAsync<JsonObject>())!["success"]!.GetValue<bool>());
        Assert.Empty(Assert.Single(_shop.Caught).Events);

        _shop.AnswerNext(401);
        using var bad = await _host.Http.PostAsync("/v2/bot/channel/webhook/test", null);
        var result = (await bad.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal((false, 401, "ERROR_STATUS_CODE"), (result["success"]!.GetValue<bool>(), result["statusCode"]!.GetValue<int>(), result["reason"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_group_has_a_name_and_members_and_a_push_to_it_counts_each()
    {
        var group = _host.Line.AddGroup(new("C" + new string('a', 32), "ลูกค้าประจำ", [_phone.Customer.UserId, _host.Line.AddCustomer("เพื่อน", Friendship.None).UserId]));
        var summary = await _host.Http.GetFromJsonAsync<JsonObject>($"/v2/bot/group/{group.GroupId}/summary");
        Assert.Equal("ลูกค้าประจำ", summary!["groupName"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, await Status($"/v2/bot/group/{group.GroupId}/member/{group.MemberIds[1]}"));
        using var push = await _host.PushAsync(group.GroupId, "สวัสดีทุกคน");
        Assert.Equal(HttpStatusCode.OK, push.StatusCode);
        Assert.Equal(2, _host.Line.QuotaOf(_host.Channel.BotUserId).Used);
    }

    private Task<HttpStatusCode> ProfileStatus(string userId) => Status($"/v2/bot/profile/{userId}");

    private async Task<HttpStatusCode> Status(string path)
    {
        using var answer = await _host.Http.GetAsync(path);
        return answer.StatusCode;
    }

    private Task<HttpResponseMessage> TokenAsync(string secret) =>
        _host.Http.PostAsync("/oauth2/v3/token", new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", "1234567890"), new("client_secret", secret)]));
}
