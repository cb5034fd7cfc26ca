using Microsoft.EntityFrameworkCore;

namespace LiveChat.Tests.Support;

/// <summary>A long past, written straight into the database: nobody was told of it.</summary>
public static class TimelineExtensions
{
    /// <summary>So many messages of the customer before all there are, named by their place: "ข้อความที่ 0" is the oldest. A day has a hundred.</summary>
    public static Task GivenPastAsync(this App app, long conversationId, int count) => app.ReadAsync(db => db.Database.ExecuteSqlAsync($"""
        insert into messages (channel_id, conversation_id, session_id, direction, author, kind, is_supported, text, sent_at, created_at, revision)
        select first.channel_id, first.conversation_id, first.session_id, 'incoming', 'customer', 'text', true, 'ข้อความที่ ' || i,
            first.sent_at - (({count} - i) * interval '864 seconds'), first.created_at, 1
        from generate_series(0, {count} - 1) i, (select * from messages where conversation_id = {conversationId} order by sent_at, id limit 1) first
        """));
}
