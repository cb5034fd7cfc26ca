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
    public required bool IsSupported { get; init; }

    public string? Text { get; private set; }

    /// <summary>The same words as they are searched for (<see cref="ThaiText.Indexable"/>); null where there are none, or none yet.</summary>
    public string? SearchText { get; private set; }

    /// <summary>Whom an entry about a session names besides its author: to whom it was handed.</summary>
    public long? AboutOperatorId { get; init; }

    /// <summary>LINE's object as it came, as JSON.</summary>
    public string? Payload { get; init; }

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

    public Message Saying(string? text)
    {
        (Text, SearchText) = (text, text is null ? null : ThaiText.Indexable(text));
        return this;
    }
}
