namespace LiveChat.Web.Simulator.Rules;

/// <summary>Small courtesies in a chat: "is typing" and "read".</summary>
internal static class ChatRules
{
    /// <summary>202 also for whoever blocked the account; 5 to 60 seconds in steps of five, 20 if not said (R#display-a-loading-indicator).</summary>
    public static FakeAnswer StartLoading(FakeCall call)
    {
        if (call.Text("chatId") is not { } chatId || !FakeIds.IsWellFormed(chatId, "U")) return FakeAnswer.InvalidProperty("chatId");
        var asked = Json.Property(call.Body, "loadingSeconds") is null ? 20 : Json.Integer(call.Body, "loadingSeconds");
        if (asked is not { } seconds || seconds is < 5 or > 60 || seconds % 5 != 0) return FakeAnswer.InvalidProperty("loadingSeconds");

        if (call.Line.KnownChat(call.Channel.BotUserId, chatId) is { Friendship: not Friendship.Blocked } chat)
            chat.ShowTyping(call.Line.Clock.GetUtcNow() + TimeSpan.FromSeconds(seconds));
        return FakeAnswer.Accepted();
    }

    /// <summary>Marks the token's message and all before it; the token never expires (R#mark-as-read).</summary>
    public static FakeAnswer MarkAsRead(FakeCall call)
    {
        if (call.Text("markAsReadToken") is not { } token || call.Line.FindMarkAsReadToken(token, call.Channel.BotUserId) is not { } known)
            return FakeAnswer.Refused(400, "Invalid markAsReadToken");
        call.Line.Chat(call.Channel.BotUserId, known.ChatId).MarkRead(known.MessageId);
        return FakeAnswer.Ok();
    }
}
