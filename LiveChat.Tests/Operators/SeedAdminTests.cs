using LiveChat.Core.Operators;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Operators;

/// <summary>The first admin. Production starts without one.</summary>
public sealed class SeedAdminTests(AppInProduction app) : IClassFixture<AppInProduction>
{
    private const string Good = "ดอกไม้ในสวนหลังบ้าน 42";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("            ")]
    [InlineData("admin")]
    [InlineData("elevenchars")]
    [InlineData("password1234")]
    [InlineData("ChangeMeChangeMe")]
    [InlineData("129")]
    public async Task In_Production_a_password_that_is_empty_short_well_known_or_endless_makes_no_admin(string? password)
    {
        await NoAdminAsync();
        Assert.Equal(SeedAdmin.Outcome.PasswordTooWeak, await SeedAsync(password == "129" ? new string('x', 129) : password, isProduction: true));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task In_Development_a_short_password_will_do_but_an_empty_one_will_not()
    {
        await NoAdminAsync();
        Assert.Equal(SeedAdmin.Outcome.PasswordTooWeak, await SeedAsync("", isProduction: false));
        Assert.Equal(SeedAdmin.Outcome.Created, await SeedAsync("admin", isProduction: false));
    }

    [Fact]
    public async Task Seeded_by_eight_at_once_there_is_one_admin_who_can_sign_in()
    {
        await NoAdminAsync();
        var outcomes = await app.InParallelAsync(8, (SeedAdmin use, int _) => use.RunAsync(Good, isProduction: true, CancellationToken.None));

        Assert.Single(outcomes, SeedAdmin.Outcome.Created);
        Assert.Equal(7, outcomes.Count(outcome => outcome == SeedAdmin.Outcome.AlreadyThere));
        Assert.Equal(1, await CountAsync());
        var admin = await SignInAsync(Good);
        Assert.Equal(("admin", OperatorRole.SuperAdmin), (admin?.Username, admin?.Role));
        Assert.True(await app.ReadAsync(db => db.AuditEntries.AnyAsync(entry => entry.Action == "operator.seeded" && entry.SubjectId == admin!.Id)));
    }

    [Fact]
    public async Task Seeding_again_changes_nothing_not_even_the_password()
    {
        await NoAdminAsync();
        await SeedAsync(Good, isProduction: true);
        Assert.Equal(SeedAdmin.Outcome.AlreadyThere, await SeedAsync("another good password", isProduction: true));
        Assert.Equal(SeedAdmin.Outcome.AlreadyThere, await SeedAsync("", isProduction: true));
        Assert.NotNull(await SignInAsync(Good));
        Assert.Null(await SignInAsync("another good password"));
    }

    private Task<SeedAdmin.Outcome> SeedAsync(string? password, bool isProduction) => app.UseAsync((SeedAdmin use) => use.RunAsync(password, isProduction, CancellationToken.None));

    private Task<OperatorIdentity?> SignInAsync(string password) => app.UseAsync((SignIn use) => use.RunAsync("admin", password, CancellationToken.None));

    private Task<int> CountAsync() => app.ReadAsync(db => db.Operators.CountAsync(found => found.Role != OperatorRole.Agent));

    private Task<int> NoAdminAsync() => app.ReadAsync(async db =>
    {
        await db.AuditEntries.ExecuteDeleteAsync();
        return await db.Operators.Where(found => found.Role != OperatorRole.Agent).ExecuteDeleteAsync();
    });
}
