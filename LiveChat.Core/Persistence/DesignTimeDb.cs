using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace LiveChat.Core.Persistence;

/// <summary>For <c>dotnet ef migrations add</c>: no database is needed to compare models.</summary>
public sealed class DesignTimeDb : IDesignTimeDbContextFactory<LiveChatDb>
{
    public LiveChatDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<LiveChatDb>().UseNpgsql("Host=none").UseSnakeCaseNamingConvention().Options);
}
