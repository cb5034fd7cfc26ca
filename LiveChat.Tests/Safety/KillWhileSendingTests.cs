using System.Diagnostics;
using LiveChat.Core.Messages;
using LiveChat.Core.Operators;
using LiveChat.Core.Sessions;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Safety;

/// <summary>Promises P7 and P8 at the size of a suite: the real process is killed in the middle of calls to a LINE in trouble.</summary>
public sealed class KillWhileSendingTests(ITestOutputHelper output)
{
    private const int Conversations = 40;
    private const int Each = 5;
    private const int Replies = Conversations * Each;
    private const int Kills = 5;
    private static readonly FaultKind[] Trouble = [FaultKind.Drop, FaultKind.DropAfterAccept, FaultKind.ServerError, FaultKind.ServerErrorAfterAccept, FaultKind.RateLimit];

    [Fact]
    public async Task Two_hundred_answers_arrive_once_each_though_LINE_fails_every_fifth_call_and_the_process_is_killed_five_times()
    {
        var watch = Stopwatch.StartNew();
        await using var console = await MortalConsole.StartAsync();
        var customers = await GivenRepliesAsync(console);
        foreach (var kind in Trouble) console.Line.Faults.Add(FakeEndpoint.Push, new(kind) { Probability = 0.2 / Trouble.Length });
        console.Line.Faults.Add(FakeEndpoint.Push, new(FaultKind.AnswerLate) { Probability = 0.8, HangFor = TimeSpan.FromMilliseconds(100) }); // so that a kill falls into a call

        var inCall = 0;
        for (var kill = 1; kill <= Kills; kill++)
        {
            await console.RiseAsync();
            var enough = kill * Replies / (Kills + 2);
            await MortalConsole.EventuallyAsync(async () => { await LetTimePassAsync(console); return console.Line.Accepted.Count >= enough; });
            await console.Process.KillAsync();
            inCall += await console.ReadAsync(db => db.Deliveries.CountAsync(delivery => delivery.State == DeliveryState.Sending));
            await console.ReadAsync(db => db.Database.ExecuteSqlAsync($"update deliveries set lease_until = now() - interval '1 second' where state = 'sending'")); // a minute has passed
        }
        await console.RiseAsync();
        await MortalConsole.EventuallyAsync(async () =>
        {
            await LetTimePassAsync(console);
            return !await console.ReadAsync(db => db.Deliveries.AnyAsync(delivery => delivery.State == DeliveryState.Queued || delivery.State == DeliveryState.Sending));
        });

        var accepted = console.Line.Accepted;
        var arrived = accepted.ToLookup(message => message.To, message => message.Text, StringComparer.Ordinal);
        foreach (var customer in customers) Assert.Equal(Enumerable.Range(0, Each).Select(i => $"คำตอบที่ {i}"), arrived[customer.UserId]);
        Assert.Equal(Replies, accepted.Count);

        var books = await console.ReadAsync(db => db.Deliveries.AsNoTracking().ToListAsync());
        Assert.All(books, delivery => Assert.Equal((DeliveryState.Accepted, DeliveryMethod.Push), (delivery.State, delivery.Method)));
        Assert.Equal(accepted.Select(message => message.RetryKey!.Value).Order(), books.Select(delivery => delivery.RetryKey).Order());
        var bubbles = await console.ReadAsync(db => db.Messages.Where(message => message.Direction == MessageDirection.Outgoing && message.DeliveryState == DeliveryState.Accepted).Select(message => message.LineMessageId).ToListAsync());
        Assert.Equal(accepted.Select(message => message.MessageId).Order(StringComparer.Ordinal), bubbles.Order(StringComparer.Ordinal));
        Assert.True(inCall > 0, "No kill fell into a call: the test has proven nothing.");
        output.WriteLine($"{Replies} replies, {Kills} kills with {inCall} calls under way, {books.Sum(delivery => delivery.Attempts)} attempts: {accepted.Count} accepted, 0 twice; {watch.Elapsed.TotalSeconds:0} s.");
    }

    /// <summary>Customers who wrote, an operator who claimed them all and answered; nothing has gone out yet.</summary>
    private static async Task<FakeCustomer[]> GivenRepliesAsync(MortalConsole console)
    {
        var customers = Enumerable.Range(0, Conversations).Select(i => console.Line.AddCustomer($"ลูกค้า {i}")).ToArray();
        var events = customers.Select(customer => console.Line.Events.Text(console.LineHost.Channel, customer.UserId, "สวัสดีค่ะ")).ToArray();
        foreach (var said in events) said.Remove("replyToken"); // replies without one are pushes, which may be repeated
        Assert.True((await console.Line.DeliverAsync(console.LineHost.Channel, events)).Accepted);
        await MortalConsole.EventuallyAsync(() => console.ReadAsync(async db => await db.Conversations.CountAsync(found => found.IncomingCount == 1) == Conversations));
        await console.Process.KillAsync();

        await using var db = console.NewDb();
        var owner = new Operator { Username = "owner", DisplayName = "สมหญิง", PasswordHash = "", Role = OperatorRole.Agent, CreatedAt = DateTimeOffset.UtcNow };
        db.Operators.Add(owner);
        await db.SaveChangesAsync();
        foreach (var id in await db.Conversations.Select(found => found.Id).ToListAsync())
        {
            await new ClaimSession(db, new SilentFeed(), TimeProvider.System).RunAsync(id, owner.Id, CancellationToken.None);
            for (var i = 0; i < Each; i++)
                Assert.NotNull((await new SendReply(db, new SilentFeed(), TimeProvider.System).RunAsync(id, owner.Id, $"คำตอบที่ {i}", $"key-{i}", CancellationToken.None)).MessageId);
        }
        return customers;
    }

    /// <summary>Pauses after a failed attempt are over sooner.</summary>
    private static Task<int> LetTimePassAsync(MortalConsole console) =>
        console.ReadAsync(db => db.Database.ExecuteSqlAsync($"update deliveries set next_attempt_at = now() where state = 'queued' and next_attempt_at > now()"));
}
