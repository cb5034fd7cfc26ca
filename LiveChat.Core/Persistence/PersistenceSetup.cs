using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace LiveChat.Core.Persistence;

/// <summary>How a context reaches the database, the same for the application, its commands and the tests.</summary>
public static class PersistenceSetup
{
    public static DbContextOptionsBuilder UseLiveChat(this DbContextOptionsBuilder options, NpgsqlDataSource source) =>
        options.UseNpgsql(source).UseSnakeCaseNamingConvention();
}
