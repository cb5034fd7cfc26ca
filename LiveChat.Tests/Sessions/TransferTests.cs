using LiveChat.Core.Conversations;
using LiveChat.Core.Messages;
using LiveChat.Core.Operators;
using LiveChat.Core.Sessions;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Sessions;

/// <summary>A conversation changes hands: asked, accepted or not, and whose it is at every moment.</summary>
public sealed class TransferTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    [Fact]
    public async Task Until_the_colleague_accepts_the_owner_stays_and_the_timeline_tells_everything()
    {
        var (served, colleague) = (await app.GivenServedAsync(), await app.GivenOperatorAsync());
        Assert.Equal(OfferTransfer.Outcome.Offered, await OfferAsync(served, colleague.Id, "  อยากนัดวันเสาร์\r\nรอยืนยัน "));
        var offered = await app.ConversationOfAsync(served.Customer);
        Assert.Equal((served.OperatorId, colleague.Id, ConversationStatus.Active), (offered.OwnerId, offered.TransferToId, offered.Status));
        await app.ReplyAsync(served, "รอสักครู่นะคะ"); // the owner still answers

        Assert.Equal(AcceptTransfer.Outcome.Accepted, await AcceptAsync(served, colleague.Id));
        var accepted = await app.ConversationOfAsync(served.Customer);
        Assert.Equal((colleague.Id, null), (accepted.OwnerId, accepted.TransferToId));
        Assert.Equal(SendReply.Refusal.NotOwner, (await app.TryReplyAsync(served, "ช้าไป", Guid.NewGuid().ToString())).Refusal);
        Assert.Equal(
            [(SessionEntry.Offered, served.OperatorId, colleague.Id, "อยากนัดวันเสาร์\nรอยืนยัน"), (SessionEntry.Transferred, colleague.Id, served.OperatorId, null)],
            await EntriesAsync(served));
        Assert.Equal([("session.transfer_offered", served.OperatorId), ("session.transferred", colleague.Id)], await AuditAsync(served));
    }

    [Fact]
    public async Task Who_is_asked_may_say_no_and_who_asked_may_think_better_of_it()
    {
        var (served, colleague) = (await app.GivenServedAsync(), await app.GivenOperatorAsync());
        await OfferAsync(served, colleague.Id);
        Assert.Equal(DeclineTransfer.Outcome.Declined, await DeclineAsync(served, colleague.Id));
        await OfferAsync(served, colleague.Id);
        Assert.Equal(DeclineTransfer.Outcome.Withdrawn, await DeclineAsync(served, served.OperatorId));

        var conversation = await app.ConversationOfAsync(served.Customer);
        Assert.Equal((served.OperatorId, null), (conversation.OwnerId, conversation.TransferToId));
        Assert.Equal(AcceptTransfer.Outcome.NotOffered, await AcceptAsync(served, colleague.Id));
        Assert.Equal(DeclineTransfer.Outcome.NotOffered, await DeclineAsync(served, served.OperatorId));
        var entries = await EntriesAsync(served);
        Assert.Equal((SessionEntry.Declined, colleague.Id, served.OperatorId), (entries[1].Kind, entries[1].By, entries[1].About));
        Assert.Equal((SessionEntry.Withdrawn, served.OperatorId, colleague.Id), (entries[3].Kind, entries[3].By, entries[3].About));
        Assert.Equal(["session.transfer_offered", "session.transfer_declined", "session.transfer_offered", "session.transfer_withdrawn"], (await AuditAsync(served)).Select(told => told.Action));
    }

    [Fact]
    public async Task A_conversation_is_not_handed_to_oneself_to_nobody_or_to_who_may_not_work_any_more()
    {
        var served = await app.GivenServedAsync();
        var disabled = await app.GivenOperatorAsync();
        await app.ReadAsync(db => db.Operators.Where(found => found.Id == disabled.Id).ExecuteUpdateAsync(set => set.SetProperty(found => found.DisabledAt, DateTimeOffset.UtcNow)));
        Assert.Equal(OfferTransfer.Outcome.ToOneself, await OfferAsync(served, served.OperatorId));
        Assert.Equal(OfferTransfer.Outcome.NotAvailable, await OfferAsync(served, disabled.Id));
        Assert.Equal(OfferTransfer.Outcome.NotAvailable, await OfferAsync(served, toId: 0));
        Assert.Empty(await AuditAsync(served));
    }

    [Fact]
    public async Task The_colleague_is_told_what_it_is_about_in_a_thousand_units_at_most()
    {
        var (served, colleague) = (await app.GivenServedAsync(), await app.GivenOperatorAsync());
        Assert.Equal(OfferTransfer.Outcome.NoSummary, await OfferAsync(served, colleague.Id, " \n\t "));
        Assert.Equal(OfferTransfer.Outcome.NoSummary, await OfferAsync(served, colleague.Id, summary: null));
        Assert.Equal(OfferTransfer.Outcome.SummaryTooLong, await OfferAsync(served, colleague.Id, new string('ก', 1001)));
        Assert.Equal(OfferTransfer.Outcome.Offered, await OfferAsync(served, colleague.Id, new string('ก', 1000)));
    }

    [Fact]
    public async Task Only_the_owner_of_an_open_conversation_asks_and_asks_one_at_a_time()
    {
        var (served, colleague, third) = (await app.GivenServedAsync(), await app.GivenOperatorAsync(), await app.GivenOperatorAsync());
        Assert.Equal(OfferTransfer.Outcome.NotOwner, await OfferAsync(served with { OperatorId = colleague.Id }, third.Id));
        await OfferAsync(served, colleague.Id);
        Assert.Equal(OfferTransfer.Outcome.AlreadyOffered, await OfferAsync(served, third.Id));
        Assert.Equal(AcceptTransfer.Outcome.NotOffered, await AcceptAsync(served, third.Id));
        Assert.Equal(DeclineTransfer.Outcome.NotOffered, await DeclineAsync(served, third.Id));

        await app.UseAsync((CloseSession use) => use.RunAsync(served.ConversationId, served.OperatorId, reason: null, saysFarewell: false, CancellationToken.None));
        Assert.Equal(OfferTransfer.Outcome.Closed, await OfferAsync(served, third.Id));
        Assert.Equal(AcceptTransfer.Outcome.NotOffered, await AcceptAsync(served, colleague.Id));
        Assert.Null((await app.ConversationOfAsync(served.Customer)).TransferToId);
        Assert.Equal(OfferTransfer.Outcome.NotFound, await OfferAsync(served with { ConversationId = 0 }, third.Id));
    }

    [Fact]
    public async Task Giving_the_conversation_back_ends_the_offer()
    {
        var (served, colleague) = (await app.GivenServedAsync(), await app.GivenOperatorAsync());
        await OfferAsync(served, colleague.Id);
        await app.UseAsync((ReturnToQueue use) => use.RunAsync(served.ConversationId, served.OperatorId, CancellationToken.None));
        Assert.Equal(AcceptTransfer.Outcome.NotOffered, await AcceptAsync(served, colleague.Id));
        var conversation = await app.ConversationOfAsync(served.Customer);
        Assert.Equal((ConversationStatus.Waiting, null, null), (conversation.Status, conversation.OwnerId, conversation.TransferToId));
    }

    [Fact]
    public async Task When_it_is_accepted_declined_and_withdrawn_at_once_one_of_them_happened()
    {
        for (var round = 0; round < 5; round++)
        {
            var (served, colleague) = (await app.GivenServedAsync(), await app.GivenOperatorAsync());
            await OfferAsync(served, colleague.Id);
            var done = await app.InParallelAsync(12, async (IServiceProvider services, int i) => (i % 3) switch
            {
                0 => await AcceptAsync(served, colleague.Id) == AcceptTransfer.Outcome.Accepted,
                1 => await DeclineAsync(served, colleague.Id) == DeclineTransfer.Outcome.Declined,
                _ => await DeclineAsync(served, served.OperatorId) == DeclineTransfer.Outcome.Withdrawn,
            });
            Assert.Single(done, isDone => isDone);
            Assert.Equal(2, (await AuditAsync(served)).Count);
            var conversation = await app.ConversationOfAsync(served.Customer);
            Assert.Null(conversation.TransferToId);
            Assert.Equal((await EntriesAsync(served))[^1].Kind == SessionEntry.Transferred ? colleague.Id : served.OperatorId, conversation.OwnerId);
        }
    }

    [Fact]
    public async Task Who_could_take_over_is_there_now_and_comes_with_what_they_have_in_hand()
    {
        var (busy, free, away, disabled) = (await app.GivenServedAsync(), await app.GivenOperatorAsync(), await app.GivenOperatorAsync(), await app.GivenOperatorAsync());
        var answered = app.Line.AddCustomer("ตอบแล้ว");
        await app.WriteAsync(answered, "มีไหม", withReplyToken: false);
        var conversation = await app.ConversationOfAsync(answered);
        await app.UseAsync((ClaimSession use) => use.RunAsync(conversation.Id, busy.OperatorId, CancellationToken.None));
        await app.ReplyAsync(new(answered, conversation.Id, busy.OperatorId), "มีค่ะ");
        await SeenAsync(busy.OperatorId, ago: TimeSpan.FromSeconds(10));
        await SeenAsync(free.Id, ago: TimeSpan.FromSeconds(50));
        await SeenAsync(away.Id, ago: TimeSpan.FromSeconds(70));
        await SeenAsync(disabled.Id, ago: TimeSpan.Zero);
        await app.ReadAsync(db => db.Operators.Where(found => found.Id == disabled.Id).ExecuteUpdateAsync(set => set.SetProperty(found => found.DisabledAt, DateTimeOffset.UtcNow)));

        var available = await app.UseAsync((ListAvailableOperators use) => use.RunAsync(exceptId: 0, CancellationToken.None));
        Assert.Equal([(free.Id, 0, 0), (busy.OperatorId, 2, 1)], available.Select(someone => (someone.Id, someone.Active, someone.OwedReplies)));
        Assert.DoesNotContain(await app.UseAsync((ListAvailableOperators use) => use.RunAsync(exceptId: free.Id, CancellationToken.None)), someone => someone.Id == free.Id);
    }

    private Task<int> SeenAsync(long operatorId, TimeSpan ago) =>
        app.ReadAsync(db => db.Operators.Where(found => found.Id == operatorId).ExecuteUpdateAsync(set => set.SetProperty(found => found.LastSeenAt, DateTimeOffset.UtcNow - ago)));

    private Task<OfferTransfer.Outcome> OfferAsync(Served served, long toId, string? summary = "ช่วยดูต่อให้หน่อย") =>
        app.UseAsync((OfferTransfer use) => use.RunAsync(served.ConversationId, served.OperatorId, toId, summary, CancellationToken.None));

    private Task<AcceptTransfer.Outcome> AcceptAsync(Served served, long by) => app.UseAsync((AcceptTransfer use) => use.RunAsync(served.ConversationId, by, CancellationToken.None));

    private Task<DeclineTransfer.Outcome> DeclineAsync(Served served, long by) => app.UseAsync((DeclineTransfer use) => use.RunAsync(served.ConversationId, by, CancellationToken.None));

    private async Task<(string Kind, long? By, long? About, string? Words)[]> EntriesAsync(Served served) =>
        [.. (await app.ReadAsync(db => db.Messages.Where(message => message.ConversationId == served.ConversationId && message.AboutOperatorId != null).OrderBy(message => message.Revision).ToListAsync()))
            .Select(entry => (entry.Kind, entry.OperatorId, entry.AboutOperatorId, entry.Text))];

    private async Task<List<(string Action, long? By)>> AuditAsync(Served served) =>
        [.. (await app.ReadAsync(db => db.AuditEntries.Where(entry => entry.ConversationId == served.ConversationId && entry.Action.StartsWith("session.transfer")).OrderBy(entry => entry.Id).ToListAsync()))
            .Select(entry => (entry.Action, entry.OperatorId))];
}
