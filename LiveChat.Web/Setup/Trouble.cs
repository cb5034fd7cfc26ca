using System.Net.Sockets;
using Npgsql;

namespace LiveChat.Web.Setup;

/// <summary>Tells our bugs from the database's absence.</summary>
public static class Trouble
{
    public static bool IsDatabase(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            if (exception is PostgresException refused) return refused.IsTransient || refused.SqlState is PostgresErrorCodes.UndefinedTable;
            else if (exception is NpgsqlException or SocketException or TimeoutException) return true;
        return false;
    }
}
