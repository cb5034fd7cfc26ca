using LiveChat.Core.Channels;
using LiveChat.Core.Conversations;
using LiveChat.Core.Hours;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.Tests.Simulator;

public sealed class DemoDataTests(App app) : IClassFixture<App>
{
    private static readonly TimeZoneInfo Bangkok = TimeZoneInfo.FindSystemTimeZoneById("Asia/Bangkok");

    [Fact]
    public async Task An_empty_database_gets_some_forty_customers_and_is_left_alone_the_second_time()
    {
        await using var scope = await GivenDemoDataAsync();
        var db = scope.ServiceProvider.GetRequiredService<LiveChatDb>();
        var before = await db.Messages.CountAsync();

        Assert.False(await CreateAsync(scope.ServiceProvider));
        Assert.Equal(before, await db.Messages.CountAsync());
        Assert.InRange(await db.Customers.CountAsync(), 38, 50);
    }

    [Fact]
    public async Task Every_state_of_a_conversation_can_be_seen()
    {
        await using var scope = await GivenDemoDataAsync();
        var db = scope.ServiceProvider.GetRequiredService<LiveChatDb>();

        var counts = await db.Conversations.GroupBy(conversation => conversation.Status).ToDictionaryAsync(group => group.Key, group => group.Count());
        Assert.Equal(7, counts[ConversationStatus.Waiting]);
        Assert.Equal(8, counts[ConversationStatus.Active]);
        Assert.Equal(2, counts[ConversationStatus.Bot]);
        Assert.True(counts[ConversationStatus.Closed] > 20);
        Assert.True(await db.Messages.AnyAsync(message => !message.IsSupported && message.Author == MessageAuthor.Customer));
    }

    /// <summary>What the list keeps must be what the timeline says: each statement counts rows where it is not.</summary>
    private static readonly Dictionary<string, string> Disagreements = new(StringComparer.Ordinal)
    {
        ["incoming_count is the number of the customer's messages"] = """
            select count(*)::int as "Value" from conversations c where incoming_count <>
                (select count(*) from messages m where m.conversation_id = c.id and direction = 'incoming' and author = 'customer')
            """,
        ["the preview is the newest message, or the first event when there is none"] = """
            select count(*)::int as "Value" from conversations c
            left join lateral (select * from messages m where m.conversation_id = c.id and m.direction <> 'internal' order by kind like 'event.%', sent_at desc, id desc limit 1) newest on true
            where (c.last_message_id, c.last_message_at, c.last_message_direction, c.last_message_kind, c.preview)
                is distinct from (newest.id, newest.sent_at, newest.direction, newest.kind, left(newest.text, 160))
            """,
        ["the status, owner and waiting time are the open session's"] = """
            select count(*)::int as "Value" from conversations c left join sessions s on s.conversation_id = c.id and s.closed_at is null
            where c.status <> case when s.owner_id is not null then 'active' when s.id is not null then 'waiting'
                    when exists (select 1 from sessions past where past.conversation_id = c.id) then 'closed' else 'bot' end
                or c.owner_id is distinct from s.owner_id
                or c.waiting_since is distinct from case when s.owner_id is null then s.queued_at end
            """,
        ["a reply is owed since the first message after the last answer, in an open session only"] = """
            select count(*)::int as "Value" from conversations c left join sessions s on s.conversation_id = c.id and s.closed_at is null
            where c.needs_reply_since is distinct from (
                select min(m.sent_at) from messages m where m.session_id = s.id and m.direction = 'incoming' and m.sent_at > coalesce(
                    (select max(answer.sent_at) from messages answer where answer.session_id = s.id and answer.direction = 'outgoing'), '-infinity'))
            """,
        ["a conversation's revision is the highest, and no two messages share one"] = """
            select count(*)::int as "Value" from conversations c join
                (select conversation_id, max(revision) as highest, count(*) - count(distinct revision) as shared from messages group by 1) m on m.conversation_id = c.id
            where highest > c.revision or shared > 0
            """,
        ["messages follow one another by whole milliseconds, and their ids, revisions and LINE ids with them"] = """
            select count(*)::int as "Value" from
                (select *, lag(sent_at) over t as earlier, lag(id) over t as lower, lag(revision) over t as older from messages where direction <> 'internal' window t as (partition by conversation_id order by sent_at)) m
            where sent_at <= earlier or id < lower or revision < older or sent_at <> date_trunc('milliseconds', sent_at) or line_message_id !~ '^[0-9]{{18}}$'
            """,
        ["only a customer's or an operator's message belongs to a session, and that session was open"] = """
            select count(*)::int as "Value" from messages m left join sessions s on s.id = m.session_id
            where m.direction <> 'internal' and ((m.author = 'system') <> (s.id is null) or s.conversation_id <> m.conversation_id
                or m.created_at < s.started_at or m.created_at > s.closed_at or (m.direction = 'outgoing' and (m.created_at < s.claimed_at or m.operator_id <> s.owner_id)))
            """,
        ["a session was answered when its first answer went out, and closed by its owner with a reason"] = """
            select count(*)::int as "Value" from sessions s
            where first_response_at is distinct from (select min(sent_at) from messages m where m.session_id = s.id and direction = 'outgoing')
                or claimed_at < started_at or closed_at < claimed_at or closed_by <> owner_id or (closed_at is not null and coalesce(close_reason, '') = '')
            """,
        ["every answer has its accepted delivery"] = """
            select count(*)::int as "Value" from messages m full join deliveries d on d.id = m.delivery_id
            where (m.id is null or m.direction = 'outgoing') and (m.id is null or d.id is null or m.delivery_state <> 'accepted' or d.state <> 'accepted'
                or d.method is null or d.body is null or d.finished_at is null or d.lease_until is not null or d.conversation_id <> m.conversation_id)
            """,
        ["no operator has read more than there is"] = """
            select count(*)::int as "Value" from read_cursors r join conversations c on c.id = r.conversation_id where r.read_count not between 0 and c.incoming_count
            """,
        ["who claimed and who closed is in the audit trail"] = """
            select (select count(*) from sessions s where
                (s.claimed_at is not null) <> exists (select 1 from audit_log a where a.action = 'session.claimed' and a.subject_id = s.id and a.at = s.claimed_at and a.operator_id = s.owner_id)
                or (s.closed_at is not null) <> exists (select 1 from audit_log a where a.action = 'session.closed' and a.subject_id = s.id and a.at = s.closed_at and a.operator_id = s.closed_by))::int as "Value"
            """,
        ["nobody's profile is still to be fetched"] = """
            select count(*)::int as "Value" from customers where profile_due_at is not null or profile_fetched_at is null or line_id !~ '^U[0-9a-f]{{32}}$'
            """,
    };

