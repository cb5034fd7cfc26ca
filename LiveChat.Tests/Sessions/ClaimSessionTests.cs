using LiveChat.Core.Sessions;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Sessions;

public sealed class ClaimSessionTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Of_twenty_operators_who_claim_at_once_one_wins_and_one_audit_row_tells_who()
    {
        var (_, conversation) = await app.GivenCustomerWhoWroteAsync("สวัสดีค่ะ");
        var operators = new List<long>();
        for (var i = 0; i < 20; i++) operators.Add((await app.GivenOperatorAsync($"racer{i}")).Id);

        var outcomes = await app.InParallelAsync(20, (ClaimSession use, int i) => use.RunAsync(conversation.Id, operators[i], CancellationToken.None));

        Assert.Single(outcomes, ClaimSession.Outcome.Claimed);
        Assert.Equal(19, outcomes.Count(outcome => outcome == ClaimSession.Outcome.TakenByAnother));
        var winner = operators[Array.IndexOf(outcomes, ClaimSession.Outcome.Claimed)];
        var told = await app.ReadAsync(db => db.AuditEntries.Where(entry => entry.Action == "session.claimed" && entry.ConversationId == conversation.Id).ToListAsync());
        Assert.Equal(winner, Assert.Single(told).OperatorId);
    }
}
