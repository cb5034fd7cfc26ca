using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using LiveChat.Core.Messages;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Safety;

/// <summary>Promises P1, P2 and P6 at the size of a suite: the real process is killed, PostgreSQL too, while LINE goes on sending.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Customers = 40;
    private const int Events = 1000;
    private const int Rounds = 10;
    private const int SendersAtOnce = 4;
    private static readonly int[] RoundsWithoutPostgres = [3, 6];

    private const int KeptForTheOutage = 5;

    private readonly ConcurrentBag<string> answered = [];
    private readonly Random chance = new(17);
    private int cutOff;
    private int foundPending;

    [Fact]
    public async Task Whatever_was_answered_200_is_stored_and_has_one_effect_though_the_process_is_killed_eight_times_and_PostgreSQL_twice()
    {
        var watch = Stopwatch.StartNew();
        await using var console = await MortalConsole.StartAsync();
        var customers = Enumerable.Range(0, Customers).Select(i => console.Line.AddCustomer($"ลูกค้า {i}")).ToArray();
        var events = Enumerable.Range(0, Events).Select(i => console.Line.Events.Text(console.LineHost.Channel, customers[i % Customers].UserId, $"ข้อความที่ {i}")).ToArray();

        foreach (var (round, said) in events.Chunk(Events / Rounds).Index())
        {
            var sent = 0;
            var strikeAfter = chance.Next(10, 60);
            var before = await EffectsAsync(console);
            var sending = SendAsync(console, said[..^KeptForTheOutage], () => Interlocked.Increment(ref sent));
            await Eventually.TrueAsync(() => Volatile.Read(ref sent) >= strikeAfter);
            if (round % 2 == 0) await MortalConsole.EventuallyAsync(async () => await EffectsAsync(console) > before); // the other half falls while LINE is being answered
            if (RoundsWithoutPostgres.Contains(round)) await StopPostgresAsync(console, said[^KeptForTheOutage..]);
            else await KillAsync(console, said[^KeptForTheOutage..]);
            await sending;
        }
        await console.Line.Webhooks.WhenDeliveredAsync().WaitAsync(TimeSpan.FromMinutes(1));
        await MortalConsole.EventuallyAsync(() => console.ReadAsync(async db => !await db.WebhookEvents.AnyAsync(received => received.ProcessedAt == null)));

        await AssertNothingAnsweredIsMissingAsync(console);
        await AssertBooksBalanceAsync(console, events);
        Assert.True(foundPending > 0 && cutOff > 0, $"The kills found {foundPending} events without effect and cut off {cutOff} requests: the test has proven nothing.");
        output.WriteLine($"{Events} events, {answered.Count} requests answered 200 at the first try, {cutOff} cut off or refused, 8 kills that found {foundPending} stored events still without effect, PostgreSQL stopped twice: 0 lost, 0 doubled; {watch.Elapsed.TotalSeconds:0} s.");
    }

    /// <summary>One request for each event, and for every third a second at the same time: the network repeats too.</summary>
    private Task SendAsync(MortalConsole console, JsonObject[] events, Action sent) =>
        Parallel.ForEachAsync(events.Index(), new ParallelOptions { MaxDegreeOfParallelism = SendersAtOnce }, async (item, ct) =>
        {
            var copies = item.Index % 3 == 0 ? 2 : 1;
            await Task.WhenAll(Enumerable.Range(0, copies).Select(async _ =>
            {
                var receipt = await console.Line.DeliverAsync(console.LineHost.Channel, [item.Item], ct: ct);
                if (receipt.Accepted) answered.Add(item.Item["webhookEventId"]!.GetValue<string>());
                else Interlocked.Increment(ref cutOff);
            }));
            sent();
        });

    private static Task<int> EffectsAsync(MortalConsole console) => console.ReadAsync(db => db.WebhookEvents.CountAsync(received => received.ProcessedAt != null));

    private async Task KillAsync(MortalConsole console, JsonObject[] meanwhile)
    {
        await console.Process.KillAsync();
        Assert.All(await TryAsync(console, meanwhile), Assert.Null);
        await AssertNothingAnsweredIsMissingAsync(console);
        var pending = await console.ReadAsync(db => db.WebhookEvents.CountAsync(received => received.ProcessedAt == null));
        foundPending += pending;
        output.WriteLine($"Killed after {answered.Count} answers, with {pending} stored events still without effect.");
        await console.RiseAsync();
    }

    private async Task StopPostgresAsync(MortalConsole console, JsonObject[] meanwhile)
    {
        await console.Postgres.StopImmediatelyAsync();
        Assert.All(await TryAsync(console, meanwhile), status => Assert.Equal(503, status));
        await console.Postgres.StartAgainAsync();
        await AssertNothingAnsweredIsMissingAsync(console);
        output.WriteLine($"PostgreSQL stopped after {answered.Count} answers.");
        await console.ReadyAsync();
    }

    /// <summary>The first answer to each; LINE then tries again by itself.</summary>
    private static async Task<List<int?>> TryAsync(MortalConsole console, JsonObject[] events)
    {
        List<int?> statuses = [];
        foreach (var said in events) statuses.Add((await console.Line.DeliverAsync(console.LineHost.Channel, [said])).Status);
        return statuses;
    }

    private async Task AssertNothingAnsweredIsMissingAsync(MortalConsole console)
    {
        var promised = answered.ToArray();
        var stored = await console.ReadAsync(db => db.WebhookEvents.Select(received => received.WebhookEventId).ToListAsync());
        Assert.Empty(promised.Except(stored, StringComparer.Ordinal));
    }

    private static async Task AssertBooksBalanceAsync(MortalConsole console, JsonObject[] events)
    {
        var texts = await console.ReadAsync(db => db.Messages.Said().Select(message => message.Text!).ToListAsync());
        Assert.Equal(events.Select(said => said["message"]!["text"]!.GetValue<string>()).Order(StringComparer.Ordinal), texts.Order(StringComparer.Ordinal));

        var outcomes = await console.ReadAsync(db => db.WebhookEvents.GroupBy(received => received.Outcome).Select(group => new { group.Key, Count = group.Count() }).ToListAsync());
        Assert.Equal((EventOutcome.Recorded, Events), (Assert.Single(outcomes).Key, outcomes[0].Count)); // none ignored, none dead, none pending

        var conversations = await console.ReadAsync(db => db.Conversations.AsNoTracking().ToListAsync());
        Assert.Equal((Customers, Events), (conversations.Count, conversations.Sum(conversation => conversation.IncomingCount)));
        Assert.All(conversations, conversation => Assert.Equal(Events / Customers, conversation.IncomingCount));
        Assert.Equal(Customers, await console.ReadAsync(db => db.Sessions.CountAsync()));
    }
}
