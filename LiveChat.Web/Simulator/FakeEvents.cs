using System.Text.Json.Nodes;

namespace LiveChat.Web.Simulator;

/// <summary>
/// Builds webhook events as LINE does (R#webhook-event-objects): nothing that is absent is written as null. Building sends nothing. Where an event
/// happens is a user id, or a <see cref="FakeSource"/> for groups and rooms.
/// </summary>
public sealed class FakeEvents(FakeLine line)
{
    // Messages (LINE.md §4)

    public JsonObject Text(FakeChannel channel, FakeSource from, string text, FakeTextDetails? details = null) =>
        Message(channel, from, "text", canBeQuoted: true, message =>
        {
            message["text"] = text;
            details?.AddTo(message);
        });

    public JsonObject Sticker(FakeChannel channel, FakeSource from, string packageId, string stickerId, IEnumerable<string>? keywords = null, FakeStickerDetails? details = null) =>
        Message(channel, from, "sticker", canBeQuoted: true, message =>
        {
            message["packageId"] = packageId;
            message["stickerId"] = stickerId;
            message["stickerResourceType"] = details?.ResourceType ?? FakeStickerDetails.Static;
            if (keywords is not null) message["keywords"] = new JsonArray([.. keywords.Take(15).Select(k => JsonValue.Create(k))]);
            if (details?.Text is { } text) message["text"] = text;
            if (details?.QuotedMessageId is { } quoted) message["quotedMessageId"] = quoted;
        });

    /// <summary>A picture; its bytes wait at the content endpoints (R#wh-image). Of several sent at once each is a message with its place in the set.</summary>
    public JsonObject Image(FakeChannel channel, FakeSource from, FakeContent content, FakeImageSet? set = null) =>
        Message(channel, from, "image", canBeQuoted: true, message =>
        {
            Keep(message, content, isProvided: true);
            set?.AddTo(message);
        });

    public JsonObject Video(FakeChannel channel, FakeSource from, FakeContent content, long? durationMs = null) =>
        Message(channel, from, "video", canBeQuoted: true, message => KeepPlayable(message, content, durationMs));

    public JsonObject Audio(FakeChannel channel, FakeSource from, FakeContent content, long? durationMs = null) =>
        Message(channel, from, "audio", canBeQuoted: false, message => KeepPlayable(message, content, durationMs));

    /// <param name="channel">The account.</param>
    /// <param name="from">Who sends it, and where.</param>
    /// <param name="content">What waits at the content endpoints.</param>
    /// <param name="fileName">As the sender's phone calls it.</param>
    /// <param name="fileSize">What the event says, if not the truth.</param>
    public JsonObject File(FakeChannel channel, FakeSource from, FakeContent content, string fileName, long? fileSize = null) =>
        Message(channel, from, "file", canBeQuoted: false, message =>
        {
            Keep(message, content, isProvided: false);
            message["fileName"] = fileName;
            message["fileSize"] = fileSize ?? content.Bytes.Length;
        });

    /// <summary>A picture or video that lies elsewhere: LINE has no content of it (R#wh-image).</summary>
    public JsonObject External(FakeChannel channel, FakeSource from, string kind, string originalContentUrl, string? previewImageUrl = null) =>
        Message(channel, from, kind, canBeQuoted: kind is "image" or "video", message =>
        {
            var provider = new JsonObject { ["type"] = "external", ["originalContentUrl"] = originalContentUrl };
            if (previewImageUrl is not null) provider["previewImageUrl"] = previewImageUrl;
            message["contentProvider"] = provider;
        });

    public JsonObject Location(FakeChannel channel, FakeSource from, double latitude, double longitude, string? title = null, string? address = null) =>
        Message(channel, from, "location", canBeQuoted: false, message =>
        {
            if (title is not null) message["title"] = title;
            if (address is not null) message["address"] = address;
            message["latitude"] = latitude;
            message["longitude"] = longitude;
        });