    public static TheoryData<string> WhatAgrees => [.. Disagreements.Keys];

    [Theory]
    [MemberData(nameof(WhatAgrees))]
    public async Task The_rows_agree(string what)
    {
        await using var scope = await GivenDemoDataAsync();
        var db = scope.ServiceProvider.GetRequiredService<LiveChatDb>();

        Assert.Equal(0, await db.Database.SqlQueryRaw<int>(Disagreements[what]).SingleAsync());
    }

    [Fact]
    public async Task Nothing_lies_in_the_future()
    {
        await using var scope = await GivenDemoDataAsync();
        var db = scope.ServiceProvider.GetRequiredService<LiveChatDb>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();

        var latest = await db.Database.SqlQuery<DateTimeOffset>($"""
            select greatest(
                (select max(created_at) from customers), (select max(profile_fetched_at) from customers), (select max(last_message_at) from conversations),
                (select max(greatest(sent_at, created_at)) from messages), (select max(greatest(claimed_at, closed_at, queued_at)) from sessions),
                (select max(greatest(finished_at, next_attempt_at)) from deliveries), (select max(read_at) from read_cursors), (select max(at) from audit_log)) as "Value"
            """).SingleAsync();
        Assert.True(latest <= now);
    }

    private async Task<AsyncServiceScope> GivenDemoDataAsync()
    {
        var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LiveChatDb>();
        if (!await db.Channels.AnyAsync(channel => channel.Origin == ChannelOrigin.Simulator))
        {
            db.Channels.Add(new Channel { Name = "คลินิกทันตกรรมยิ้มสวย", Origin = ChannelOrigin.Simulator, SealedSecret = "sealed", SealedAccessToken = "sealed", CreatedAt = DateTimeOffset.UtcNow });
            await db.SaveChangesAsync();
        }
        await CreateAsync(scope.ServiceProvider);
        return scope;
    }

    private static Task<bool> CreateAsync(IServiceProvider services)
    {
        var clock = services.GetRequiredService<TimeProvider>();
        return new DemoData(services.GetRequiredService<LiveChatDb>(), new BusinessTime(Bangkok, clock), clock).CreateIfEmptyAsync(CancellationToken.None);
    }
}
