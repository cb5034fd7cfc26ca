namespace LiveChat.Core.Search;

/// <summary>Names, nicknames and what was said, in one go; within one conversation, what was said in it.</summary>
public sealed class SearchConversations(FindCustomers customers, FindMessages messages)
{
    /// <param name="conversationId">Null for all conversations.</param>
    public async Task<SearchResults> RunAsync(Sought sought, long? conversationId, CancellationToken ct)
    {
        var people = conversationId is null ? await customers.RunAsync(sought, ct) : Found<FoundCustomer>.None;
        var (said, backTo) = await messages.RunAsync(sought, conversationId, ct);
        return new(sought, people, said, backTo);
    }
}
