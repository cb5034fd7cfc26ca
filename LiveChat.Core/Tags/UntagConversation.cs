using LiveChat.Core.Live;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Tags;

/// <summary>Takes a tag off a conversation; the tag itself stays.</summary>
public sealed class UntagConversation(LiveChatDb db, ILiveFeed live, TimeProvider clock)
{
    public enum Outcome { Untagged, NotTagged, NotFound }

    public async Task<Outcome> RunAsync(long conversationId, long operatorId, long tagId, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(conversationId, clock, ct);
        if (work.Conversation is not { } conversation) return Outcome.NotFound;
        if (await db.ConversationTags.Where(tagged => tagged.ConversationId == conversationId && tagged.TagId == tagId).ExecuteDeleteAsync(ct) == 0) return Outcome.NotTagged;

        conversation.NextRevision();
        work.Audit(operatorId, "conversation.untagged", tagId);
        await work.CommitAsync(ct);
        await live.AnnounceAsync(new ConversationTagged(conversationId, conversation.Revision), ct);
        return Outcome.Untagged;
    }
}
