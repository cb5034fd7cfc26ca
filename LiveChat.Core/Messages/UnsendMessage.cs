using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveChat.Core.Conversations;
using LiveChat.Core.Line;
using LiveChat.Core.Live;
using LiveChat.Core.Media;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>
/// A customer took a message back: its content goes from the timeline, the list, search, earlier wordings, files and raw events, and only that there
/// was one stays (LINE.md §9). It may come before its message. Within the caller's transaction.
/// </summary>
public sealed class UnsendMessage(LiveChatDb db)
{
    /// <returns>True: it is noted, whether or not the message is here.</returns>
    public async Task<bool> RunAsync(Conversation conversation, string lineMessageId, DateTimeOffset at, ICollection<Change> changes, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"""
            insert into unsent_messages (channel_id, line_message_id, at) values ({conversation.ChannelId}, {lineMessageId}, {at}) on conflict do nothing
            """, ct);
        var message = await db.Messages.SingleOrDefaultAsync(found => found.ConversationId == conversation.Id && found.LineMessageId == lineMessageId && found.Direction == MessageDirection.Incoming, ct);
        if (message is null || message.UnsentAt is not null) return true;

        message.Unsend(at);
        message.Revision = conversation.NextRevision();
        conversation.Unsay(message);
        await db.MessageEdits.Where(edit => edit.MessageId == message.Id).ExecuteDeleteAsync(ct);
        await EraseFilesAsync(message.Id, ct);
        changes.Add(new MessageChanged(conversation.Id, message.Revision, message.Id));
        await TellQuotesAsync(conversation, lineMessageId, changes, ct);
        changes.Add(new MediaWanted(conversation.Id));
        return true;
    }

    private Task<int> EraseFilesAsync(long messageId, CancellationToken ct)
    {
        var (erasing, gone) = (MediaState.Erasing.Word(), MediaProblem.Gone.Word());
        return db.Database.ExecuteSqlAsync($"""
            update media_files set state = {erasing}, problem = {gone}, file_name = null, detail = null, next_attempt_at = now() where message_id = {messageId}
            """, ct);
    }

    /// <summary>Whatever quotes it shows it no more.</summary>
    private async Task TellQuotesAsync(Conversation conversation, string lineMessageId, ICollection<Change> changes, CancellationToken ct)
    {
        foreach (var quoting in await db.Messages.Where(message => message.ConversationId == conversation.Id && message.QuotedLineId == lineMessageId).ToListAsync(ct))
        {
            quoting.Revision = conversation.NextRevision();
            changes.Add(new MessageChanged(conversation.Id, quoting.Revision, quoting.Id));
        }
    }

    /// <summary>Takes the words out of the raw events that carried them. Those of an earlier version do not name their message and are looked for by it.</summary>
    public async Task RedactAsync(long channelId, string lineMessageId, CancellationToken ct)
    {
        var events = await db.WebhookEvents.Where(received => received.ChannelId == channelId && received.LineMessageId == lineMessageId).ToListAsync(ct);
        if (events.Count == 0 && await db.Messages.Where(message => message.ChannelId == channelId && message.LineMessageId == lineMessageId).Select(message => (DateTimeOffset?)message.CreatedAt).SingleOrDefaultAsync(ct) is { } cameAt)
            events = await FindUnnamedAsync(channelId, lineMessageId, cameAt, ct);
        foreach (var received in events) received.Raw = Redact(received.Raw);
        await db.SaveChangesAsync(ct);
    }

    private Task<List<WebhookEvent>> FindUnnamedAsync(long channelId, string lineMessageId, DateTimeOffset cameAt, CancellationToken ct)
    {
        var (from, until, id) = (cameAt.AddDays(-1), cameAt.AddDays(1), Encoding.UTF8.GetBytes($"\"{lineMessageId}\""));
        return db.WebhookEvents.FromSql($"""
            select * from webhook_events where channel_id = {channelId} and line_message_id is null and received_at between {from} and {until} and position({id} in raw) > 0
            """).ToListAsync(ct);
    }

    private static byte[] Redact(byte[] raw)
    {
        var said = LineEvent.Read(raw);
        if (said.Message is null || JsonNode.Parse(said.Json) is not JsonObject whole) return raw;
        whole["message"] = new JsonObject { ["type"] = said.Message.Kind, ["id"] = said.Message.Id };
        whole["isRedacted"] = true;
        return JsonSerializer.SerializeToUtf8Bytes(whole);
    }
}
