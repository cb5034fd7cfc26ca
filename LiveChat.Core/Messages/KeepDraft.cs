using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>
/// Keeps what an operator has begun to write; no words, no draft. The key is the one under which the words will be sent: a save that arrives after
/// them finds the message and leaves it at that. Under the conversation's lock, like sending, so that one of the two is always first.
/// </summary>
public sealed class KeepDraft(LiveChatDb db, TimeProvider clock)
{
    /// <summary>UTF-16 units: more than can be sent, for what is still to be cut down.</summary>
    public const int LongestText = 20_000;

    public enum Outcome { Kept, Sent, TooLong, BadKey, NotFound }

    public async Task<Outcome> RunAsync(long conversationId, long operatorId, string? text, string? clientKey, CancellationToken ct)
    {
        var words = Words.Clean(text ?? "");
        if (words.Length > LongestText) return Outcome.TooLong;
        if (!ClientKey.IsValid(clientKey)) return Outcome.BadKey;

        await using var work = await db.BeginWorkAsync(conversationId, clock, ct);
        if (work.Conversation is null) return Outcome.NotFound;
        if (await db.FindMessageAsync(conversationId, clientKey!, ct) is not null) return Outcome.Sent;

        if (words.Length == 0) await db.Drafts.Where(draft => draft.OperatorId == operatorId && draft.ConversationId == conversationId).ExecuteDeleteAsync(ct);
        else await WriteAsync(conversationId, operatorId, words, work.Now, ct);
        await work.CommitAsync(ct);
        return Outcome.Kept;
    }

    private Task<int> WriteAsync(long conversationId, long operatorId, string words, DateTimeOffset now, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"""
            insert into drafts (operator_id, conversation_id, text, updated_at) values ({operatorId}, {conversationId}, {words}, {now})
            on conflict (operator_id, conversation_id) do update set text = excluded.text, updated_at = excluded.updated_at
            """, ct);
}
