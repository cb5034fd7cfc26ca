using System.Diagnostics;
using LiveChat.Core.Conversations;
using LiveChat.Core.Messages;
using LiveChat.Core.Operators;
using LiveChat.Core.Sessions;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Safety;

/// <summary>Promises P7 and P8: the real process is killed in the middle of calls to a LINE in trouble.</summary>
public sealed class KillWhileSendingTests
{
    private static readonly int Conversations = FullSize.IsAsked ? 100 : 40;
    private static readonly int Each = FullSize.IsAsked ? 20 : 5;
    private static readonly int Replies = Conversations * Each;
    private static readonly int Kills = FullSize.IsAsked ? 20 : 5;
    private static readonly FaultKind[] Trouble = [FaultKind.Drop, FaultKind.DropAfterAccept, FaultKind.ServerError, FaultKind.ServerErrorAfterAccept, FaultKind.RateLimit];

    [Fact]
    public async Task Every_answer_arrives_once_and_in_doubt_never_twice_though_LINE_fails_every_fifth_call_and_the_process_is_killed_again_and_again()
    {
        var watch = Stopwatch.StartNew();
        await using var console = await MortalConsole.StartAsync();
        var customers = await GivenRepliesAsync(console);
        foreach (var kind in Trouble) console.Line.Faults.Add(FakeEndpoint.Sending, new(kind) { Probability = 0.2 / Trouble.Length });
        console.Line.Faults.Add(FakeEndpoint.Sending, new(FaultKind.AnswerLate) { Probability = 0.8, HangFor = TimeSpan.FromMilliseconds(40) }); // so that a kill falls into a call

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

        var (attempts, doubted) = await AssertEachArrivedOnceAsync(console, customers);
        Assert.True(inCall > 0, "No kill fell into a call: the test has proven nothing.");
        Figures.Tell($"P7: {Replies} answers, {Kills} kills with {inCall} calls under way, {attempts} attempts: {console.Line.Accepted.Count} accepted, 0 twice, {doubted} in doubt; {watch.Elapsed.TotalSeconds:0} s.");
    }

    /// <summary>Accepted is at LINE once; a reply that nobody answered is in doubt, at LINE once or not at all; in the order typed; under one key and in the same words at every try.</summary>
    private static async Task<(int Attempts, int Doubted)> AssertEachArrivedOnceAsync(MortalConsole console, FakeCustomer[] customers)
    {
        var accepted = console.Line.Accepted;
        var answers = await console.ReadAsync(db => (
            from message in db.Messages
            join delivery in db.Deliveries on message.DeliveryId equals delivery.Id
            join conversation in db.Conversations on message.ConversationId equals conversation.Id
            select new { message.Text, message.LineMessageId, message.DeliveryState, delivery.State, delivery.Method, delivery.RetryKey, delivery.Attempts, conversation.Customer.LineId }).ToListAsync());
        Assert.Equal(Replies, answers.Count);
        foreach (var answer in answers)
        {
            var copies = accepted.Where(message => message.To == answer.LineId && message.Text == answer.Text).ToArray();
            Assert.Equal(answer.State, answer.DeliveryState);
            Assert.InRange(copies.Length, answer.State == DeliveryState.Accepted ? 1 : 0, 1);
            Assert.True(answer.State == DeliveryState.Accepted || (answer.State, answer.Method) == (DeliveryState.Uncertain, DeliveryMethod.Reply), $"{answer.Method} {answer.State}");
            if (answer.Method == DeliveryMethod.Push) Assert.Equal((answer.RetryKey, answer.LineMessageId), (copies[0].RetryKey, copies[0].MessageId));
        }
        foreach (var customer in customers)
        {
            var arrived = accepted.Where(message => message.To == customer.UserId).Select(message => message.Text).ToArray();
            Assert.Equal(arrived.Order(StringComparer.Ordinal), arrived);
        }
        Assert.Contains(answers, answer => answer.Method == DeliveryMethod.Reply);
        Assert.DoesNotContain(console.Line.Journal.Entries, entry => entry.Note?.Contains("another body", StringComparison.Ordinal) is true);
        return (answers.Sum(answer => answer.Attempts), answers.Count(answer => answer.State == DeliveryState.Uncertain));
    }

    /// <summary>Customers who wrote, an operator who claimed them all and answered; nothing has gone out yet.</summary>
    private static async Task<FakeCustomer[]> GivenRepliesAsync(MortalConsole console)
    {
        var customers = Enumerable.Range(0, Conversations).Select(i => console.Line.AddCustomer($"ลูกค้า {i}")).ToArray();
        var events = customers.Select(customer => console.Line.Events.Text(console.LineHost.Channel, customer.UserId, "สวัสดีค่ะ")).ToArray();
        foreach (var said in events[(Conversations / 2)..]) said.Remove("replyToken"); // answered by push, which may be repeated; the others, who come first as their tokens do not last, by reply, which may not
        Assert.True((await console.Line.DeliverAsync(console.LineHost.Channel, events)).Accepted);
        await MortalConsole.EventuallyAsync(() => console.ReadAsync(async db => await db.Conversations.CountAsync(found => found.IncomingCount == 1) == Conversations));
        await console.Process.KillAsync();

        await using var db = console.NewDb();
        await db.ConsoleSettings.ExecuteUpdateAsync(set => set.SetProperty(settings => settings.UndoSeconds, 0)); // each answer is a call of its own
        var owner = new Operator { Username = "owner", DisplayName = "สมหญิง", PasswordHash = "", Role = OperatorRole.Agent, CreatedAt = DateTimeOffset.UtcNow };
        db.Operators.Add(owner);
        await db.SaveChangesAsync();
        foreach (var id in await db.Conversations.Select(found => found.Id).ToListAsync())
        {
            await new ClaimSession(db, new OweReadMark(db, TimeProvider.System), new SilentFeed(), TimeProvider.System).RunAsync(id, owner.Id, CancellationToken.None);
            for (var i = 0; i < Each; i++)
                Assert.NotNull((await new SendReply(db, new(() => null), new TakeAlong(db), new SilentFeed(), TimeProvider.System).RunAsync(id, owner.Id, $"คำตอบที่ {i:00}", $"key-{i}", CancellationToken.None)).MessageId);
        }
        return customers;
    }

    /// <summary>Pauses after a failed attempt are over sooner.</summary>
    private static Task<int> LetTimePassAsync(MortalConsole console) =>
        console.ReadAsync(db => db.Database.ExecuteSqlAsync($"update deliveries set next_attempt_at = now() where state = 'queued' and next_attempt_at > now()"));
}
