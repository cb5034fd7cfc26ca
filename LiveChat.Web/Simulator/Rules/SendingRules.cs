using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveChat.Web.Simulator.Rules;

/// <summary>Reply and push (R#send-reply-message, R#send-push-message): all messages of a call are accepted, or none.</summary>
internal static class SendingRules
{
    private static readonly string[] Quotable = ["text", "textV2", "sticker", "image", "video", "template", "flex"];

    /// <summary>Free; the token works once.</summary>
    public static FakeAnswer Reply(FakeCall call)
    {
        if (string.IsNullOrEmpty(call.Text("replyToken"))) return FakeAnswer.Errors([new("replyToken", "May not be empty")]);
        if (Refusal(call) is { } refusal) return refusal;

        lock (call.Line.SendingGate)
        {
            var token = call.Text("replyToken")!;
            if (call.Line.ReplyTokens.Find(token, call.Channel.BotUserId) is not { } chatId) return FakeAnswer.Refused(400, "Invalid reply token");
            if (RefusalInChat(call, chatId) is { } outOfPlace) return outOfPlace;
            call.Line.ReplyTokens.Use(token);
            return FakeAnswer.Ok(Accept(call, chatId, SendMethod.Reply, retryKey: null));
        }
    }

    /// <summary>Counts per recipient. A retry key that was accepted within 24 hours answers 409 with what was sent then (D/retrying-api-request).</summary>
    public static FakeAnswer Push(FakeCall call)
    {
        Guid? retryKey = null;
        if (call.RetryKey is { } header)
        {
            if (!Guid.TryParseExact(header, "D", out var parsed)) return FakeAnswer.Refused(400, "The X-Line-Retry-Key header must be a UUID");
            retryKey = parsed;
        }
        if (string.IsNullOrEmpty(call.Text("to"))) return FakeAnswer.Errors([new("to", "May not be empty")]);
        if (Refusal(call) is { } refusal) return refusal;

        var to = call.Text("to")!;
        if (!FakeIds.IsWellFormed(to, "UCR")) return FakeAnswer.InvalidProperty("to");

        lock (call.Line.SendingGate)
        {
            if (retryKey is { } key && call.Line.RetryKeys.Find(call.Channel.BotUserId, key) is { } earlier) return AlreadyAccepted(call, earlier);
            if (Recipients(call, to) is not { } recipients) return FakeAnswer.Refused(400, "Failed to send messages");
            if (RefusalInChat(call, to) is { } outOfPlace) return outOfPlace;
            if (!call.Line.QuotaOf(call.Channel.BotUserId).TrySpend(recipients)) return FakeAnswer.MonthlyLimit();

            var answer = Accept(call, to, SendMethod.Push, retryKey);
            if (retryKey is { } fresh) call.Line.RetryKeys.Keep(call.Channel.BotUserId, fresh, call.RequestId, answer["sentMessages"]!.AsArray(), call.RawBody);
            return FakeAnswer.Ok(answer);
        }
    }

    /// <summary>The dry run (R#validate-message-objects-of-push-message).</summary>
    public static FakeAnswer Validate(FakeCall call) => Refusal(call) ?? FakeAnswer.Ok();

    /// <summary>What <see cref="FaultKind.Conflict"/> makes of an accepted call.</summary>
    public static FakeAnswer AsConflict(FakeAnswer accepted, string requestId) =>
        Conflict(requestId, accepted.Json?["sentMessages"]?.DeepClone().AsArray() ?? []);

    private static FakeAnswer AlreadyAccepted(FakeCall call, RetryKeys.Acceptance earlier) =>
        Conflict(earlier.RequestId, earlier.SentMessages.DeepClone().AsArray()) with
        {
            Note = string.Equals(earlier.Body, call.RawBody, StringComparison.Ordinal) ? null : "retry key used again with another body",
        };

    private static FakeAnswer Conflict(string acceptedRequestId, JsonArray sentMessages) =>
        new(409, new() { ["message"] = "The retry key is already accepted", ["sentMessages"] = sentMessages }) { AcceptedRequestId = acceptedRequestId };

    private static FakeAnswer? Refusal(FakeCall call) => MessageRules.Check(call.Body) is { Count: > 0 } errors ? FakeAnswer.Errors(errors) : null;

    private static FakeAnswer? RefusalInChat(FakeCall call, string chatId) =>
        MessageRules.CheckInChat(call.Body, chatId, token => call.Line.KnowsQuoteToken(token, call.Channel.BotUserId, chatId)) is { Count: > 0 } errors ? FakeAnswer.Errors(errors) : null;

    /// <summary>How many people a push reaches: none of those who blocked the account or never met it, yet the answer is 200. Null is an
    /// id that this account cannot address at all.</summary>
    private static int? Recipients(FakeCall call, string to)
    {
        if (to[0] != 'U') return call.Line.Group(to) is { IsJoined: true } group ? group.MemberIds.Count : null;
        if (call.Line.KnownChat(call.Channel.BotUserId, to) is { } chat) return chat.CanReceive(call.Line.Clock.GetUtcNow()) ? 1 : 0;
        return call.Line.Customer(to) is null ? null : 0;
    }

    private static JsonObject Accept(FakeCall call, string to, SendMethod method, Guid? retryKey)
    {
        var line = call.Line;
        var now = line.Clock.GetUtcNow();
        var chat = line.Chat(call.Channel.BotUserId, to);
        var delivered = !chat.IsOneToOne || method == SendMethod.Reply && chat.Friendship != Friendship.Blocked || chat.CanReceive(now);
        var sent = new JsonArray();
        foreach (var message in Json.Property(call.Body, "messages")!.Value.EnumerateArray())
        {
            var kind = Json.Text(message, "type")!;
            var id = line.Ids.NextMessageId();
            var text = Json.Text(message, "text") ?? Json.Text(message, "altText");
            line.Accept(new(id, call.Channel.BotUserId, method, to, kind, text, message.GetRawText(), retryKey, call.RequestId, now, delivered));
            if (delivered) chat.Received(FakeMessage.Read(message, id, fromCustomer: false, now) with { QuotedMessageId = line.QuotedBy(Json.Text(message, "quoteToken")) });

            var entry = new JsonObject { ["id"] = id };
            if (Quotable.Contains(kind, StringComparer.Ordinal)) entry["quoteToken"] = line.NewQuoteToken(call.Channel.BotUserId, to, id);
            sent.Add(entry);
        }
        return new() { ["sentMessages"] = sent };
    }
}
