using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.CannedResponses;

/// <summary>A canned response as it would stand in this answer.</summary>
public sealed record CannedOffer(long Id, string Category, string Title, string Text, IReadOnlyList<string> Choices);

/// <summary>What an operator can put into an answer to this customer, filled in for both.</summary>
public sealed class OfferCannedResponses(LiveChatDb db, ListCannedResponses list)
{
    /// <summary>Null when there is no such conversation.</summary>
    public async Task<IReadOnlyList<CannedOffer>?> RunAsync(long conversationId, long operatorId, string? query, CancellationToken ct)
    {
        var customer = await db.Conversations.Where(conversation => conversation.Id == conversationId)
            .Select(conversation => new { Name = conversation.Customer.Nickname ?? conversation.Customer.DisplayName }).SingleOrDefaultAsync(ct);
        if (customer is null) return null;
        var author = await db.Operators.AsNoTracking().SingleAsync(someone => someone.Id == operatorId, ct);
        return [.. (await list.RunAsync(query, ct)).Select(response => new CannedOffer(
            response.Id, response.Category, response.Title, CannedText.Fill(response.Text, customer.Name, author.DisplayName, author.Preferences.Politeness),
            [.. Choice.ReadAll(response.Choices).OfType<Choice>().Select(choice => choice.Label)]))];
    }
}