    /// <summary>Any other kind of message: <paramref name="fill"/> adds the kind's own fields. Audio, files and locations cannot be quoted (LINE.md §4).</summary>
    public JsonObject Message(FakeChannel channel, FakeSource from, string kind, bool canBeQuoted, Action<JsonObject> fill)
    {
        var id = line.Ids.NextMessageId();
        var message = new JsonObject { ["type"] = kind, ["id"] = id };
        if (canBeQuoted) message["quoteToken"] = FakeIds.NewQuoteToken();
        message["markAsReadToken"] = FakeIds.NewMarkAsReadToken();
        fill(message);
        return Event(from, "message", canBeAnswered: true, e => e["message"] = message);
    }

    /// <summary>New words for a text of before: the same id, a new quote token, no token to mark it as read; for now LINE has it in groups only (LINE.md §3).</summary>
    public JsonObject MessageEdited(FakeSource from, string messageId, string text, FakeTextDetails? details = null) =>
        Event(from, "messageEdited", canBeAnswered: true, e =>
        {
            var message = new JsonObject { ["type"] = "text", ["id"] = messageId, ["quoteToken"] = FakeIds.NewQuoteToken(), ["text"] = text };
            details?.AddTo(message);
            e["message"] = message;
        });

    public JsonObject Unsend(FakeSource from, string messageId) =>
        Event(from, "unsend", canBeAnswered: false, e => e["unsend"] = new JsonObject { ["messageId"] = messageId });

    // What a customer does besides writing (LINE.md §3)

    public JsonObject Follow(string userId, bool isUnblocked) =>
        Event(userId, "follow", canBeAnswered: true, e => e["follow"] = new JsonObject { ["isUnblocked"] = isUnblocked });

    public JsonObject Unfollow(string userId) => Event(userId, "unfollow", canBeAnswered: false);

