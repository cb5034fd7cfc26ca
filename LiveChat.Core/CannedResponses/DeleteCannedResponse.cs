using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.CannedResponses;

/// <summary>Removes a canned response for everybody; its words stay in the audit trail.</summary>
public sealed class DeleteCannedResponse(LiveChatDb db, TimeProvider clock)
{
    public enum Outcome { Deleted, NotFound }

    public async Task<Outcome> RunAsync(long id, long operatorId, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var response = await db.CannedResponses.FromSql($"select * from canned_responses where id = {id} for update").SingleOrDefaultAsync(ct);
        if (response is null) return Outcome.NotFound;

        db.CannedResponses.Remove(response);
        db.AuditEntries.Add(new() { At = clock.GetUtcNow(), OperatorId = operatorId, Action = "canned.deleted", SubjectId = id, Detail = $"{response.Category} · {response.Title}\n{response.Text}" });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Outcome.Deleted;
    }
}
