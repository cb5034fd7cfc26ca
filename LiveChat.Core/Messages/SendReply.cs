using System.Text.Json.Nodes;
using LiveChat.Core.CannedResponses;
using LiveChat.Core.Conversations;
using LiveChat.Core.Line;
using LiveChat.Core.Live;
using LiveChat.Core.Media;
using LiveChat.Core.Persistence;
using LiveChat.Core.Sessions;
using LiveChat.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>
/// Commits an operator's answer together with its delivery; the outgoing worker then calls LINE. The same client key is the same answer, however
/// often it is posted. For a while it can still be taken back (<see cref="UndoReply"/>), and so long it stays here; what the same operator answers
/// meanwhile leaves in the same call.
/// </summary>
public sealed class SendReply(LiveChatDb db, PublicAddress address, TakeAlong takeAlong, ILiveFeed live, TimeProvider clock)
{
    public enum Refusal { Empty, TooLong, BadKey, NotOwner, Blocked, Standby, SwitchedOff, Closed, NotFound, NoSuchSticker, NoSuchPlace, CannotQuote, ButtonsCannotQuote, QuoteNeedsWords, NoSuchChoices, TooLongForButtons, NoSuchMedia, TooManyFiles }

    /// <summary>Either the messages that now stand in the timeline, or why there are none.</summary>
    public readonly record struct Result(IReadOnlyList<long> MessageIds, Refusal? Refusal)
    {
        public long? MessageId => MessageIds is [var first, ..] ? first : null;

        public static implicit operator Result(Refusal refusal) => new([], refusal);
    }

    /// <summary>One bubble of an answer: LINE's object, and what of it is searched and shown.</summary>
    private sealed record Bubble(string Kind, string? Text, JsonObject Said, string? QuotedLineId = null, MediaFile? File = null);

    public async Task<Result> RunAsync(long conversationId, long operatorId, Answer answer, string? clientKey, CancellationToken ct)
    {
        answer = answer with { Text = Words.Clean(answer.Text ?? "").Trim('\n') };
        if (Refuse(answer) is { } refusal) return refusal;
        if (!ClientKey.IsValid(clientKey)) return Refusal.BadKey;

        await using var work = await db.BeginWorkAsync(conversationId, clock, ct);
        if (work.Conversation is not { } conversation) return Refusal.NotFound;
        if (await db.FindMessageAsync(conversationId, clientKey!, ct) is { } known) return new Result([known], Refusal: null);
        if (work.Session is not { } session) return Refusal.Closed;
        if (!session.IsOwnedBy(operatorId)) return Refusal.NotOwner;
        if (conversation.Customer.BlockedAt is not null) return Refusal.Blocked; // LINE would take it, and nobody would see it (LINE.md §5)
        if (conversation.StandbySince is not null) return Refusal.Standby; // another module has the chat (LINE.md §3)
        if (await db.Channels.AnyAsync(channel => channel.Id == conversation.ChannelId && channel.DisabledAt != null, ct)) return Refusal.SwitchedOff;

        var (bubbles, problem) = await MakeAsync(answer, conversation, operatorId, ct);
        if (problem is { } reason) return reason;
        var undoSeconds = await db.ConsoleSettings.Select(settings => settings.UndoSeconds).SingleAsync(ct);
        var delivery = undoSeconds > 0 ? await FindBundleAsync(conversationId, operatorId, ct) : null;
        Delivery? first = null;
        List<Message> messages = [];
        foreach (var bubble in bubbles)
        {
            delivery = await PutAsync(work, delivery, bubble, operatorId, ct);
            first ??= delivery;
            messages.Add(await AddAsync(work, bubble, delivery, operatorId, ClientKey.OfBubble(clientKey!, messages.Count), ct));
        }
        var taken = await takeAlong.RunAsync(conversation, first!, work.Now, ct);
        await HoldAsync(messages, undoSeconds, ct);
        var changed = messages.Concat(taken).Concat(await FindOthersAsync([.. messages, .. taken], conversation, ct)).ToList();

        session.Respond(work.Now);
        conversation.Answered();
        conversation.Show(messages[^1]);
        await db.Drafts.Where(draft => draft.OperatorId == operatorId && draft.ConversationId == conversationId).ExecuteDeleteAsync(ct);
        await work.CommitAsync(ct);
        foreach (var message in changed) await live.AnnounceAsync(new MessageChanged(conversationId, message.Revision, message.Id), ct);
        await live.AnnounceAsync(new DeliveryQueued(conversationId, TimeSpan.FromSeconds(undoSeconds)), ct);
        return new Result([.. messages.Select(message => message.Id)], Refusal: null);
    }

