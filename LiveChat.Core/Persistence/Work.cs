using LiveChat.Core.Audit;
using LiveChat.Core.Conversations;
using LiveChat.Core.Live;
using LiveChat.Core.Messages;
using LiveChat.Core.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace LiveChat.Core.Persistence;

/// <summary>
/// A transaction that holds one conversation's lock. All that changes a conversation goes through here, so changes to one conversation happen one
/// after the other, and each has its revision. What is not committed did not happen: the audit trail included.
/// </summary>
public sealed class Work : IAsyncDisposable
{
    private readonly LiveChatDb db;
    private readonly IDbContextTransaction transaction;
    private readonly List<Message> entered = [];

    internal Work(LiveChatDb db, IDbContextTransaction transaction, DateTimeOffset now) =>
        (this.db, this.transaction, Now) = (db, transaction, now);

    /// <summary>The locked conversation with its customer; null when there is none of that id.</summary>
    public Conversation? Conversation { get; internal set; }

    /// <summary>Its open session, if it has one.</summary>
    public Session? Session { get; internal set; }

    public DateTimeOffset Now { get; }

    public void Audit(long? operatorId, string action, long? subjectId, string? detail = null) =>
        db.AuditEntries.Add(new AuditEntry
        {
            At = Now,
            OperatorId = operatorId,
            Action = action,
            ConversationId = Conversation?.Id,
            SubjectId = subjectId,
            Detail = detail,
        });

    /// <summary>Puts what happened to a session into the timeline.</summary>
    public void Enter(Session session, string kind, long? operatorId, string? words = null, long? about = null)
    {
        var entry = SessionEntry.New(Conversation!, session, kind, Now, operatorId, words, about);
        db.Messages.Add(entry);
        entered.Add(entry);
    }

    /// <summary>What was said at the same time is told with it.</summary>
    public void Enter(Message said) => entered.Add(said);

    /// <summary>Commits, then tells whoever watches that the session is another, and what was entered.</summary>
    public async Task CommitSessionAsync(ILiveFeed live, CancellationToken ct)
    {
        Conversation!.NextRevision();
        await CommitAsync(ct);
        foreach (var entry in entered) await live.AnnounceAsync(new MessageChanged(Conversation.Id, entry.Revision, entry.Id), ct);
        await live.AnnounceAsync(new SessionChanged(Conversation.Id, Conversation.Revision), ct);
    }

    public async Task CommitAsync(CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        db.ChangeTracker.Clear();
    }
}

public static class WorkExtensions
{
    /// <summary>Begins a transaction and locks the conversation's row until it ends.</summary>
    public static Task<Work> BeginWorkAsync(this LiveChatDb db, long conversationId, TimeProvider clock, CancellationToken ct) =>
        db.BeginWorkAsync($"select * from conversations where id = {conversationId} for update", clock, ct);

    /// <summary>The same for whichever conversation a statement picks and locks.</summary>
    public static async Task<Work> BeginWorkAsync(this LiveChatDb db, FormattableString pickAndLock, TimeProvider clock, CancellationToken ct)
    {
        var work = new Work(db, await db.Database.BeginTransactionAsync(ct), clock.GetUtcNow());
        try
        {
            work.Conversation = await db.LockConversationAsync(pickAndLock, ct);
            if (work.Conversation is { } conversation) work.Session = await db.OpenSessionAsync(conversation.Id, ct);
            return work;
        }
        catch
        {
            await work.DisposeAsync();
            throw;
        }
    }

    /// <summary>Within a transaction: reads a conversation under its lock.</summary>
    public static Task<Conversation?> LockConversationAsync(this LiveChatDb db, long conversationId, CancellationToken ct) =>
        db.LockConversationAsync($"select * from conversations where id = {conversationId} for update", ct);

    public static Task<Session?> OpenSessionAsync(this LiveChatDb db, long conversationId, CancellationToken ct) =>
        db.Sessions.SingleOrDefaultAsync(session => session.ConversationId == conversationId && session.ClosedAt == null, ct);

    private static Task<Conversation?> LockConversationAsync(this LiveChatDb db, FormattableString pickAndLock, CancellationToken ct) =>
        db.Conversations.FromSql(pickAndLock).Include(conversation => conversation.Customer).SingleOrDefaultAsync(ct);
}
