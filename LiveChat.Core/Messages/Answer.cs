namespace LiveChat.Core.Messages;

/// <summary>A sticker that accounts may send, by LINE's ids.</summary>
public sealed record StickerChoice(string PackageId, string StickerId);

/// <summary>A place on earth with a name, as a customer sees it on a map.</summary>
public sealed record Place(string Title, string Address, double Latitude, double Longitude);

/// <summary>
/// What an operator answers with: files, words, a sticker or a place, each a bubble of its own, in this order. Words and stickers may quote a message;
/// with words there may be something to tap, taken from a canned response.
/// </summary>
public sealed record Answer
{
    public string? Text { get; init; }
    public StickerChoice? Sticker { get; init; }
    public Place? Place { get; init; }

    /// <summary>Keys of files that this operator has uploaded to this conversation and not sent yet.</summary>
    public IReadOnlyList<string> Media { get; init; } = [];

    /// <summary>The message that is quoted.</summary>
    public long? QuotedId { get; init; }

    /// <summary>The canned response whose choices go with the words.</summary>
    public long? CannedId { get; init; }

    public static implicit operator Answer(string? text) => FromString(text);

    public static Answer FromString(string? text) => new() { Text = text };
}