    private static Refusal? Refuse(Answer answer) => answer switch
    {
        { Sticker: { } sticker } when !Stickers.MaySend(sticker) => Refusal.NoSuchSticker,
        { Place: { } place } when place.Title.Length == 0 || place.Address.Length == 0 || place.Latitude is not (>= -90 and <= 90) || place.Longitude is not (>= -180 and <= 180) => Refusal.NoSuchPlace,
        { Text.Length: > LineBodies.LongestText } => Refusal.TooLong,
        { Media.Count: > UploadMedia.MostFiles } => Refusal.TooManyFiles, // those of an answer that was taken back, and new ones
        { Sticker: null, Place: null, Media: [] } when string.IsNullOrWhiteSpace(answer.Text) => Refusal.Empty,
        _ => null,
    };

    /// <summary>The bubbles of an answer in the order in which the customer reads them.</summary>
    private async Task<(IReadOnlyList<Bubble> Bubbles, Refusal? Problem)> MakeAsync(Answer answer, Conversation conversation, long operatorId, CancellationToken ct)
    {
        var quoted = answer.QuotedId is { } quotedId ? await db.Messages.SingleOrDefaultAsync(message => message.Id == quotedId && message.ConversationId == conversation.Id, ct) : null;
        if (answer.QuotedId is not null && quoted is not { QuoteToken: not null, UnsentAt: null }) return ([], Refusal.CannotQuote);

        if (await FindFilesAsync(answer.Media, conversation.Id, operatorId, ct) is not { } files) return ([], Refusal.NoSuchMedia);
        List<Bubble> bubbles = [.. files.Select(Attached)];
        if (!string.IsNullOrWhiteSpace(answer.Text))
        {
            var (words, problem) = await WordsAsync(answer, quoted, ct);
            if (words is null) return ([], problem);
            bubbles.Add(words);
        }
        if (answer.Sticker is { } sticker) bubbles.Add(new(Message.StickerKind, null, LineBodies.Sticker(sticker, quoted?.QuoteToken), quoted?.LineMessageId));
        if (quoted is not null && bubbles.TrueForAll(bubble => bubble.QuotedLineId is null)) return ([], Refusal.QuoteNeedsWords);
        if (answer.Place is { } place) bubbles.Add(new(Message.LocationKind, $"{place.Title}\n{place.Address}", LineBodies.Location(place)));
        await SignAsync(bubbles, operatorId, ct);
        return (bubbles, null);
    }

    /// <summary>In the order in which they were chosen. Null unless all are the operator's own, of this conversation, and not sent yet.</summary>
    private async Task<IReadOnlyList<MediaFile>?> FindFilesAsync(IReadOnlyList<string> keys, long conversationId, long operatorId, CancellationToken ct)
    {
        if (keys.Count == 0) return [];
        var found = await db.MediaFiles.Where(file => keys.Contains(file.Key) && file.ConversationId == conversationId && file.OperatorId == operatorId && file.MessageId == null && file.State == MediaState.Kept)
            .OrderBy(file => file.Id).ToListAsync(ct);
        return found.Count == keys.Distinct(StringComparer.Ordinal).Count() ? found : null;
    }

    private Bubble Attached(MediaFile file)
    {
        var (url, preview, name) = (address.Of(file.Key), address.OfPreview(file.Key), file.FileName is { Length: > 0 } given ? given : file.Key[..8]);
        return file.Kind switch
        {
            MediaKind.Image => new(Message.ImageKind, null, LineBodies.Image(url, preview), File: file),
            MediaKind.Video => new(Message.VideoKind, null, LineBodies.Video(url, preview), File: file),
            MediaKind.Audio => new(Message.AudioKind, null, LineBodies.Audio(url, file.DurationMs ?? 0), File: file),
            _ => new(Message.FileKind, name, LineBodies.FileCard(name, ByteSize.Of(file.Size), url), File: file),
        };
    }

    private async Task<(Bubble? Words, Refusal? Problem)> WordsAsync(Answer answer, Message? quoted, CancellationToken ct)
    {
        var text = answer.Text!;
        if (answer.CannedId is not { } cannedId) return (new(Message.TextKind, text, LineBodies.Text(text, quoted?.QuoteToken), quoted?.LineMessageId), null);
        var canned = await db.CannedResponses.AsNoTracking().SingleOrDefaultAsync(response => response.Id == cannedId, ct);
        if (canned?.Choices is null) return (null, Refusal.NoSuchChoices);
        if (canned.ChoiceStyle == ChoiceStyle.Buttons && text.Length > LineBodies.LongestButtonsText) return (null, Refusal.TooLongForButtons);
        if (canned.ChoiceStyle == ChoiceStyle.Buttons && quoted is not null) return (null, Refusal.ButtonsCannotQuote); // words and stickers alone can (LINE.md §6)
        var kind = canned.ChoiceStyle == ChoiceStyle.Buttons ? Message.TemplateKind : Message.TextKind;
        return (new(kind, text, LineBodies.Choices(text, canned.ChoiceStyle, Choice.ReadAll(canned.Choices).OfType<Choice>(), quoted?.QuoteToken), quoted?.LineMessageId), null);
    }

