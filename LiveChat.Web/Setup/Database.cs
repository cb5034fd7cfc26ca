using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace LiveChat.Web.Setup;

public static class DatabaseSetup
{
    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services => NewSource(services.GetRequiredService<Settings>(), services.GetRequiredService<ILoggerFactory>()));
        builder.Services.AddPooledDbContextFactory<LiveChatDb>((services, options) => options.UseLiveChat(services.GetRequiredService<NpgsqlDataSource>()));
        builder.Services.AddScoped(services => services.GetRequiredService<IDbContextFactory<LiveChatDb>>().CreateDbContext());
    }

    private static NpgsqlDataSource NewSource(Settings settings, ILoggerFactory logging)
    {
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(settings.Postgres) { ApplicationName = "LiveChat" };
            return new NpgsqlDataSourceBuilder(connection.ConnectionString).UseLoggerFactory(logging).Build();
        }
        catch (ArgumentException exception)
        {
            throw new SettingException($"ConnectionStrings__Postgres cannot be read: {exception.Message}");
        }
    }
}
