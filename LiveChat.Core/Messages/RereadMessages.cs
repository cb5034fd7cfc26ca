using LiveChat.Core.Live;
using LiveChat.Core.Media;
using LiveChat.Core.Line;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>
/// Reads messages again that an earlier version stored and understood less of: a bit at a time, newest first, so that what is looked at is right
/// first. What could not be fetched then is fetched now, if LINE still has it.
/// </summary>
public sealed class RereadMessages(LiveChatDb db, ILiveFeed live, TimeProvider clock)
{
    private const int BatchSize = 50;

    /// <returns>True when there may be more.</returns>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        var old = await db.Messages.AsNoTracking().Where(message => message.Reading < MessageReading.Version && message.Payload != null)
            .OrderByDescending(message => message.Id).Take(BatchSize).Select(message => new { message.Id, message.ConversationId }).ToListAsync(ct);
        foreach (var conversation in old.GroupBy(message => message.ConversationId))
            await RereadAsync(conversation.Key, [.. conversation.Select(message => message.Id)], ct);
        return old.Count > 0;
    }

    private async Task RereadAsync(long conversationId, long[] messageIds, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(conversationId, clock, ct);
        if (work.Conversation is not { } conversation) return;
        List<Change> changes = [];
        foreach (var message in await db.Messages.Where(message => messageIds.Contains(message.Id)).OrderBy(message => message.Id).ToListAsync(ct))
        {
            if (!MessageReading.Read(message)) continue;
            message.Revision = conversation.NextRevision();
            changes.Add(new MessageChanged(conversationId, message.Revision, message.Id));
            if (message.Direction == MessageDirection.Incoming && LineMessage.Read(message.Payload!).Content is { } content && !await db.MediaFiles.AnyAsync(file => file.MessageId == message.Id, ct))
            {
                db.MediaFiles.Add(MediaFile.OfCustomer(message, content, work.Now));
                changes.Add(new MediaWanted(conversationId));
            }
        }
        await work.CommitAsync(ct);
        foreach (var change in changes) await live.AnnounceAsync(change, ct);
    }
}
