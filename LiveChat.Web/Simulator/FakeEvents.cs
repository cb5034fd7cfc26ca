using System.Text.Json.Nodes;

namespace LiveChat.Web.Simulator;

/// <summary>Builds webhook events as LINE does (R#webhook-event-objects): nothing that is absent is written as null. Building sends nothing.</summary>
public sealed class FakeEvents(FakeLine line)
{
    public JsonObject Text(FakeChannel channel, string userId, string text) =>
        Message(channel, userId, "text", canBeQuoted: true, message => message["text"] = text);

    public JsonObject Sticker(FakeChannel channel, string userId, string packageId, string stickerId, IEnumerable<string>? keywords = null) =>
        Message(channel, userId, "sticker", canBeQuoted: true, message =>
        {
            message["packageId"] = packageId;
            message["stickerId"] = stickerId;
            message["stickerResourceType"] = "STATIC";
            if (keywords is not null) message["keywords"] = new JsonArray([.. keywords.Take(15).Select(k => JsonValue.Create(k))]);
        });

    /// <summary>A picture; its bytes wait at the content endpoints (R#wh-image).</summary>
    public JsonObject Image(FakeChannel channel, string userId, FakeContent content) =>
        Message(channel, userId, "image", canBeQuoted: true, message =>
        {
            message["contentProvider"] = new JsonObject { ["type"] = "line" };
            line.KeepContent(message["id"]!.GetValue<string>(), content);
        });

    /// <summary>Any other kind of message: <paramref name="fill"/> adds the kind's own fields. Audio, files and locations cannot be quoted (LINE.md §4).</summary>
    public JsonObject Message(FakeChannel channel, string userId, string kind, bool canBeQuoted, Action<JsonObject> fill)
    {
        var id = line.Ids.NextMessageId();
        var message = new JsonObject { ["type"] = kind, ["id"] = id };
        if (canBeQuoted) message["quoteToken"] = FakeIds.NewQuoteToken();
        message["markAsReadToken"] = FakeIds.NewMarkAsReadToken();
        fill(message);
        return Event(userId, "message", canBeAnswered: true, e => e["message"] = message);
    }

    public JsonObject Follow(string userId, bool isUnblocked) =>
        Event(userId, "follow", canBeAnswered: true, e => e["follow"] = new JsonObject { ["isUnblocked"] = isUnblocked });

    public JsonObject Unfollow(string userId) => Event(userId, "unfollow", canBeAnswered: false);

    public JsonObject Unsend(string userId, string messageId) =>
        Event(userId, "unsend", canBeAnswered: false, e => e["unsend"] = new JsonObject { ["messageId"] = messageId });

    /// <summary>Any event of one user: the common properties and what <paramref name="fill"/> adds.</summary>
    public JsonObject Event(string userId, string type, bool canBeAnswered, Action<JsonObject>? fill = null)
    {
        var now = line.Clock.GetUtcNow();
        var built = new JsonObject { ["type"] = type };
        fill?.Invoke(built);
        built["webhookEventId"] = FakeIds.NewWebhookEventId(now);
        built["deliveryContext"] = new JsonObject { ["isRedelivery"] = false };
        built["timestamp"] = now.ToUnixTimeMilliseconds();
        built["source"] = new JsonObject { ["type"] = "user", ["userId"] = userId };
        if (canBeAnswered) built["replyToken"] = FakeIds.NewReplyToken();
        built["mode"] = "active";
        return built;
    }
}
