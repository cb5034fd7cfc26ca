using System.Net;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Setup;

public sealed class HealthTests(AppInProduction app) : IClassFixture<AppInProduction>
{
    [Fact]
    public async Task A_migrated_database_is_ready_one_that_lacks_a_migration_is_not_and_strangers_learn_no_more()
    {
        await Eventually.GetAsync(() => AskAsync("/readyz"), answer => answer == (HttpStatusCode.OK, "ready")); // the very first look may be slow
        using (var head = await app.NewVisitor().Http.SendAsync(new(HttpMethod.Head, "/readyz"))) Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        await app.ReadAsync(db => db.Database.ExecuteSqlAsync($"""alter table "__EFMigrationsHistory" rename to "hidden_history" """));
        try
        {
            var (status, text) = await AskAsync("/readyz");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            Assert.DoesNotContain("Initial", text, StringComparison.Ordinal);
            Assert.Equal((HttpStatusCode.OK, "alive"), await AskAsync("/healthz"));
        }
        finally
        {
            await app.ReadAsync(db => db.Database.ExecuteSqlAsync($"""alter table "hidden_history" rename to "__EFMigrationsHistory" """));
        }
        Assert.Equal((HttpStatusCode.OK, "ready"), await AskAsync("/readyz"));
    }

    private async Task<(HttpStatusCode Status, string Text)> AskAsync(string address)
    {
        using var visitor = app.NewVisitor();
        using var answer = await visitor.Http.GetAsync(address);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
