using System.Text.Json.Nodes;
using LiveChat.Core.Conversations;
using LiveChat.Core.Messages;
using LiveChat.Core.Sessions;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Messages;

/// <summary>Promises P2 and P3 at the size of a suite: fifty customers, twenty messages each.</summary>
public sealed class EventsInAnyOrderTests(App app) : IClassFixture<App>
{
    private const int Customers = 50;
    private const int Each = 20;
    private const int AtOnce = 16;
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Whatever_order_events_arrive_in_a_conversation_reads_in_LINEs_order() => await FloodAsync(seed: 3, copies: _ => 1);

    [Fact]
    public async Task A_thousand_events_sent_one_to_five_times_each_have_one_effect_each() => await FloodAsync(seed: 2, copies: chance => chance.Next(1, 6));

    private async Task FloodAsync(int seed, Func<Random, int> copies)
    {
        var chance = new Random(seed);
        var customers = Enumerable.Range(0, Customers).Select(i => app.Line.AddCustomer($"ลูกค้า {seed}-{i}")).ToArray();
        var events = customers.SelectMany(customer => Enumerable.Range(0, Each).Select(i => Say(customer, i))).ToArray();
        var sent = events.SelectMany(said => Enumerable.Repeat(said, copies(chance))).ToArray();
        chance.Shuffle(sent);

        var requests = sent.Chunk(4).Select(batch => WebhookSender.Body(app.LineHost.Channel, batch)).ToArray();
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (body, _) => Assert.Equal(200, await app.PostWebhookAsync(body)));
        await app.AllProcessedAsync();

        var ids = customers.Select(customer => customer.UserId).ToArray();
        var conversations = await app.ReadAsync(db => db.Conversations.AsNoTracking().Where(conversation => ids.Contains(conversation.Customer.LineId)).ToListAsync());
        Assert.Equal(Customers, conversations.Count);
        foreach (var conversation in conversations) await AssertInOrderAsync(conversation);

        var conversationIds = conversations.Select(conversation => conversation.Id).ToArray();
        Assert.Equal(Customers, await app.ReadAsync(db => db.Sessions.CountAsync(session => conversationIds.Contains(session.ConversationId))));
        var names = events.Select(said => said["webhookEventId"]!.GetValue<string>()).ToArray();
        var outcomes = await app.ReadAsync(db => db.WebhookEvents.Where(received => names.Contains(received.WebhookEventId)).Select(received => received.Outcome).ToListAsync());
        Assert.Equal(Customers * Each, outcomes.Count(outcome => outcome == EventOutcome.Recorded));
        Assert.Equal(Customers * Each, outcomes.Count);
    }

    private async Task AssertInOrderAsync(Conversation conversation)
    {
        var page = await app.UseAsync((ReadMessages use) => use.NewestAsync(conversation.Id, ReadMessages.LargestPage, CancellationToken.None));
        Assert.Equal([SessionEntry.Opened, .. Enumerable.Range(0, Each).Select(i => $"{i}")], page.Messages.Select(message => message.Text ?? message.Kind));
        Assert.Equal(Each + 1, page.Messages.Select(message => message.Revision).Distinct().Count());
        Assert.Equal(($"{Each - 1}", Each, page.Messages[^1].Id), (conversation.Preview, conversation.IncomingCount, conversation.LastMessageId));
        Assert.Equal((TimeOf(0), TimeOf(Each - 1)), (conversation.NeedsReplySince, conversation.LastMessageAt));
    }

    private JsonObject Say(FakeCustomer customer, int i)
    {
        var said = app.Line.Events.Text(app.LineHost.Channel, customer.UserId, $"{i}");
        said["timestamp"] = TimeOf(i).ToUnixTimeMilliseconds();
        return said;
    }

    private static DateTimeOffset TimeOf(int i) => Start.AddMilliseconds(i);
}