    /// <summary>A button was pressed. <paramref name="parameters"/> come with date pickers (<c>date</c>, <c>time</c>, <c>datetime</c>) and rich menu switches.</summary>
    public JsonObject Postback(FakeSource from, string data, IEnumerable<KeyValuePair<string, string>>? parameters = null) =>
        Event(from, "postback", canBeAnswered: true, e =>
        {
            var postback = new JsonObject { ["data"] = data };
            if (parameters is not null) postback["params"] = new JsonObject(parameters.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value)));
            e["postback"] = postback;
        });

    public JsonObject VideoPlayComplete(string userId, string trackingId) =>
        Event(userId, "videoPlayComplete", canBeAnswered: true, e => e["videoPlayComplete"] = new JsonObject { ["trackingId"] = trackingId });

    /// <param name="userId">Who came by.</param>
    /// <param name="hardwareId">Ten hexadecimal digits.</param>
    /// <param name="type"><c>enter</c>, <c>banner</c> or <c>stay</c>.</param>
    /// <param name="deviceMessage">Hexadecimal digits.</param>
    public JsonObject Beacon(string userId, string hardwareId, string type = "enter", string? deviceMessage = null) =>
        Event(userId, "beacon", canBeAnswered: true, e =>
        {
            var beacon = new JsonObject { ["hwid"] = hardwareId, ["type"] = type };
            if (deviceMessage is not null) beacon["dm"] = deviceMessage;
            e["beacon"] = beacon;
        });

    public JsonObject AccountLink(string userId, string nonce) =>
        Event(userId, "accountLink", canBeAnswered: true, e => e["link"] = new JsonObject { ["result"] = "ok", ["nonce"] = nonce });

    /// <summary>Nobody's: without source and reply token.</summary>
    public JsonObject AccountLinkFailed(string nonce) =>
        Event(null, "accountLink", canBeAnswered: false, e => e["link"] = new JsonObject { ["result"] = "failed", ["nonce"] = nonce });

    /// <param name="userId">The member.</param>
    /// <param name="type"><c>joined</c>, <c>left</c> or <c>renewed</c>.</param>
    /// <param name="membershipId">The plan.</param>
    public JsonObject Membership(string userId, string type, long membershipId) =>
        Event(userId, "membership", canBeAnswered: true, e => e["membership"] = new JsonObject { ["type"] = type, ["membershipId"] = membershipId });

    // Groups and rooms

    /// <summary>The account was asked into a group; nobody is named.</summary>
    public JsonObject Join(string groupId) => Event(new(groupId, null), "join", canBeAnswered: true);

    public JsonObject Leave(string groupId) => Event(new(groupId, null), "leave", canBeAnswered: false);

    public JsonObject MemberJoined(string groupId, params IEnumerable<string> userIds) =>
        Event(new(groupId, null), "memberJoined", canBeAnswered: true, e => e["joined"] = Members(userIds));

    public JsonObject MemberLeft(string groupId, params IEnumerable<string> userIds) =>
        Event(new(groupId, null), "memberLeft", canBeAnswered: false, e => e["left"] = Members(userIds));

    // What LINE tells of the account itself

    public JsonObject ModuleAttached(string botUserId, params IEnumerable<string> scopes) =>
        Event(null, "module", canBeAnswered: false, e => e["module"] = new JsonObject
        {
            ["type"] = "attached",
            ["botId"] = botUserId,
            ["scopes"] = new JsonArray([.. scopes.Select(scope => JsonValue.Create(scope))]),
        });

    public JsonObject ModuleDetached(string botUserId) =>
        Event(null, "module", canBeAnswered: false, e => e["module"] = new JsonObject { ["type"] = "detached", ["botId"] = botUserId, ["reason"] = "bot_deleted" });

    /// <summary>We have the chat until then.</summary>
    public JsonObject Activated(FakeSource of, DateTimeOffset until) =>
        Event(of, "activated", canBeAnswered: false, e => e["chatControl"] = new JsonObject { ["expireAt"] = until.ToUnixTimeMilliseconds() });

    /// <summary>Another module has the chat now.</summary>
    public JsonObject Deactivated(FakeSource of) => Event(of, "deactivated", canBeAnswered: false);

    public JsonObject BotSuspended() => Event(null, "botSuspended", canBeAnswered: false);

    public JsonObject BotResumed() => Event(null, "botResumed", canBeAnswered: false);

    /// <summary>A notification message has arrived; <paramref name="data"/> is a hash of the phone number or the tag it was sent with.</summary>
    public JsonObject Delivery(string data) => Event(null, "delivery", canBeAnswered: false, e => e["delivery"] = new JsonObject { ["data"] = data });

    /// <summary>Any event: the common properties and what <paramref name="fill"/> adds. Some belong to nobody's chat.</summary>
    public JsonObject Event(FakeSource? of, string type, bool canBeAnswered, Action<JsonObject>? fill = null)
    {
        var now = line.Clock.GetUtcNow();
        var built = new JsonObject { ["type"] = type };
        fill?.Invoke(built);
        built["webhookEventId"] = FakeIds.NewWebhookEventId(now);
        built["deliveryContext"] = new JsonObject { ["isRedelivery"] = false };
        built["timestamp"] = now.ToUnixTimeMilliseconds();
        if (of is not null) built["source"] = of.ToJson();
        if (canBeAnswered) built["replyToken"] = FakeIds.NewReplyToken();
        built["mode"] = "active";
        return built;
    }

    /// <summary>The same event while another module has the chat: without a reply token, and not ours to answer (R#common-properties).</summary>
    public static JsonObject OnStandby(JsonObject happened)
    {
        var standby = happened.DeepClone().AsObject();
        standby.Remove("replyToken");
        standby["mode"] = "standby";
        return standby;
    }

    private void KeepPlayable(JsonObject message, FakeContent content, long? durationMs)
    {
        if (durationMs is not null) message["duration"] = durationMs;
        Keep(message, content, isProvided: true);
    }

    /// <summary>Files say nothing of who provides them (LINE.md §4).</summary>
    private void Keep(JsonObject message, FakeContent content, bool isProvided)
    {
        if (isProvided) message["contentProvider"] = new JsonObject { ["type"] = "line" };
        line.KeepContent(message["id"]!.GetValue<string>(), content);
    }

    private static JsonObject Members(IEnumerable<string> userIds) =>
        new() { ["members"] = new JsonArray([.. userIds.Select(userId => FakeSource.Of(userId).ToJson())]) };
}
