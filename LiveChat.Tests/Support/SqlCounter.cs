using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LiveChat.Tests.Support;

/// <summary>Counts the queries that Entity Framework sends to one application's database.</summary>
public sealed class SqlCounter : DbCommandInterceptor
{
    private int queries;

    public async Task<int> DuringAsync(Func<Task> what)
    {
        var before = queries;
        await what();
        return queries - before;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref queries);
        return new(result);
    }
}
