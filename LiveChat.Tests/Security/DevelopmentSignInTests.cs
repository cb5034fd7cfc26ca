using System.Net;
using LiveChat.Core.Operators;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LiveChat.Tests.Security;

public sealed class DevelopmentSignInTests(AppWithSimulator app) : IClassFixture<AppWithSimulator>
{
    [Theory]
    [InlineData("admin", OperatorRole.SuperAdmin)]
    [InlineData("agent", OperatorRole.Agent)]
    public async Task Each_use_of_continue_as_leaves_a_warning_that_names_whom(string role, OperatorRole expected)
    {
        var someone = await app.ReadAsync(db => db.Operators.Where(found => found.Role == expected).OrderBy(found => found.Id).FirstAsync());
        using var visitor = app.NewVisitor();
        var page = await visitor.GetPageAsync("/login");
        Assert.NotNull(page.QuerySelector($"form[action='/login/as'] button[name=role][value={role}]"));

        for (var use = 1; use <= 2; use++)
        {
            await visitor.GetPageAsync("/login");
            using var answer = await ContinueAsAsync(visitor, role);
            Assert.Equal((HttpStatusCode.Redirect, "/admin/live-chat"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
            Assert.Equal(use, app.Logged.Count(line => line.Level == LogLevel.Warning && line.Text == $"Development sign-in without a password was used, as operator {someone.Id}."));
            await visitor.GetPageAsync("/admin/live-chat");
        }
    }

    [Theory]
    [InlineData("root")]
    [InlineData("")]
    [InlineData("SuperAdmin")]
    public async Task Nobody_else_can_be_continued_as(string role)
    {
        using var visitor = app.NewVisitor();
        await visitor.GetPageAsync("/login");
        using var answer = await ContinueAsAsync(visitor, role);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(visitor.Cookies.GetCookies(app.BaseUrl), cookie => cookie.Name == "livechat");
    }

    [Fact]
    public async Task Continuing_needs_a_token_too()
    {
        using var visitor = app.NewVisitor();
        await visitor.GetPageAsync("/login");
        visitor.ForgetToken();
        using var answer = await ContinueAsAsync(visitor, "admin");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static Task<HttpResponseMessage> ContinueAsAsync(Visitor visitor, string role) =>
        visitor.PostAsync("/login/as", new Dictionary<string, string>(StringComparer.Ordinal) { ["role"] = role }, htmx: false);
}
