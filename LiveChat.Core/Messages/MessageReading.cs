using LiveChat.Core.Line;

namespace LiveChat.Core.Messages;

/// <summary>
/// Makes the columns of a message out of LINE's object: what can be searched, quoted and shown. When a later version of the console understands more,
/// it counts <see cref="Version"/> up (and a migration the index on it), and what is stored is read again (RereadMessages).
/// </summary>
public static class MessageReading
{
    public const int Version = 1;

    public static void Read(Message message, LineMessage said)
    {
        message.Saying(said.Words is { } words ? Messages.Words.Clean(words) : null);
        (message.QuoteToken, message.MarkAsReadToken, message.QuotedLineId) = (said.QuoteToken, said.MarkAsReadToken, said.QuotedMessageId);
        (message.AlbumId, message.AlbumIndex, message.AlbumTotal) = (said.Album?.Id, said.Album?.Index, said.Album?.Total);
        message.IsSupported = said.IsKnown;
        message.Reading = Version;
    }
}
