using LiveChat.Core.Line;

namespace LiveChat.Core.Messages;

/// <summary>
/// Makes the columns of a message out of LINE's object: what can be searched, quoted and shown. When a later version of the console understands more,
/// it counts <see cref="Version"/> up (and a migration the index on it), and what is stored is read again (<see cref="RereadMessages"/>).
/// </summary>
public static class MessageReading
{
    public const int Version = 1;

    /// <summary>Events that have words of their own in the timeline; of any other it only says that it came.</summary>
    private static readonly HashSet<string> KnownEvents = new(StringComparer.Ordinal)
    {
        "follow", "unfollow", "join", "leave", "memberJoined", "memberLeft", "postback", "videoPlayComplete", "beacon", "accountLink", "membership", "activated", "deactivated",
    };

    /// <summary>True when that makes it another message than before.</summary>
    public static bool Read(Message message)
    {
        message.Reading = Version;
        if (message.Payload is null) return false;
        if (message.Kind.StartsWith(Message.EventPrefix, StringComparison.Ordinal)) return Support(message, KnownEvents.Contains(message.Kind[Message.EventPrefix.Length..]));

        var said = LineMessage.Read(message.Payload);
        var words = said.Words is { } text ? Words.Clean(text) : null;
        var changes = words != message.Text || said.Album is not null || said.QuotedMessageId is not null;
        if (words != message.Text) message.Saying(words);
        if (message.Direction == MessageDirection.Incoming) (message.QuoteToken, message.MarkAsReadToken) = (said.QuoteToken, said.MarkAsReadToken);
        message.QuotedLineId = said.QuotedMessageId;
        (message.AlbumId, message.AlbumIndex, message.AlbumTotal) = (said.Album?.Id, said.Album?.Index, said.Album?.Total);
        return Support(message, said.IsKnown) || changes;
    }

    private static bool Support(Message message, bool isSupported)
    {
        var changes = message.IsSupported != isSupported;
        message.IsSupported = isSupported;
        return changes;
    }
}
