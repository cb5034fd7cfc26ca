using LiveChat.Core.Messages;
using LiveChat.Core.Sessions;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Messages;

public sealed class DeliveryTimeoutTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_LINE_that_never_answers_leaves_a_push_waiting_and_a_reply_uncertain()
    {
        var owner = await app.GivenOperatorAsync("patient");
        var (_, replied) = await app.GivenCustomerWhoWroteAsync("มีโทเคน");
        var (_, pushed) = await app.GivenCustomerWhoWroteAsync("ไม่มีโทเคน");
        await app.ReadAsync(db => db.Conversations.Where(found => found.Id == pushed.Id).ExecuteUpdateAsync(set => set.SetProperty(found => found.ReplyTokenExpiresAt, DateTimeOffset.UnixEpoch)));
        app.Line.Faults.Add(FakeEndpoint.Sending, new(FaultKind.Hang) { HangFor = TimeSpan.FromMinutes(5) });
        foreach (var id in new[] { replied.Id, pushed.Id })
        {
            await app.UseAsync((ClaimSession use) => use.RunAsync(id, owner.Id, CancellationToken.None));
            await app.UseAsync((SendReply use) => use.RunAsync(id, owner.Id, "ตอบหน่อย", "key", CancellationToken.None));
        }

        await StateAsync(replied.Id, DeliveryState.Uncertain, DeliveryProblem.NoAnswer);
        await StateAsync(pushed.Id, DeliveryState.Queued, DeliveryProblem.LineUnavailable);
        app.Line.Faults.Clear();
        await StateAsync(pushed.Id, DeliveryState.Accepted, problem: null);
        await StateAsync(replied.Id, DeliveryState.Uncertain, DeliveryProblem.NoAnswer);
    }

    private Task<(DeliveryState?, DeliveryProblem?)> StateAsync(long conversationId, DeliveryState state, DeliveryProblem? problem) => Eventually.GetAsync(async () =>
    {
        var message = await app.ReadAsync(db => db.Messages.AsNoTracking().SingleAsync(found => found.ConversationId == conversationId && found.Direction == MessageDirection.Outgoing));
        return (message.DeliveryState, message.DeliveryProblem);
    }, seen => seen == (state, problem));
}
