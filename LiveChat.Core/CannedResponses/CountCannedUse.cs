using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.CannedResponses;

/// <summary>An operator has put a canned response into an answer: what is used most is offered first.</summary>
public sealed class CountCannedUse(LiveChatDb db)
{
    public Task RunAsync(long id, CancellationToken ct) =>
        db.CannedResponses.Where(response => response.Id == id).ExecuteUpdateAsync(set => set.SetProperty(response => response.Uses, response => response.Uses + 1), ct);
}
