using System.Text.Json;
using LiveChat.Core.Media;
using LiveChat.Core.Messages;

namespace LiveChat.Core.Line;

/// <summary>Pictures that were sent together: they come as messages of their own, in any order (LINE.md §2).</summary>
public sealed record LineAlbum(string Id, int? Index, int? Total);

/// <summary>Something to fetch from LINE. External content lies elsewhere and is never fetched (LINE.md §4).</summary>
public sealed record LineContent(MediaKind Kind, bool IsExternal, string? FileName, long? Size, int? DurationMs);

/// <summary>A received message: LINE's kind and id, the words in it, what can be done with it, and the whole object as JSON.</summary>
public sealed record LineMessage(string Kind, string? Id, string? Words, string Json)
{
    private const int MostInAlbum = 1000;
    private const int LongestToken = 2000;

    public string? QuoteToken { get; private init; }
    public string? MarkAsReadToken { get; private init; }
    public string? QuotedMessageId { get; private init; }
    public LineAlbum? Album { get; private init; }
    public LineContent? Content { get; private init; }

    /// <summary>The console can show it, and not only say that it came.</summary>
    public bool IsKnown => Kind switch
    {
        Message.TextKind => Words is not null,
        Message.ImageKind or Message.VideoKind or Message.AudioKind or Message.FileKind or Message.LocationKind or Message.StickerKind => true,
        _ => false,
    };

    /// <summary>Reads a message object as it is stored.</summary>
    public static LineMessage Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement);
    }

    public static LineMessage Read(JsonElement message)
    {
        var kind = Id100(Lenient.Text(message, "type")) ?? "unknown";
        return new(kind, Id100(Lenient.Text(message, "id")), ReadWords(kind, message), message.GetRawText())
        {
            QuoteToken = Token(message, "quoteToken"),
            MarkAsReadToken = Token(message, "markAsReadToken"),
            QuotedMessageId = Id100(Lenient.Text(message, "quotedMessageId")),
            Album = ReadAlbum(message),
            Content = ReadContent(kind, message),
        };
    }

    private static string? ReadWords(string kind, JsonElement message) => kind switch
    {
        Message.TextKind or Message.StickerKind => Lenient.Text(message, "text"),
        Message.FileKind => Lenient.Text(message, "fileName"),
        Message.LocationKind => string.Join('\n', new[] { Lenient.Text(message, "title"), Lenient.Text(message, "address") }.Where(line => !string.IsNullOrWhiteSpace(line))) is { Length: > 0 } words ? words : null,
        _ => null,
    };

    private static LineAlbum? ReadAlbum(JsonElement message)
    {
        if (Lenient.Child(message, "imageSet") is not { } set || Id100(Lenient.Text(set, "id")) is not { } id) return null;
        return new(id, Place(Lenient.Whole(set, "index")), Place(Lenient.Whole(set, "total")));
    }

    private static int? Place(long? number) => number is >= 1 and <= MostInAlbum ? (int)number : null;

    private static LineContent? ReadContent(string kind, JsonElement message)
    {
        MediaKind? content = kind switch
        {
            Message.ImageKind => MediaKind.Image,
            Message.VideoKind => MediaKind.Video,
            Message.AudioKind => MediaKind.Audio,
            Message.FileKind => MediaKind.File,
            _ => null,
        };
        if (content is null) return null;
        var provider = Lenient.Child(message, "contentProvider");
        var isExternal = provider is { } named && Lenient.Text(named, "type") == "external";
        return new(content.Value, isExternal, Lenient.Text(message, "fileName"), Lenient.Whole(message, "fileSize"), Lenient.Whole(message, "duration") is >= 0 and <= int.MaxValue and var duration ? (int)duration : null);
    }

    private static string? Id100(string? id) => id is { Length: > 0 and <= LineEvent.LongestId } ? id : null;

    private static string? Token(JsonElement message, string name) => Lenient.Text(message, name) is { Length: > 0 and <= LongestToken } token ? token : null;
}
