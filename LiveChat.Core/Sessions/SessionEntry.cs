using LiveChat.Core.Conversations;
using LiveChat.Core.Messages;

namespace LiveChat.Core.Sessions;

/// <summary>What happened to a session, as an entry of the timeline: it stands between the messages and is never sent.</summary>
public static class SessionEntry
{
    public const string Prefix = "session.";
    public const string Opened = "session.opened";
    public const string Claimed = "session.claimed";
    public const string Returned = "session.returned";
    public const string Offered = "session.offered";
    public const string Transferred = "session.transferred";
    public const string Declined = "session.declined";
    public const string Withdrawn = "session.withdrawn";
    public const string Closed = "session.closed";
    public const string Reopened = "session.reopened";

    public static Message New(Conversation conversation, Session session, string kind, DateTimeOffset at, long? operatorId, string? words = null, long? about = null) => new Message
    {
        ChannelId = conversation.ChannelId,
        ConversationId = conversation.Id,
        SessionId = session.Id,
        Direction = MessageDirection.Internal,
        Author = MessageAuthor.System,
        OperatorId = operatorId,
        AboutOperatorId = about,
        Kind = kind,
        IsSupported = true,
        SentAt = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()),
        CreatedAt = at,
        Revision = conversation.NextRevision(),
    }.Saying(words);
}
