using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>What an operator has begun to write in a conversation; empty when nothing.</summary>
public sealed class ReadDraft(LiveChatDb db)
{
    public async Task<string> RunAsync(long conversationId, long operatorId, CancellationToken ct) =>
        await db.Drafts.Where(draft => draft.OperatorId == operatorId && draft.ConversationId == conversationId).Select(draft => draft.Text).SingleOrDefaultAsync(ct) ?? "";
}
