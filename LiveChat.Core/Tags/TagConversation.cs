using LiveChat.Core.Live;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Tags;

/// <summary>Puts a tag on a conversation, by its name; one that does not exist yet comes into being.</summary>
public sealed class TagConversation(LiveChatDb db, ILiveFeed live, TimeProvider clock)
{
    public enum Outcome { Tagged, AlreadyTagged, NoName, NameTooLong, TooMany, NotFound }

    public async Task<Outcome> RunAsync(long conversationId, long operatorId, string? name, CancellationToken ct)
    {
        if (Words.OnOneLine(name) is not { } clean) return Outcome.NoName;
        if (clean.Length > Tag.LongestName) return Outcome.NameTooLong;

        await using var work = await db.BeginWorkAsync(conversationId, clock, ct);
        if (work.Conversation is not { } conversation) return Outcome.NotFound;
        var tag = await db.FindOrCreateTagAsync(clean, await NextColourAsync(ct), work.Now, ct);
        var tagged = await db.ConversationTags.Where(known => known.ConversationId == conversationId).Select(known => known.TagId).ToListAsync(ct);
        if (tagged.Contains(tag.Id)) return Outcome.AlreadyTagged;
        if (tagged.Count >= Tag.MostPerConversation) return Outcome.TooMany;

        db.ConversationTags.Add(new() { ConversationId = conversationId, TagId = tag.Id, TaggedBy = operatorId, TaggedAt = work.Now });
        conversation.NextRevision();
        if (tag.IsNew) work.Audit(operatorId, Tag.CreatedAction, tag.Id, clean);
        work.Audit(operatorId, "conversation.tagged", tag.Id, clean);
        await work.CommitAsync(ct);
        await live.AnnounceAsync(new ConversationTagged(conversationId, conversation.Revision), ct);
        return Outcome.Tagged;
    }

    /// <summary>New tags go through the palette in turn, so that neighbours differ.</summary>
    private async Task<TagColour> NextColourAsync(CancellationToken ct) =>
        (TagColour)(await db.Tags.CountAsync(ct) % Enum.GetValues<TagColour>().Length);
}
