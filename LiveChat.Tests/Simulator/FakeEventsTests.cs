using System.Text.Json;
using System.Text.Json.Nodes;
using LiveChat.Tests.Line;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Xunit;

namespace LiveChat.Tests.Simulator;

/// <summary>Whatever the fake sends looks as LINE's own samples do: the same properties, of the same types, in the same places.</summary>
public sealed class FakeEventsTests : IAsyncLifetime
{
    private const string Group = "Cc3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3";
    private const string User = "Ua1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1";
    private static readonly FakeChannel Shop = new(WebhookSamples.Destination, "ร้านกาแฟ", "secret", "token");
    private static readonly FakeContent Bytes = new("application/octet-stream", new byte[] { 1, 2, 3 });
    private static readonly FakeSource InGroup = new(Group, User);

    private static readonly Dictionary<string, Func<FakeEvents, JsonObject>> Builders = new(StringComparer.Ordinal)
    {
        ["message-text.json"] = e => e.Text(Shop, User, "สวัสดี"),
        ["message-text-quote.json"] = e => e.Text(Shop, User, "อันนี้", new() { QuotedMessageId = "468789577898262530" }),
        ["message-text-emoji-mention-group.json"] = e => e.Text(Shop, InGroup, "@All @example (love)", new()
        {
            Emojis = [new(14, 6, "5ac1bfd5040ab15980c9b435", "001")],
            Mentions = [new(0, 4) { IsAll = true }, new(5, 8, User)],
        }),
        ["message-text-group-no-userid.json"] = e => e.Text(Shop, new FakeSource(Group, null), "ไม่บอกชื่อ"),
        ["message-image.json"] = e => e.Image(Shop, User, Bytes),
        ["message-image-set-1of2.json"] = e => e.Image(Shop, User, Bytes, new(FakeIds.NewImageSetId(), 1, 2)),
        ["message-image-external.json"] = e => e.External(Shop, User, "image", "https://example.com/original.jpg", "https://example.com/preview.jpg"),
        ["message-video.json"] = e => e.Video(Shop, User, Bytes, 60_000),
        ["message-audio.json"] = e => e.Audio(Shop, User, Bytes, 60_000),
        ["message-file.json"] = e => e.File(Shop, User, Bytes, "ใบเสนอราคา.pdf"),
        ["message-location.json"] = e => e.Location(Shop, User, 13.7563, 100.5018, "ร้าน", "กรุงเทพฯ"),
        ["message-sticker.json"] = e => e.Sticker(Shop, User, "11537", "52002738", ["cony"], new() { ResourceType = "ANIMATION" }),
        ["message-sticker-message.json"] = e => e.Sticker(Shop, InGroup, "12287", "738839", ["Sparkle"], new() { ResourceType = "MESSAGE", Text = "ไปเที่ยวกัน" }),
        ["message-sticker-quote.json"] = e => e.Sticker(Shop, User, "11537", "52002738", details: new() { QuotedMessageId = "468789577898262530" }),
        ["message-standby.json"] = e => FakeEvents.OnStandby(e.Text(Shop, User, "คุยกับคนอื่นอยู่")),
        ["unsend.json"] = e => e.Unsend(User, "325708"),
        ["follow.json"] = e => e.Follow(User, isUnblocked: false),
        ["unfollow.json"] = e => e.Unfollow(User),
        ["join.json"] = e => e.Join(Group),
        ["leave.json"] = e => e.Leave(Group),
        ["member-joined.json"] = e => e.MemberJoined(Group, User),
        ["member-left.json"] = e => e.MemberLeft(Group, User),
        ["postback.json"] = e => e.Postback(User, "storeId=12345"),
        ["postback-richmenu-switch.json"] = e => e.Postback(User, "b", [new("newRichMenuAliasId", "b"), new("status", "SUCCESS")]),
        ["video-play-complete.json"] = e => e.VideoPlayComplete(User, "track-id"),
        ["beacon.json"] = e => e.Beacon(User, "d41d8cd98f", deviceMessage: "1234567890abcdef"),
        ["account-link.json"] = e => e.AccountLink(User, "nonce"),
        ["membership-joined.json"] = e => e.Membership(User, "joined", 3189),
        ["module-attached.json"] = e => e.ModuleAttached(Shop.BotUserId, "message:send"),
        ["activated.json"] = e => e.Activated(User, DateTimeOffset.UtcNow),
        ["delivery.json"] = e => e.Delivery("15034552939884E28681A7D668CEA94C"),
    };

    private FakeLineHost _host = null!;
    private WebhookCatcher _shop = null!;

    public static TheoryData<string> Samples => [.. Builders.Keys];

