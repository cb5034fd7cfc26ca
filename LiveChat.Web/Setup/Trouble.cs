using System.Net.Sockets;
using Npgsql;

namespace LiveChat.Web.Setup;

/// <summary>Tells our bugs from the database's absence.</summary>
public static class Trouble
{
    public static bool IsDatabase(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            if (exception is PostgresException refused) return refused.IsTransient || IsAway(refused.SqlState);
            else if (exception is NpgsqlException or SocketException or TimeoutException) return true;
        return false;
    }

    /// <summary>It does not let us in, has no such database, stops, is read-only, or has not been migrated (PostgreSQL, appendix A).</summary>
    private static bool IsAway(string state) =>
        state[..2] is "08" or "28" or "3D" or "53" or "57" or "58" || state is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.UndefinedTable;
}
