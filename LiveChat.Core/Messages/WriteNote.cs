using LiveChat.Core.Live;
using LiveChat.Core.Operators;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>
/// Puts a note for colleagues into the timeline: never sent, and no answer to the customer, so neither preview, order nor clock of the conversation
/// change. Whoever it names (@name) finds the conversation marked. Any operator may write one at any time; the same client key is the same note.
/// </summary>
public sealed class WriteNote(LiveChatDb db, ILiveFeed live, TimeProvider clock)
{
    /// <summary>UTF-16 units.</summary>
    public const int LongestText = 5000;

    public enum Refusal { Empty, TooLong, BadKey, NotFound }

    /// <summary>Either the note that now stands in the timeline, or why there is none.</summary>
    public readonly record struct Result(long? MessageId, Refusal? Refusal)
    {
        public static implicit operator Result(Refusal refusal) => new(null, refusal);
    }

    public async Task<Result> RunAsync(long conversationId, long operatorId, string? text, string? clientKey, CancellationToken ct)
    {
        var words = Words.Clean(text ?? "").Trim('\n');
        if (string.IsNullOrWhiteSpace(words)) return Refusal.Empty;
        if (words.Length > LongestText) return Refusal.TooLong;
        if (!ClientKey.IsValid(clientKey)) return Refusal.BadKey;

        await using var work = await db.BeginWorkAsync(conversationId, clock, ct);
        if (work.Conversation is not { } conversation) return Refusal.NotFound;
        if (await db.FindMessageAsync(conversationId, clientKey!, ct) is { } known) return new Result(known, Refusal: null);

        var note = new Message
        {
            ChannelId = conversation.ChannelId,
            ConversationId = conversationId,
            SessionId = work.Session?.Id,
            Direction = MessageDirection.Internal,
            Author = MessageAuthor.Operator,
            OperatorId = operatorId,
            Kind = Message.NoteKind,
            IsSupported = true,
            SentAt = DateTimeOffset.FromUnixTimeMilliseconds(work.Now.ToUnixTimeMilliseconds()),
            CreatedAt = work.Now,
            Revision = conversation.NextRevision(),
            ClientKey = clientKey,
        }.Saying(words);
        db.Messages.Add(note);

        var operators = await db.Operators.Where(someone => someone.DisabledAt == null).Select(someone => new Mentions.Mentionable(someone.Id, someone.DisplayName)).ToListAsync(ct);
        var mentioned = Mentions.In(words, operators).Where(id => id != operatorId).ToArray();
        await MarkAsync(conversationId, mentioned, work.Now, ct);
        await work.CommitAsync(ct);

        await live.AnnounceAsync(new MessageChanged(conversationId, note.Revision, note.Id), ct);
        var author = operators.Find(someone => someone.Id == operatorId)?.Name ?? "";
        foreach (var id in mentioned) await live.AnnounceAsync(new OperatorMentioned(conversationId, note.Revision, id, author), ct);
        return new Result(note.Id, Refusal: null);
    }

    /// <summary>Whoever has never read the conversation has read nothing of it still.</summary>
    private Task<int> MarkAsync(long conversationId, long[] operatorIds, DateTimeOffset now, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"""
            insert into read_cursors (conversation_id, operator_id, read_count, read_at, is_mentioned)
            select {conversationId}, id, 0, {now}, true from unnest({operatorIds}) id
            on conflict (conversation_id, operator_id) do update set is_mentioned = true
            """, ct);
}
