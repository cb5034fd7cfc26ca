using LiveChat.Core.Conversations;
using LiveChat.Core.Line;
using LiveChat.Core.Live;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>
/// A message has another wording: the newest by LINE's time is shown, the earlier ones are its history (LINE.md §2). The edit may come before its
/// message. Within the caller's transaction.
/// </summary>
public sealed class EditMessage(LiveChatDb db)
{
    /// <returns>False when the message is not here.</returns>
    public async Task<bool> RunAsync(Conversation conversation, LineMessage wording, DateTimeOffset at, ICollection<Change> changes, CancellationToken ct)
    {
        var message = await db.Messages.SingleOrDefaultAsync(found => found.ConversationId == conversation.Id && found.LineMessageId == wording.Id && found.Direction == MessageDirection.Incoming, ct);
        if (message is null) return false;
        if (message.UnsentAt is not null || message.EditedAt == at) return true;

        if (message.EditedAt > at) Remember(message, wording.Words, at);
        else
        {
            Remember(message, message.Text, message.EditedAt ?? message.SentAt);
            (message.Payload, message.EditedAt) = (wording.Json, at);
            var markAsReadToken = message.MarkAsReadToken; // an edit brings none
            MessageReading.Read(message);
            message.MarkAsReadToken ??= markAsReadToken;
            conversation.Reword(message);
        }
        Tell(conversation, message, changes);
        return true;
    }

    /// <summary>The message itself, after its edit: it is older than the edit, and what it said is history. False when it says nothing new.</summary>
    public async Task<bool> RecallAsync(Conversation conversation, Message known, LineMessage said, DateTimeOffset at, ICollection<Change> changes, CancellationToken ct)
    {
        if (known.EditedAt is null || known.SentAt <= at || known.UnsentAt is not null || await db.MessageEdits.AnyAsync(edit => edit.MessageId == known.Id && edit.At == at, ct)) return false;
        Remember(known, said.Words, at);
        known.SentAt = at;
        known.MarkAsReadToken ??= said.MarkAsReadToken;
        Tell(conversation, known, changes);
        return true;
    }

    private void Remember(Message message, string? text, DateTimeOffset at) =>
        db.MessageEdits.Add(new() { MessageId = message.Id, Text = text is null ? null : Words.Clean(text), At = at });

    private static void Tell(Conversation conversation, Message message, ICollection<Change> changes)
    {
        message.Revision = conversation.NextRevision();
        changes.Add(new MessageChanged(conversation.Id, message.Revision, message.Id));
    }
}
