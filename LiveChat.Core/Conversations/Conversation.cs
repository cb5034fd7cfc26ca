using LiveChat.Core.Customers;
using LiveChat.Core.Messages;
using LiveChat.Core.Sessions;

namespace LiveChat.Core.Conversations;

/// <summary>Who answers now: the bot (no session yet), nobody yet, one operator, or nobody any more.</summary>
public enum ConversationStatus { Bot, Waiting, Active, Closed }

/// <summary>
/// Everything ever said between one customer and one channel. What the list shows is kept on this row, so that the list costs the same at any size.
/// Every change happens under the row's lock and takes the next <see cref="Revision"/>, so revisions have no holes.
/// </summary>
public sealed class Conversation
{
    private const int PreviewLength = 160;

    /// <summary>Behind every moment of waiting, in milliseconds: the year 5138.</summary>
    private const long AfterAllWaiting = 100_000_000_000_000;

    /// <summary>Who is owed an answer has a <see cref="WaitingOrder"/> below this, whoever is not above: a condition that its index can serve.</summary>
    public const long FirstAtRest = AfterAllWaiting / 2;

    public long Id { get; private set; }
    public required long ChannelId { get; init; }
    public required long CustomerId { get; init; }
    public Customer Customer { get; init; } = null!;

    public long Revision { get; private set; }
    public ConversationStatus Status { get; private set; } = ConversationStatus.Bot;
    public long? OwnerId { get; private set; }
    public DateTimeOffset? WaitingSince { get; private set; }

    /// <summary>Who was asked to take over and has not answered yet.</summary>
    public long? TransferToId { get; private set; }

    /// <summary>Since when a human owes an answer; null when the customer did not speak last.</summary>
    public DateTimeOffset? NeedsReplySince { get; private set; }

    /// <summary>The place in a list of who has waited longest: first whoever is owed an answer, then the others, newest first.</summary>
    public long WaitingOrder { get; private set; }

    /// <summary>How many messages the customer has sent, ever. Unread is this less an operator's read cursor.</summary>
    public int IncomingCount { get; private set; }

    public long? LastMessageId { get; private set; }
    public required DateTimeOffset LastMessageAt { get; set; }
    public MessageDirection? LastMessageDirection { get; private set; }
    public string? LastMessageKind { get; private set; }
    public string? Preview { get; private set; }

    public string? ReplyToken { get; private set; }
    public DateTimeOffset? ReplyTokenExpiresAt { get; private set; }

    /// <summary>Since when another module has the chat, and we must not send (LINE.md §3, standby); null while it is ours.</summary>
    public DateTimeOffset? StandbySince { get; private set; }

    /// <summary>LINE's time of the newest word about who has the chat: events come in any order.</summary>
    public DateTimeOffset? ModeAt { get; private set; }

    /// <summary>What LINE is still to be told was read; null when nothing is.</summary>
    public string? MarkAsReadToken { get; private set; }

    public DateTimeOffset? MarkAsReadDueAt { get; private set; }

    /// <summary>Up to which message, by its time, the customer was shown "Read".</summary>
    public DateTimeOffset? ReadOnLineUpTo { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public long NextRevision() => ++Revision;

    /// <summary>The list's preview follows the newest message by LINE's time; one that arrives late does not displace it.</summary>
    public void Show(Message message)
    {
        if (LastMessageId is not null && message.SentAt < LastMessageAt) return;
        LastMessageId = message.Id;
        LastMessageAt = message.SentAt;
        LastMessageDirection = message.Direction;
        LastMessageKind = message.UnsentAt is null ? message.Kind : Message.UnsentKind;
        Preview = Words.Clip(message.Text, PreviewLength);
        TakePlace();
    }

    /// <summary>The message that was shown is gone: the preview falls back to the one before it.</summary>
    public void ShowInstead(Message previous)
    {
        LastMessageId = null;
        Show(previous);
    }

    /// <summary>What was said last was taken back: that it was stays in the list.</summary>
    public void Unsay(Message message)
    {
        if (LastMessageId == message.Id) (LastMessageKind, Preview) = (Message.UnsentKind, null);
    }

    /// <summary>What was said last is said otherwise.</summary>
    public void Reword(Message message)
    {
        if (LastMessageId == message.Id) Preview = Words.Clip(message.Text, PreviewLength);
    }

    public void CountIncoming(Message message)
    {
        IncomingCount++;
        if (NeedsReplySince is null || message.SentAt < NeedsReplySince) NeedsReplySince = message.SentAt; // events come in any order
        TakePlace();
    }

    public void Answered() => Owes(since: null);

    public void Owes(DateTimeOffset? since)
    {
        NeedsReplySince = since;
        TakePlace();
    }

    /// <summary>Where a conversation stands that nobody waits in.</summary>
    public static long RestingOrder(DateTimeOffset lastMessageAt) => AfterAllWaiting - lastMessageAt.ToUnixTimeMilliseconds();

    /// <summary>Keeps the newest reply token: it makes the next answer free (LINE.md §6).</summary>
    public void KeepReplyToken(string token, DateTimeOffset expiresAt)
    {
        if (ReplyTokenExpiresAt is { } known && known >= expiresAt) return;
        (ReplyToken, ReplyTokenExpiresAt) = (token, expiresAt);
    }

    public bool HasReplyToken(DateTimeOffset now) => ReplyToken is not null && ReplyTokenExpiresAt > now;

    /// <summary>Hands out the reply token if it is still fresh. It works once, so it is gone either way.</summary>
    public string? TakeReplyToken(DateTimeOffset now)
    {
        var token = HasReplyToken(now) ? ReplyToken : null;
        (ReplyToken, ReplyTokenExpiresAt) = (null, null);
        return token;
    }

    /// <summary>Who has the chat, as an event says: the newest by LINE's time counts. True when that is another than before.</summary>
    public bool Follow(bool isStandby, DateTimeOffset at)
    {
        if (ModeAt > at) return false;
        ModeAt = at;
        var changes = isStandby != StandbySince is not null;
        StandbySince = isStandby ? StandbySince ?? at : null;
        return changes;
    }

    /// <summary>LINE is to tell the customer that everything up to this message was read. Nothing is told twice.</summary>
    public bool MarkReadOnLine(string token, DateTimeOffset sentAt, DateTimeOffset now)
    {
        if (ReadOnLineUpTo >= sentAt) return false;
        (MarkAsReadToken, MarkAsReadDueAt, ReadOnLineUpTo) = (token, now, sentAt);
        return true;
    }

    public void MarkedReadOnLine(string token)
    {
        if (MarkAsReadToken == token) (MarkAsReadToken, MarkAsReadDueAt) = (null, null);
    }

    public void MarkReadOnLineLater(DateTimeOffset dueAt) => MarkAsReadDueAt = dueAt;

    /// <summary>Copies what the list shows of the session that was just changed.</summary>
    public void Follow(Session session)
    {
        Status = session.Status switch
        {
            SessionStatus.Waiting => ConversationStatus.Waiting,
            SessionStatus.Active => ConversationStatus.Active,
            _ => ConversationStatus.Closed,
        };
        OwnerId = Status == ConversationStatus.Active ? session.OwnerId : null;
        WaitingSince = Status == ConversationStatus.Waiting ? session.QueuedAt : null;
        TransferToId = session.TransferToId;
    }

    private void TakePlace() => WaitingOrder = NeedsReplySince?.ToUnixTimeMilliseconds() ?? RestingOrder(LastMessageAt);
}
