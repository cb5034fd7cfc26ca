using LiveChat.Core.Search;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>A search as somebody typed it, everywhere or within one conversation, and what it found; null when there is nothing to look for.</summary>
public sealed record SearchView(string? Words, long? ConversationId, SearchResults? Results)
{
    /// <summary>How the address calls the words.</summary>
    private string Field => ConversationId is null ? "q" : "find";

    public string Id => ConversationId is null ? Dom.Search : Dom.Finder;

    public static bool IsTooLong(string? words) => words?.Length > Sought.LongestWords;

    public static async Task<SearchView> ReadAsync(SearchConversations search, string? words, long? conversationId, CancellationToken ct) =>
        new(words, conversationId, Sought.For(words) is { } sought ? await search.RunAsync(sought, conversationId, ct) : null);

    public string UrlOf(FoundCustomer customer) => $"{Urls.Conversation(customer.ConversationId)}?{Query}";

    public string UrlOf(FoundMessage message) => $"{Urls.Conversation(message.ConversationId)}?{Query}&around={message.Id}";

    private string Query => $"{Field}={Uri.EscapeDataString(Words!)}";
}
