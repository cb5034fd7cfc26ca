using LiveChat.Core.Live;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Media;

/// <summary>An operator wants a customer's file to be fetched once more. What LINE does not have, or we must not fetch, stays as it is.</summary>
public sealed class RetryMedia(LiveChatDb db, ILiveFeed live, TimeProvider clock)
{
    public enum Outcome { Asked, InVain, NotFound }

    /// <returns>What became of it, and whose file it is.</returns>
    public async Task<(Outcome Outcome, long? MessageId)> RunAsync(long conversationId, long mediaId, long operatorId, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(conversationId, clock, ct);
        if (work.Conversation is not { } conversation) return (Outcome.NotFound, null);
        var file = await db.MediaFiles.SingleOrDefaultAsync(found => found.Id == mediaId && found.ConversationId == conversationId && found.MessageId != null, ct);
        if (file is null) return (Outcome.NotFound, null);
        if (file.State is MediaState.Waiting or MediaState.Kept) return (Outcome.Asked, file.MessageId);
        if (!file.TryAskAgain(work.Now)) return (Outcome.InVain, file.MessageId);

        var message = await db.Messages.SingleAsync(found => found.Id == file.MessageId, ct);
        message.Revision = conversation.NextRevision();
        work.Audit(operatorId, "media.retried", file.Id);
        await work.CommitAsync(ct);
        await live.AnnounceAsync(new MessageChanged(conversationId, message.Revision, message.Id), ct);
        await live.AnnounceAsync(new MediaWanted(conversationId), ct);
        return (Outcome.Asked, file.MessageId);
    }
}
