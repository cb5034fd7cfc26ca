using LiveChat.Core.Conversations;
using LiveChat.Core.Sessions;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace LiveChat.Tests.Sessions;

/// <summary>Giving back, closing, taking up again: who may, what the list then shows, and what the audit trail says.</summary>
public sealed class SessionEndTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    [Fact]
    public async Task Who_gives_a_conversation_back_leaves_it_waiting_from_now_on()
    {
        var served = await app.GivenServedAsync();
        var before = await SessionAsync(served.ConversationId);
        Assert.Equal(ReturnToQueue.Outcome.Returned, await ReturnAsync(served.ConversationId, served.OperatorId));

        var (conversation, session) = (await app.ConversationOfAsync(served.Customer), await SessionAsync(served.ConversationId));
        Assert.Equal((ConversationStatus.Waiting, null), (conversation.Status, conversation.OwnerId));
        Assert.True(session.QueuedAt > before.QueuedAt, "The waiting clock did not start again.");
        Assert.Equal((session.QueuedAt, before.StartedAt), (conversation.WaitingSince, session.StartedAt));
        Assert.NotNull(conversation.NeedsReplySince);
        await AssertAuditAsync("session.returned", served.ConversationId, served.OperatorId, session.Id);
    }

    [Fact]
    public async Task Only_the_owner_gives_a_conversation_back_and_only_once()
    {
        var served = await app.GivenServedAsync();
        var other = await app.GivenOperatorAsync();
        Assert.Equal(ReturnToQueue.Outcome.NotOwner, await ReturnAsync(served.ConversationId, other.Id));
        Assert.Equal(ConversationStatus.Active, (await app.ConversationOfAsync(served.Customer)).Status);

        await ReturnAsync(served.ConversationId, served.OperatorId);
        Assert.Equal(ReturnToQueue.Outcome.NotOwner, await ReturnAsync(served.ConversationId, served.OperatorId));
        Assert.Equal(ReturnToQueue.Outcome.NotFound, await ReturnAsync(0, served.OperatorId));
        await AssertAuditAsync("session.returned", served.ConversationId, served.OperatorId);
    }

    [Fact]
    public async Task What_was_given_back_another_operator_may_claim()
    {
        var served = await app.GivenServedAsync();
        var other = await app.GivenOperatorAsync();
        await ReturnAsync(served.ConversationId, served.OperatorId);
        Assert.Equal(ClaimSession.Outcome.Claimed, await app.UseAsync((ClaimSession use) => use.RunAsync(served.ConversationId, other.Id, CancellationToken.None)));
        Assert.Equal(other.Id, (await app.ConversationOfAsync(served.Customer)).OwnerId);
        Assert.Equal(ReturnToQueue.Outcome.NotOwner, await ReturnAsync(served.ConversationId, served.OperatorId));
    }

    [Fact]
    public async Task A_closed_conversation_is_nobodys_and_owes_no_answer()
    {
        var served = await app.GivenServedAsync();
        Assert.NotNull((await app.ConversationOfAsync(served.Customer)).NeedsReplySince);
        Assert.Equal(CloseSession.Outcome.Closed, await CloseAsync(served.ConversationId, served.OperatorId, "  ตอบครบแล้ว\r\nขอบคุณ "));

        var (conversation, session) = (await app.ConversationOfAsync(served.Customer), await SessionAsync(served.ConversationId));
        Assert.Equal((ConversationStatus.Closed, null, null, null), (conversation.Status, conversation.OwnerId, conversation.WaitingSince, conversation.NeedsReplySince));
        Assert.Equal((served.OperatorId, "ตอบครบแล้ว\nขอบคุณ"), (session.ClosedBy, session.CloseReason));
        await AssertAuditAsync("session.closed", served.ConversationId, served.OperatorId, session.Id);
    }

    [Fact]
    public async Task Only_the_owner_closes_and_closing_twice_is_one_closing()
    {
        var served = await app.GivenServedAsync();
        var other = await app.GivenOperatorAsync();
        Assert.Equal(CloseSession.Outcome.NotOwner, await CloseAsync(served.ConversationId, other.Id));
        Assert.Equal(CloseSession.Outcome.Closed, await CloseAsync(served.ConversationId, served.OperatorId));
        Assert.Equal(CloseSession.Outcome.AlreadyClosed, await CloseAsync(served.ConversationId, served.OperatorId));
        Assert.Equal(ReturnToQueue.Outcome.NotOpen, await ReturnAsync(served.ConversationId, served.OperatorId));
        Assert.Equal(CloseSession.Outcome.NotFound, await CloseAsync(0, served.OperatorId));
        await AssertAuditAsync("session.closed", served.ConversationId, served.OperatorId);
    }

    [Fact]
    public async Task Of_ten_who_close_at_once_one_does_and_one_audit_row_says_so()
    {
        var served = await app.GivenServedAsync();
        var outcomes = await app.InParallelAsync(10, (CloseSession use, int _) => use.RunAsync(served.ConversationId, served.OperatorId, reason: null, saysFarewell: false, CancellationToken.None));
        Assert.Single(outcomes, CloseSession.Outcome.Closed);
        await AssertAuditAsync("session.closed", served.ConversationId, served.OperatorId);
    }

    [Fact]
    public async Task Nobody_closes_a_conversation_that_still_waits()
    {
        var waiting = app.Line.AddCustomer("ยังรออยู่");
        await app.WriteAsync(waiting, "มีใครไหม");
        var conversation = await app.ConversationOfAsync(waiting);
        Assert.Equal(CloseSession.Outcome.NotOwner, await CloseAsync(conversation.Id, (await app.GivenOperatorAsync()).Id));
        Assert.Equal(ConversationStatus.Waiting, (await app.ConversationOfAsync(waiting)).Status);
    }

    [Fact]
    public async Task A_reason_of_five_hundred_units_is_kept_and_one_more_closes_nothing()
    {
        var served = await app.GivenServedAsync();
        Assert.Equal(CloseSession.Outcome.ReasonTooLong, await CloseAsync(served.ConversationId, served.OperatorId, new string('ก', 501)));
        Assert.Equal(ConversationStatus.Active, (await app.ConversationOfAsync(served.Customer)).Status);

        Assert.Equal(CloseSession.Outcome.Closed, await CloseAsync(served.ConversationId, served.OperatorId, new string('ก', 500)));
        Assert.Equal(500, (await SessionAsync(served.ConversationId)).CloseReason?.Length);
    }

    [Fact]
    public async Task Whoever_reopens_a_conversation_owns_it()
    {
        var served = await app.GivenServedAsync();
        var other = await app.GivenOperatorAsync();
        await CloseAsync(served.ConversationId, served.OperatorId, "เร็วไป");
        Assert.Equal(ReopenSession.Outcome.Reopened, await ReopenAsync(served.ConversationId, other.Id));

        var (conversation, session) = (await app.ConversationOfAsync(served.Customer), await SessionAsync(served.ConversationId));
        Assert.Equal((ConversationStatus.Active, other.Id), (conversation.Status, conversation.OwnerId));
        Assert.Equal((other.Id, null, null, null), (session.OwnerId, session.ClosedAt, session.ClosedBy, session.CloseReason));
        Assert.Equal(CloseSession.Outcome.NotOwner, await CloseAsync(served.ConversationId, served.OperatorId));
        await AssertAuditAsync("session.reopened", served.ConversationId, other.Id, session.Id);
    }

    [Fact]
    public async Task An_open_conversation_and_one_that_never_was_a_session_cannot_be_reopened()
    {
        var served = await app.GivenServedAsync();
        Assert.Equal(ReopenSession.Outcome.AlreadyOpen, await ReopenAsync(served.ConversationId, served.OperatorId));

        var follower = app.Line.AddCustomer("แค่ติดตาม");
        await app.Line.Phone(follower).FollowAsync();
        await app.ReceiveAllAsync();
        var followed = await app.ConversationOfAsync(follower);
        Assert.Equal(ReopenSession.Outcome.NothingToReopen, await ReopenAsync(followed.Id, served.OperatorId));
        Assert.Equal(ReopenSession.Outcome.NotFound, await ReopenAsync(0, served.OperatorId));
        Assert.False(await app.ReadAsync(db => db.AuditEntries.AnyAsync(entry => entry.Action == "session.reopened" && (entry.ConversationId == followed.Id || entry.ConversationId == served.ConversationId))));
    }

    [Fact]
    public async Task Of_ten_who_reopen_at_once_one_owns_it()
    {
        var served = await app.GivenServedAsync();
        await CloseAsync(served.ConversationId, served.OperatorId);
        var others = new List<long>();
        for (var i = 0; i < 10; i++) others.Add((await app.GivenOperatorAsync()).Id);

        var outcomes = await app.InParallelAsync(10, (ReopenSession use, int i) => use.RunAsync(served.ConversationId, others[i], CancellationToken.None));
        Assert.Single(outcomes, ReopenSession.Outcome.Reopened);
        Assert.Equal(9, outcomes.Count(outcome => outcome == ReopenSession.Outcome.AlreadyOpen));
        await AssertAuditAsync("session.reopened", served.ConversationId, others[Array.IndexOf(outcomes, ReopenSession.Outcome.Reopened)]);
    }

    [Fact]
    public async Task A_customer_who_writes_after_closing_waits_in_a_new_session()
    {
        var served = await app.GivenServedAsync();
        var first = await SessionAsync(served.ConversationId);
        await CloseAsync(served.ConversationId, served.OperatorId);
        await app.WriteAsync(served.Customer, "อีกเรื่องค่ะ");

        var conversation = await app.ConversationOfAsync(served.Customer);
        Assert.Equal((ConversationStatus.Waiting, null), (conversation.Status, conversation.OwnerId));
        Assert.NotNull(conversation.NeedsReplySince);
        var second = await SessionAsync(served.ConversationId);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal((SessionStatus.Waiting, null), (second.Status, second.OwnerId));
        Assert.Equal(second.Id, await app.ReadAsync(db => db.Messages.Where(message => message.Text == "อีกเรื่องค่ะ" && message.ConversationId == conversation.Id).Select(message => message.SessionId).SingleAsync()));
        Assert.Equal(ReopenSession.Outcome.AlreadyOpen, await ReopenAsync(served.ConversationId, served.OperatorId));
    }

    [Fact]
    public async Task The_database_itself_refuses_a_second_open_session()
    {
        var served = await app.GivenServedAsync();
        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => app.ReadAsync(db =>
        {
            db.Sessions.Add(Session.Begin(served.ConversationId, DateTimeOffset.UtcNow));
            return db.SaveChangesAsync();
        }));
        Assert.Equal("ix_sessions_one_open", Assert.IsType<PostgresException>(refused.InnerException).ConstraintName);
    }

    private Task<ReturnToQueue.Outcome> ReturnAsync(long id, long by) => app.UseAsync((ReturnToQueue use) => use.RunAsync(id, by, CancellationToken.None));

    private Task<CloseSession.Outcome> CloseAsync(long id, long by, string? reason = null) => app.UseAsync((CloseSession use) => use.RunAsync(id, by, reason, saysFarewell: false, CancellationToken.None));

    private Task<ReopenSession.Outcome> ReopenAsync(long id, long by) => app.UseAsync((ReopenSession use) => use.RunAsync(id, by, CancellationToken.None));

    /// <summary>The newest session of a conversation.</summary>
    private Task<Session> SessionAsync(long conversationId) =>
        app.ReadAsync(db => db.Sessions.AsNoTracking().Where(session => session.ConversationId == conversationId).OrderByDescending(session => session.Id).FirstAsync());

    private async Task AssertAuditAsync(string action, long conversationId, long operatorId, long? sessionId = null)
    {
        var told = Assert.Single(await app.ReadAsync(db => db.AuditEntries.Where(entry => entry.Action == action && entry.ConversationId == conversationId).ToListAsync()));
        Assert.Equal(operatorId, told.OperatorId);
        if (sessionId is not null) Assert.Equal(sessionId, told.SubjectId);
    }
}
