using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Operators;

/// <summary>Operators who may work now: those who are not disabled.</summary>
public sealed class FindOperator(LiveChatDb db)
{
    public Task<OperatorIdentity?> ByIdAsync(long id, CancellationToken ct) => Enabled(db).Where(found => found.Id == id).Select(ToIdentity()).SingleOrDefaultAsync(ct);

    public Task<OperatorIdentity?> FirstOfRoleAsync(OperatorRole role, CancellationToken ct) =>
        Enabled(db).Where(found => found.Role == role).OrderBy(found => found.Id).Select(ToIdentity()).FirstOrDefaultAsync(ct);

    /// <summary>How they end a sentence.</summary>
    public Task<Politeness> PolitenessAsync(long id, CancellationToken ct) => Enabled(db).Where(found => found.Id == id).Select(found => found.Preferences.Politeness).SingleOrDefaultAsync(ct);

    /// <summary>Of these, the ones who may still work.</summary>
    public async Task<IReadOnlySet<long>> StillEnabledAsync(long[] ids, CancellationToken ct) =>
        await Enabled(db).Where(found => ids.Contains(found.Id)).Select(found => found.Id).ToHashSetAsync(ct);

    private static IQueryable<Operator> Enabled(LiveChatDb db) => db.Operators.AsNoTracking().Where(found => found.DisabledAt == null);

    private static System.Linq.Expressions.Expression<Func<Operator, OperatorIdentity>> ToIdentity() =>
        found => new OperatorIdentity(found.Id, found.Username, found.DisplayName, found.Role, found.Language);
}
