using LiveChat.Core.Customers;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Media;

/// <summary>All that was ever sent in a conversation and is still here, newest first.</summary>
public sealed class ReadGallery(LiveChatDb db)
{
    public const int PageSize = 60;

    /// <param name="conversationId">Whose.</param>
    /// <param name="before">The id of the last one that is known; null begins with the newest.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Stretch<MediaView>> RunAsync(long conversationId, long? before, CancellationToken ct) => await NewestAsync(db, conversationId, before, PageSize, ct);

    internal static async Task<Stretch<MediaView>> NewestAsync(LiveChatDb db, long conversationId, long? before, int limit, CancellationToken ct)
    {
        var kept = db.MediaFiles.AsNoTracking().Where(file => file.ConversationId == conversationId && file.MessageId != null && file.State == MediaState.Kept);
        if (before is { } id) kept = kept.Where(file => file.Id < id);
        var found = await kept.OrderByDescending(file => file.Id).Take(limit + 1).Select(MediaView.Of).ToListAsync(ct);
        return new([.. found.Take(limit)], HasMore: found.Count > limit);
    }
}
