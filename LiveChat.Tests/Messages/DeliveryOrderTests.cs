using LiveChat.Core.Messages;
using LiveChat.Core.Sessions;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Messages;

/// <summary>The workers as they run, against a LINE in trouble.</summary>
public sealed class DeliveryOrderTests(App app) : IClassFixture<App>
{
    private static readonly int Conversations = FullSize.IsAsked ? 100 : 20;
    private static readonly int Each = FullSize.IsAsked ? 50 : 20;
    private static readonly FaultKind[] Trouble = [FaultKind.Drop, FaultKind.DropAfterAccept, FaultKind.ServerError, FaultKind.ServerErrorAfterAccept, FaultKind.RateLimit];

    [Fact]
    public async Task Under_twenty_percent_faults_every_answer_arrives_once_and_in_the_order_typed()
    {
        var owner = await app.GivenOperatorAsync("order");
        var customers = new List<(FakeCustomer Customer, long Id)>();
        for (var i = 0; i < Conversations; i++)
        {
            var (customer, conversation) = await app.GivenCustomerWhoWroteAsync("สวัสดีค่ะ");
            await app.UseAsync((ClaimSession use) => use.RunAsync(conversation.Id, owner.Id, CancellationToken.None));
            customers.Add((customer, conversation.Id));
        }
        // Replies without a token are pushes: one that nobody answers may be repeated.
        await app.ReadAsync(db => db.Conversations.ExecuteUpdateAsync(set => set.SetProperty(found => found.ReplyToken, (string?)null).SetProperty(found => found.ReplyTokenExpiresAt, (DateTimeOffset?)null)));
        foreach (var kind in Trouble) app.Line.Faults.Add(FakeEndpoint.Push, new(kind) { Probability = 0.2 / Trouble.Length });

        await Task.WhenAll(customers.Select(async served =>
        {
            for (var i = 0; i < Each; i++)
                Assert.NotNull((await app.UseAsync((SendReply use) => use.RunAsync(served.Id, owner.Id, $"{i}", $"key-{i}", CancellationToken.None))).MessageId);
        }));
        await Eventually.TrueAsync(async () =>
        {
            await app.ReadAsync(db => db.Database.ExecuteSqlAsync($"update deliveries set next_attempt_at = now() where state = 'queued' and next_attempt_at > now()")); // pauses are over sooner
            return !await app.ReadAsync(db => db.Deliveries.AnyAsync(delivery => delivery.State != DeliveryState.Accepted));
        }, TimeSpan.FromMinutes(5));

        Figures.Tell($"P8: {Conversations} conversations of {Each} answers each, 20 % faults: {app.Line.Journal.CountOf(FakeEndpoint.Push)} calls, {app.Line.Accepted.Count} accepted, all in order");
        var accepted = app.Line.Accepted.ToLookup(message => message.To, message => message.Text, StringComparer.Ordinal);
        foreach (var (customer, _) in customers) Assert.Equal(Enumerable.Range(0, Each).Select(i => $"{i}"), accepted[customer.UserId]);
        Assert.True(app.Line.Journal.CountOf(FakeEndpoint.Push) > Conversations * Each); // there was trouble
    }
}
