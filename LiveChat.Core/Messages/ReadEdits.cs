using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>What a message said, and from when on.</summary>
public sealed record WordingView(string? Text, DateTimeOffset At);

/// <summary>An edited message's wordings, the newest first.</summary>
public sealed class ReadEdits(LiveChatDb db)
{
    /// <summary>Null when there is no such message.</summary>
    public async Task<IReadOnlyList<WordingView>?> RunAsync(long conversationId, long messageId, CancellationToken ct)
    {
        var now = await db.Messages.AsNoTracking().Where(message => message.Id == messageId && message.ConversationId == conversationId && message.UnsentAt == null)
            .Select(message => new WordingView(message.Text, message.EditedAt ?? message.SentAt)).SingleOrDefaultAsync(ct);
        if (now is null) return null;
        var earlier = await db.MessageEdits.AsNoTracking().Where(edit => edit.MessageId == messageId).OrderByDescending(edit => edit.At).Select(edit => new WordingView(edit.Text, edit.At)).ToListAsync(ct);
        return [now, .. earlier];
    }
}
