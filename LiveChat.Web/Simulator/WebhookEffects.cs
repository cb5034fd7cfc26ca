using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveChat.Web.Simulator;

/// <summary>What the platform remembers of the events it sends. Reads leniently: tests send made-up events too.</summary>
internal static class WebhookEffects
{
    public static void Apply(FakeLine line, FakeChannel channel, IEnumerable<JsonObject> events)
    {
        foreach (var happened in events)
        {
            if (ChatId(happened) is not { } chatId) continue;
            var chat = line.Chat(channel.BotUserId, chatId);
            switch (Text(happened["type"]))
            {
                case "message" when happened["message"] is JsonObject message && Text(message["id"]) is { } id:
                    chat.Wrote(ReadMessage(message, id, AuthorId(happened), At(happened)));
                    line.KeepTokens(channel.BotUserId, chatId, id, Text(message["quoteToken"]), Text(message["markAsReadToken"]));
                    break;
                case "messageEdited" when happened["message"] is JsonObject message && Text(message["id"]) is { } id:
                    chat.Edit(id, Text(message["text"]), message.ToJsonString(FakeJson.Options), At(happened));
                    line.KeepTokens(channel.BotUserId, chatId, id, Text(message["quoteToken"]), markAsReadToken: null);
                    break;
                case "unsend" when happened["unsend"] is JsonObject unsend && Text(unsend["messageId"]) is { } id:
                    chat.Unsend(id);
                    line.LoseContent(id);
                    break;
                case "follow":
                    chat.Become(Friendship.Friend);
                    break;
                case "unfollow":
                    chat.Become(Friendship.Blocked);
                    break;
                case "join":
                    line.ChangeGroup(chatId, group => group with { IsJoined = true, TellsWithFirstEvent = false });
                    break;
                case "leave":
                    line.ChangeGroup(chatId, group => group with { IsJoined = false });
                    break;
                case "memberJoined":
                    line.ChangeGroup(chatId, group => group with { MemberIds = [.. group.MemberIds.Union(Members(happened["joined"]), StringComparer.Ordinal)] });
                    break;
                case "memberLeft":
                    line.ChangeGroup(chatId, group => group with { MemberIds = [.. group.MemberIds.Except(Members(happened["left"]), StringComparer.Ordinal)] });
                    break;
            }
        }
    }

    public static void StartReplyTokens(FakeLine line, FakeChannel channel, IEnumerable<JsonObject> events, bool isRedelivery)
    {
        foreach (var happened in events)
        {
            if (Text(happened["replyToken"]) is { } token && ChatId(happened) is { } chatId)
                line.ReplyTokens.Delivered(token, channel.BotUserId, chatId, At(happened), isRedelivery);
        }
    }

    private static FakeMessage ReadMessage(JsonObject message, string id, string? authorId, DateTimeOffset at) =>
        FakeMessage.Read(JsonSerializer.SerializeToElement(message, FakeJson.Options), id, fromCustomer: true, at) with { AuthorId = authorId };

    private static string? ChatId(JsonObject happened) =>
        happened["source"] is JsonObject source ? Text(source["groupId"]) ?? Text(source["roomId"]) ?? Text(source["userId"]) : null;

    /// <summary>In groups only: elsewhere the chat says who it is.</summary>
    private static string? AuthorId(JsonObject happened) =>
        happened["source"] is JsonObject source && !Text(source["type"]).Is("user") ? Text(source["userId"]) : null;

    private static IEnumerable<string> Members(JsonNode? who) =>
        who is JsonObject some && some["members"] is JsonArray members ? members.Select(member => Text(member?["userId"])).OfType<string>() : [];

    private static DateTimeOffset At(JsonObject happened) =>
        happened["timestamp"] is JsonValue value && value.TryGetValue(out long milliseconds) && milliseconds is > 0 and < 253_402_300_799_999
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : DateTimeOffset.UnixEpoch;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
