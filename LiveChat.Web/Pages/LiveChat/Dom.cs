namespace LiveChat.Web.Pages.LiveChat;

/// <summary>Every element id, made in one place (CONTRACT.md, Element ids).</summary>
public static class Dom
{
    public const string Conversations = "conversations";
    public const string Notices = "notices";

    public const string Dialog = "dialog";
    public const string CustomerPanel = "customer-panel";

    public static string Conversation(long id) => $"conversation-{id}";

    public static string Messages(long conversationId) => $"messages-{conversationId}";

    public static string Message(long id) => $"message-{id}";

    public static string Day(long conversationId, DateOnly day) => $"day-{conversationId}-{day:yyyyMMdd}";

    /// <summary>A form for the buttons of messages, which are told to everybody and so cannot carry a token of their own.</summary>
    public static string Deeds(long conversationId) => $"deeds-{conversationId}";

    public static string Desk(long conversationId) => $"desk-{conversationId}";

    /// <summary>Where a live event leaves word that the desk should be fetched again.</summary>
    public static string DeskNews(long conversationId) => $"desk-news-{conversationId}";

    /// <summary>Who else looks at a conversation, on its row.</summary>
    public static string Viewers(long conversationId) => $"viewers-{conversationId}";

    /// <summary>Who else looks at the open conversation, and who types.</summary>
    public static string Company(long conversationId) => $"company-{conversationId}";

    /// <summary>What the next answer costs.</summary>
    public static string Cost(long conversationId) => $"cost-{conversationId}";

    /// <summary>Up to which revision a page has everything: a catch-up begins there.</summary>
    public static string Floor(long conversationId) => $"floor-{conversationId}";
}
