namespace LiveChat.Core.Messages;

/// <summary>Where an entry of the timeline goes: internal ones never leave the house.</summary>
public enum MessageDirection { Incoming, Outgoing, Internal }

public enum MessageAuthor { Customer, Operator, Bot, System }

/// <summary>One entry of a conversation's timeline: what somebody said, or something LINE reported.</summary>
public sealed class Message
{
    public const string TextKind = "text";

    /// <summary>Kinds that are not messages but events of LINE: <c>event.follow</c>, <c>event.postback</c> …</summary>
    public const string EventPrefix = "event.";

    /// <summary>The customer added the account as a friend.</summary>
    public const string FollowKind = EventPrefix + "follow";

    /// <summary>The customer blocked the account.</summary>
    public const string UnfollowKind = EventPrefix + "unfollow";

    public const string ImageKind = "image", VideoKind = "video", AudioKind = "audio", FileKind = "file", LocationKind = "location", StickerKind = "sticker", TemplateKind = "template";

    /// <summary>The account was taken out of a group or room.</summary>
    public const string LeaveKind = EventPrefix + "leave";

    /// <summary>What the list shows in place of what was taken back.</summary>
    public const string UnsentKind = "unsent";

    /// <summary>What operators tell each other; customers never see it.</summary>
    public const string NoteKind = "note";

    public long Id { get; private set; }
    public required long ChannelId { get; init; }
    public required long ConversationId { get; init; }
    public long? SessionId { get; set; }

    /// <summary>LINE's id: a decimal string beyond 2^53, so it stays a string (LINE.md §4).</summary>
    public string? LineMessageId { get; set; }

    public required MessageDirection Direction { get; init; }
    public required MessageAuthor Author { get; init; }
    public long? OperatorId { get; init; }

    /// <summary>Who spoke, where that is not the customer itself: a member of a group.</summary>
    public string? AuthorLineId { get; init; }

    /// <summary>LINE's word for it: <c>text</c>, <c>image</c>, <c>sticker</c> … or an event (<see cref="EventPrefix"/>).</summary>
    public required string Kind { get; init; }

    /// <summary>False while the console can only say that something of this kind came (the raw event is kept).</summary>
    public required bool IsSupported { get; set; }

    /// <summary>Which version of <see cref="MessageReading"/> made the columns out of <see cref="Payload"/>; an older one is read again.</summary>
    public int Reading { get; set; }

    public string? Text { get; private set; }

    /// <summary>The same words as they are searched for (<see cref="ThaiText.Indexable"/>); null where there are none, or none yet.</summary>
    public string? SearchText { get; private set; }

    /// <summary>Whom an entry about a session names besides its author: to whom it was handed.</summary>
    public long? AboutOperatorId { get; init; }

    /// <summary>LINE's object as JSON: as it came, or as it was sent. Null for what never was one, and for what was unsent.</summary>
    public string? Payload { get; set; }

    /// <summary>What an answer quotes this message by; good in its own chat only, for ever (LINE.md §4).</summary>
    public string? QuoteToken { get; set; }

    /// <summary>What tells LINE that this message and all before it were read; good for ever (LINE.md §7).</summary>
    public string? MarkAsReadToken { get; set; }

    /// <summary>LINE's id of the message that this one quotes; that one may never have reached us.</summary>
    public string? QuotedLineId { get; set; }

    /// <summary>Pictures that were sent together have one album id, and a place in it from 1 on where LINE tells it.</summary>
    public string? AlbumId { get; set; }

    public int? AlbumIndex { get; set; }
    public int? AlbumTotal { get; set; }

    /// <summary>When the customer took it back: its content is gone (LINE.md §9).</summary>
    public DateTimeOffset? UnsentAt { get; private set; }

    /// <summary>LINE's time of the newest wording; null where it was never edited.</summary>
    public DateTimeOffset? EditedAt { get; set; }

    /// <summary>LINE's time for incoming messages, ours for outgoing ones; whole milliseconds, as LINE counts.</summary>
    public required DateTimeOffset SentAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The conversation's revision at this message's last change.</summary>
    public required long Revision { get; set; }

    /// <summary>What the composer called this message, so that a repeated post makes one message.</summary>
    public string? ClientKey { get; init; }

    public long? DeliveryId { get; set; }
    public DeliveryState? DeliveryState { get; set; }
    public DeliveryProblem? DeliveryProblem { get; set; }

    /// <summary>Nothing of what was said stays; that something was said does.</summary>
    public void Unsend(DateTimeOffset at)
    {
        UnsentAt ??= at;
        Saying(null);
        (Payload, QuoteToken, QuotedLineId) = (null, null, null);
    }

    /// <summary>Its author took it back before it left.</summary>
    public void TakeBack()
    {
        Saying(null);
        (Payload, QuotedLineId, DeliveryState) = (null, null, Messages.DeliveryState.Unsent);
    }

    public Message Saying(string? text)
    {
        (Text, SearchText) = (text, text is null ? null : ThaiText.Indexable(text));
        return this;
    }
}
