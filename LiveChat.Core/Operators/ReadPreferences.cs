using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Operators;

/// <summary>How an operator likes the console.</summary>
public sealed class ReadPreferences(LiveChatDb db)
{
    public Task<Preferences> RunAsync(long operatorId, CancellationToken ct) =>
        db.Operators.AsNoTracking().Where(found => found.Id == operatorId).Select(found => found.Preferences).SingleAsync(ct);
}
