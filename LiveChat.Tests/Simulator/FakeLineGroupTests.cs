using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Xunit;

namespace LiveChat.Tests.Simulator;

public sealed class FakeLineGroupTests : IAsyncLifetime
{
    private FakeLineHost _host = null!;
    private FakeCustomer _member = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await FakeLineHost.StartAsync();
        _member = _host.Line.AddCustomer("สมหญิง", Friendship.None);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_push_to_a_group_counts_its_members_and_a_reply_is_free()
    {
        var group = _host.Line.NewGroup("ลูกค้าประจำ", _member, _host.Line.AddCustomer("เพื่อน"), _host.Line.AddCustomer("แม่"));
        using var push = await _host.PushAsync(group.GroupId, "สวัสดีทุกคน");
        Assert.Equal((HttpStatusCode.OK, 3), (push.StatusCode, _host.Line.QuotaOf(_host.Channel.BotUserId).Used));
        Assert.Equal(3, await CountAsync($"/v2/bot/group/{group.GroupId}/members/count"));

        var asked = _host.Line.Events.Text(_host.Channel, new FakeSource(group.GroupId, _member.UserId), "ราคาเท่าไร");
        await _host.Line.DeliverAsync(_host.Channel, [asked]);
        using var reply = await _host.ReplyAsync(asked["replyToken"]!.GetValue<string>(), "ร้อยบาทค่ะ");
        Assert.Equal((HttpStatusCode.OK, 3), (reply.StatusCode, _host.Line.QuotaOf(_host.Channel.BotUserId).Used));
        Assert.Equal(["สวัสดีทุกคน", "ราคาเท่าไร", "ร้อยบาทค่ะ"], _host.Line.Chat(_host.Channel.BotUserId, group.GroupId).Messages.Select(message => message.Text));
    }

    [Fact]
    public async Task Members_come_and_go_and_the_count_goes_with_them()
    {
        var group = _host.Line.NewGroup("กลุ่ม", _member);
        var newcomer = _host.Line.AddCustomer("มาใหม่");
        await _host.Line.DeliverAsync(_host.Channel, [_host.Line.Events.MemberJoined(group.GroupId, newcomer.UserId)]);
        Assert.Equal(2, await CountAsync($"/v2/bot/group/{group.GroupId}/members/count"));
        await _host.Line.DeliverAsync(_host.Channel, [_host.Line.Events.MemberLeft(group.GroupId, _member.UserId)]);
        Assert.Equal(1, await CountAsync($"/v2/bot/group/{group.GroupId}/members/count"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/v2/bot/group/{group.GroupId}/member/{_member.UserId}"));
    }

    [Fact]
    public async Task A_group_that_the_account_has_left_can_neither_be_written_to_nor_asked_about()
    {
        var group = _host.Line.NewGroup("กลุ่ม", _member);
        await _host.Line.DeliverAsync(_host.Channel, [_host.Line.Events.Leave(group.GroupId)]);
        using var refused = await _host.PushAsync(group.GroupId, "ยังอยู่ไหม");
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.NotFound), (refused.StatusCode, await StatusAsync($"/v2/bot/group/{group.GroupId}/summary")));

        await _host.Line.DeliverAsync(_host.Channel, [_host.Line.Events.Join(group.GroupId)]);
        using var accepted = await _host.PushAsync(group.GroupId, "กลับมาแล้ว");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (accepted.StatusCode, await StatusAsync($"/v2/bot/group/{group.GroupId}/summary")));
    }

    [Fact]
    public async Task A_room_has_members_and_no_name()
    {
        var room = _host.Line.NewRoom(_member);
        Assert.Equal(1, await CountAsync($"/v2/bot/room/{room.GroupId}/members/count"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync($"/v2/bot/room/{room.GroupId}/member/{_member.UserId}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/v2/bot/group/{room.GroupId}/summary"));
    }

    private async Task<int> CountAsync(string path) => (await _host.Http.GetFromJsonAsync<JsonObject>(path))!["count"]!.GetValue<int>();

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await _host.Http.GetAsync(path);
        return answer.StatusCode;
    }
}