    /// <summary>Customers see who answers, where the settings want it.</summary>
    private async Task SignAsync(List<Bubble> bubbles, long operatorId, CancellationToken ct)
    {
        if (!await db.ConsoleSettings.Select(settings => settings.ShowsOperator).SingleAsync(ct)) return;
        var name = await db.Operators.Where(author => author.Id == operatorId).Select(author => author.DisplayName).SingleAsync(ct);
        foreach (var bubble in bubbles) LineBodies.SignAs(bubble.Said, name);
    }

    /// <summary>Into the call that is given, as long as there is room in it, or into one of its own.</summary>
    private async Task<Delivery> PutAsync(Work work, Delivery? delivery, Bubble bubble, long operatorId, CancellationToken ct)
    {
        var (conversation, payload) = (work.Conversation!, LineBodies.Write(bubble.Said));
        if (delivery is { Count: < LineBodies.MostMessages })
        {
            delivery.Join(payload);
            return delivery;
        }
        delivery = new() { ChannelId = conversation.ChannelId, ConversationId = conversation.Id, OperatorId = operatorId, RetryKey = Guid.NewGuid(), Messages = LineBodies.Messages([payload]), CreatedAt = work.Now };
        db.Deliveries.Add(delivery);
        await db.SaveChangesAsync(ct);
        return delivery;
    }

    private async Task<Message> AddAsync(Work work, Bubble bubble, Delivery delivery, long operatorId, string clientKey, CancellationToken ct)
    {
        var conversation = work.Conversation!;
        var message = new Message
        {
            ChannelId = conversation.ChannelId,
            ConversationId = conversation.Id,
            SessionId = work.Session!.Id,
            Direction = MessageDirection.Outgoing,
            Author = MessageAuthor.Operator,
            OperatorId = operatorId,
            Kind = bubble.Kind,
            IsSupported = true,
            Reading = MessageReading.Version,
            Payload = LineBodies.Write(bubble.Said),
            QuotedLineId = bubble.QuotedLineId,
            SentAt = DateTimeOffset.FromUnixTimeMilliseconds(work.Now.ToUnixTimeMilliseconds()),
            CreatedAt = work.Now,
            Revision = conversation.NextRevision(),
            ClientKey = clientKey,
            DeliveryId = delivery.Id,
            DeliveryState = delivery.State,
        }.Saying(bubble.Text);
        db.Messages.Add(message);
        await db.SaveChangesAsync(ct);
        if (bubble.File is { } file) file.MessageId = message.Id;
        return message;
    }

    /// <summary>What the same operator has just written and can still take back.</summary>
    private async Task<Delivery?> FindBundleAsync(long conversationId, long operatorId, CancellationToken ct)
    {
        var last = await db.Deliveries.Where(delivery => delivery.ConversationId == conversationId && (delivery.State == DeliveryState.Queued || delivery.State == DeliveryState.Sending || delivery.State == DeliveryState.Held))
            .OrderByDescending(delivery => delivery.Id).FirstOrDefaultAsync(ct);
        return last is { MayBeTakenBack: true } && last.OperatorId == operatorId ? last : null;
    }

    /// <summary>
    /// The window begins and ends by the database's clock, as leases do. What joins a call begins it anew, but not for so long that the reply token
    /// would be lost to the first.
    /// </summary>
    private async Task HoldAsync(List<Message> messages, int undoSeconds, CancellationToken ct)
    {
        if (undoSeconds == 0) return;
        var ids = messages.Select(message => message.DeliveryId!.Value).Distinct().ToArray();
        await db.Database.ExecuteSqlAsync($"""
            update deliveries set next_attempt_at = case
                when jsonb_array_length(messages::jsonb) = 1 or c.reply_token_expires_at is null or c.reply_token_expires_at < now() then now() + make_interval(secs => {undoSeconds})
                else greatest(next_attempt_at, least(now() + make_interval(secs => {undoSeconds}), c.reply_token_expires_at - interval '10 seconds')) end
            from conversations c where c.id = deliveries.conversation_id and deliveries.id = any({ids})
            """, ct);
    }

    /// <summary>What shares the call can be taken back for as long, and says so.</summary>
    private async Task<IReadOnlyList<Message>> FindOthersAsync(List<Message> messages, Conversation conversation, CancellationToken ct)
    {
        var (ids, deliveryIds) = (messages.Select(message => message.Id).ToArray(), messages.Select(message => message.DeliveryId).Distinct().ToArray());
        var others = await db.Messages.Where(other => deliveryIds.Contains(other.DeliveryId) && !ids.Contains(other.Id) && other.DeliveryState == DeliveryState.Queued).ToListAsync(ct);
        foreach (var other in others) other.Revision = conversation.NextRevision();
        return others;
    }
}
