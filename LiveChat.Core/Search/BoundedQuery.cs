using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace LiveChat.Core.Search;

/// <summary>A query that may not take longer than it is given, and whose plan is ours rather than the planner's.</summary>
internal static class BoundedQuery
{
    /// <summary>Null when time ran out.</summary>
    public static async Task<List<T>?> TryQueryAsync<T>(this LiveChatDb db, FormattableString sql, TimeSpan longest, CancellationToken ct, bool byIndex = false)
    {
        var milliseconds = Math.Max(1, (int)longest.TotalMilliseconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var scans = byIndex ? "off" : "on";
        await using var transaction = await db.Database.BeginTransactionAsync(ct); // the settings end with it
        try
        {
            await db.Database.ExecuteSqlAsync($"select set_config('statement_timeout', {milliseconds}, true), set_config('enable_seqscan', {scans}, true), set_config('enable_indexscan', {scans}, true)", ct);
            return await db.Database.SqlQuery<T>(sql).ToListAsync(ct);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            return null;
        }
    }
}
