using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.CannedResponses;

/// <summary>The canned responses by category, those used most first; of a query every word must be found in title, category or words.</summary>
public sealed class ListCannedResponses(LiveChatDb db)
{
    private const int LongestQuery = 100;

    public async Task<IReadOnlyList<CannedResponse>> RunAsync(string? query, CancellationToken ct)
    {
        var responses = db.CannedResponses.AsNoTracking();
        foreach (var word in ThaiText.Searchable(Words.Clip(Words.Clean(query ?? ""), LongestQuery)!).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            responses = responses.Where(response => response.SearchText.Contains(word));
        return await responses
            .OrderBy(response => EF.Functions.Collate(response.Category, "th-x-icu")).ThenByDescending(response => response.Uses)
            .ThenBy(response => EF.Functions.Collate(response.Title, "th-x-icu")).ThenBy(response => response.Id)
            .ToListAsync(ct);
    }
}
