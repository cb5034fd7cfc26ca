using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Media;

/// <summary>What an operator has uploaded to a conversation and not sent yet: on whatever device, after whatever restart.</summary>
public sealed class ReadUploads(LiveChatDb db)
{
    public async Task<IReadOnlyList<MediaView>> RunAsync(long conversationId, long operatorId, CancellationToken ct) =>
        await db.MediaFiles.AsNoTracking().Where(file => file.MessageId == null && file.State == MediaState.Kept && file.ConversationId == conversationId && file.OperatorId == operatorId)
            .OrderBy(file => file.Id).Select(MediaView.Of).ToListAsync(ct);
}

/// <summary>Takes a file off an answer that was not sent yet.</summary>
public sealed class DropUpload(LiveChatDb db, IMediaStore store)
{
    /// <returns>False when it was sent, dropped or never there.</returns>
    public async Task<bool> RunAsync(long conversationId, long operatorId, string key, CancellationToken ct)
    {
        var dropped = await db.MediaFiles.Where(file => file.Key == key && file.MessageId == null && file.ConversationId == conversationId && file.OperatorId == operatorId)
            .ExecuteUpdateAsync(file => file.SetProperty(found => found.State, MediaState.Erasing).SetProperty(found => found.NextAttemptAt, found => found.CreatedAt), ct);
        if (dropped == 0) return false;
        await store.DeleteAsync(MediaName.Preview(key), ct);
        await store.DeleteAsync(key, ct);
        await db.MediaFiles.Where(file => file.Key == key && file.MessageId == null).ExecuteDeleteAsync(ct);
        return true;
    }
}
