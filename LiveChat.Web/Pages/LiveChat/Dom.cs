namespace LiveChat.Web.Pages.LiveChat;

/// <summary>Every element id, made in one place (CONTRACT.md, Element ids).</summary>
public static class Dom
{
    public const string Conversations = "conversations";
    public const string Notices = "notices";

    /// <summary>What everybody should know just now.</summary>
    public const string Banner = "banner";

    public const string Toasts = "toasts";
    public const string Mute = "mute";

    /// <summary>The search form; its field, status and results have ids that begin with it.</summary>
    public const string Search = "search";

    /// <summary>The same within the open conversation.</summary>
    public const string Finder = "finder";
    /// <summary>All of the list that depends on the address: tabs, filter and rows.</summary>
    public const string List = "list";

    public const string Dialog = "dialog";
    public const string CustomerPanel = "customer-panel";

    /// <summary>The heading of whatever is in the dialog, which names it.</summary>
    public const string DialogTitle = "dialog-title";

    /// <summary>The tags on their own page.</summary>
    public const string Tags = "tags";

    public static string Conversation(long id) => $"conversation-{id}";

    public static string Messages(long conversationId) => $"messages-{conversationId}";

    public static string Message(long id) => $"message-{id}";

    /// <summary>What goes with the next answer.</summary>
    public const string Attachments = "attachments";

    /// <summary>The form of the button that attaches; it stands beside the composer's.</summary>
    public const string Attaching = "attaching";

    public static string Day(long conversationId, DateOnly day) => $"day-{conversationId}-{day.DayNumber}";

    /// <summary>A form for the buttons of messages, which are told to everybody and so cannot carry a token of their own.</summary>
    public static string Deeds(long conversationId) => $"deeds-{conversationId}";

    public static string Desk(long conversationId) => $"desk-{conversationId}";

    /// <summary>Where a live event leaves word that the desk should be fetched again.</summary>
    public static string DeskNews(long conversationId) => $"desk-news-{conversationId}";

    /// <summary>How many conversations a tab has.</summary>
    public static string Count(string tab) => $"count-{tab}";

    /// <summary>Who else looks at a conversation, on its row.</summary>
    public static string Viewers(long conversationId) => $"viewers-{conversationId}";

    /// <summary>Who else looks at the open conversation, and who types.</summary>
    public static string Company(long conversationId) => $"company-{conversationId}";

    /// <summary>What we know of a conversation's customer, within the panel.</summary>
    public static string Customer(long conversationId) => $"customer-{conversationId}";

    /// <summary>What the next answer costs.</summary>
    public static string Cost(long conversationId) => $"cost-{conversationId}";

    /// <summary>Up to which revision a page has everything: a catch-up begins there.</summary>
    public static string Floor(long conversationId) => $"floor-{conversationId}";
}