    public async ValueTask InitializeAsync()
    {
        _host = await FakeLineHost.StartAsync();
        _shop = await WebhookCatcher.StartAsync();
        _host.Line.WebhookUrl = _shop.Url;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _shop.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void An_event_looks_as_LINE_writes_it(string sample)
    {
        var expected = JsonNode.Parse(WebhookSamples.Named(sample).Body)!["events"]![0]!;
        Assert.Equal(Shape(expected), Shape(Builders[sample](_host.Line.Events)));
    }

    [Fact]
    public void What_belongs_to_nobodys_chat_has_no_source_and_cannot_be_answered()
    {
        var events = _host.Line.Events;
        Assert.All([events.AccountLinkFailed("nonce"), events.ModuleDetached(Shop.BotUserId), events.BotSuspended(), events.BotResumed()], happened =>
        {
            Assert.False(happened.ContainsKey("source"));
            Assert.False(happened.ContainsKey("replyToken"));
        });
        Assert.False(events.Deactivated(User).ContainsKey("replyToken"));
    }

    [Fact]
    public void A_room_is_named_by_its_own_property()
    {
        var happened = _host.Line.Events.Text(Shop, new FakeSource(FakeIds.NewRoomId(), User), "ในห้อง");
        Assert.Equal("type roomId userId", string.Join(' ', happened["source"]!.AsObject().Select(p => p.Key)));
    }

    [Fact]
    public async Task An_album_is_as_many_webhooks_in_any_order_with_one_set_id_and_places()
    {
        var phone = _host.Line.Phone(_host.Line.AddCustomer("สมหญิง"));
        var sent = await phone.SendAlbumAsync([Bytes, Bytes, Bytes], order: [2, 0, 1]);

        var sets = _shop.Caught.Select(request => request.Events.Single()["message"]!["imageSet"]!).ToList();
        Assert.Equal([3, 1, 2], sets.Select(set => set["index"]!.GetValue<int>()));
        Assert.Single(sets.Select(set => set["id"]!.GetValue<string>()).Distinct(StringComparer.Ordinal));
        Assert.Equal(_shop.Caught.Select(request => request.Events[0]["message"]!["id"]!.GetValue<string>()), new[] { sent[2], sent[0], sent[1] }.Select(sending => sending.Message.Id));
    }

    [Fact]
    public async Task In_a_group_each_member_writes_under_their_own_id_unless_they_hide()
    {
        var (open, shy) = (_host.Line.AddCustomer("เปิดเผย"), _host.Line.AddCustomer(new FakeCustomer(FakeIds.NewUserId(), "เก็บตัว") { HidesProfile = true }));
        var group = _host.Line.NewGroup("ลูกค้าประจำ", open, shy);
        await _host.Line.GroupPhone(group, open).SendTextAsync("หนึ่ง");
        await _host.Line.GroupPhone(group, shy).SendTextAsync("สอง");

        Assert.Equal([open.UserId, null], _shop.Caught.Select(request => request.Events[0]["source"]!["userId"]?.GetValue<string>()));
        Assert.Equal([open.UserId, null], _host.Line.Chat(_host.Channel.BotUserId, group.GroupId).Messages.Select(message => message.AuthorId));
        Assert.Empty(_host.Line.Phone(open).Chat.Messages);
    }

    [Fact]
    public async Task An_edited_message_keeps_its_id_gets_a_new_quote_token_and_loses_the_one_to_read_it()
    {
        var member = _host.Line.AddCustomer("สมหญิง");
        var phone = _host.Line.GroupPhone(_host.Line.NewGroup("กลุ่ม", member), member);
        var sent = await phone.SendTextAsync("สิบโมง");
        await phone.EditAsync(sent.Message.Id, "สิบเอ็ดโมง");

        var (before, after) = (_shop.Caught.First().Events[0]["message"]!, _shop.Caught.Last().Events[0]["message"]!);
        Assert.Equal("messageEdited", _shop.Caught.Last().Events[0]["type"]!.GetValue<string>());
        Assert.Equal(before["id"]!.GetValue<string>(), after["id"]!.GetValue<string>());
        Assert.NotEqual(before["quoteToken"]!.GetValue<string>(), after["quoteToken"]!.GetValue<string>());
        Assert.Null(after["markAsReadToken"]);
        Assert.Equal("สิบเอ็ดโมง", Assert.Single(phone.Chat.Messages).Text);
    }

    [Fact]
    public async Task A_webhook_can_come_twice_be_overtaken_or_be_redelivered_though_it_was_taken()
    {
        var phone = _host.Line.Phone(_host.Line.AddCustomer("สมหญิง"));
        var troubles = _host.Line.Webhooks.Troubles;
        troubles.Await(WebhookTrouble.Twice);
        await phone.SendTextAsync("สองครั้ง");
        troubles.Await(WebhookTrouble.AfterTheNext);
        Assert.True((await phone.SendTextAsync("ช้า")).Webhook.IsHeldBack);
        await phone.SendTextAsync("แซง");
        troubles.Await(WebhookTrouble.Redelivered);
        await phone.SendTextAsync("ส่งซ้ำ");

        Assert.Equal(["สองครั้ง", "สองครั้ง", "แซง", "ช้า", "ส่งซ้ำ", "ส่งซ้ำ"], _shop.Caught.Select(request => request.Events[0]["message"]!["text"]!.GetValue<string>()));
        Assert.Equal([false, false, false, false, false, true], _shop.Caught.Select(request => request.Events[0]["deliveryContext"]!["isRedelivery"]!.GetValue<bool>()));
        Assert.Empty(troubles.Awaited);
    }

    [Fact]
    public async Task What_was_held_back_leaves_when_nothing_overtook_it()
    {
        var troubles = _host.Line.Webhooks.Troubles;
        troubles.Await(WebhookTrouble.AfterTheNext);
        await _host.Line.Phone(_host.Line.AddCustomer("สมหญิง")).SendTextAsync("ไม่มีใครแซง");
        Assert.Empty(_shop.Caught);

        await troubles.StopAsync(WebhookTrouble.AfterTheNext);
        Assert.Single(_shop.Caught);
        Assert.False(troubles.HoldsOne);
    }

    /// <summary>Paths of all values with their types; lists count by what is in them, not by how much.</summary>
    private static SortedSet<string> Shape(JsonNode node)
    {
        SortedSet<string> shape = new(StringComparer.Ordinal);
        Collect(node, "");
        return shape;

        void Collect(JsonNode? value, string path)
        {
            switch (value)
            {
                case JsonObject owner:
                    foreach (var (name, inner) in owner) Collect(inner, $"{path}.{name}");
                    break;
                case JsonArray list:
                    foreach (var inner in list) Collect(inner, path + "[]");
                    break;
                default:
                    shape.Add($"{path}: {(value!.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? "Boolean" : value.GetValueKind())}");
                    break;
            }
        }
    }
}
