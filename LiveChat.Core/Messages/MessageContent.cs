using System.Text.Json;
using LiveChat.Core.Line;

namespace LiveChat.Core.Messages;

/// <summary>What of a message is shown besides its words, read out of LINE's object; everything in it may be missing (LINE.md §4).</summary>
public abstract record MessageContent
{
    /// <summary>Null for a kind that has nothing of the sort. Never throws: what cannot be read is not there.</summary>
    public static MessageContent? Read(string kind, string? payload)
    {
        if (payload is null) return null;
        using var document = JsonDocument.Parse(payload);
        var said = document.RootElement;
        return kind switch
        {
            Message.TextKind => TextContent.Read(said),
            Message.StickerKind => StickerContent.Read(said),
            Message.LocationKind => LocationContent.Read(said),
            Message.TemplateKind => TemplateContent.Read(said),
            _ when kind.StartsWith(Message.EventPrefix, StringComparison.Ordinal) => EventContent.Read(said),
            _ => null,
        };
    }
}

/// <summary>LINE's own little pictures and names within a text; place and length in UTF-16 units of the text as it came.</summary>
public sealed record TextContent(string Text, IReadOnlyList<TextMark> Marks, IReadOnlyList<string> QuickReplies) : MessageContent
{
    private const int MostMarks = 200;

    public static TextContent? Read(JsonElement said)
    {
        if (Lenient.Text(said, "text") is not { } text) return null;
        var emojis = Lenient.Items(said, "emojis").Select(emoji => Mark(text, emoji, Lenient.Text(emoji, "productId"), Lenient.Text(emoji, "emojiId")));
        var mentions = Lenient.Child(said, "mention") is { } mention ? Lenient.Items(mention, "mentionees").Select(mentionee => Mark(text, mentionee, productId: null, emojiId: null)) : [];
        List<TextMark> marks = [];
        foreach (var mark in emojis.Concat(mentions).OfType<TextMark>().OrderBy(mark => mark.Index).Take(MostMarks))
            if (marks.Count == 0 || mark.Index >= marks[^1].Index + marks[^1].Length) marks.Add(mark); // what overlaps is not to be believed
        return new(text, marks, TemplateContent.ReadQuickReplies(said));
    }

    private static TextMark? Mark(string text, JsonElement at, string? productId, string? emojiId) =>
        Lenient.Whole(at, "index") is >= 0 and var index && Lenient.Whole(at, "length") is > 0 and var length && index <= text.Length && length <= text.Length - index
            ? new((int)index, (int)length, IsAlphanumeric(productId) ? productId : null, IsAlphanumeric(emojiId) ? emojiId : null)
            : null;

    private static bool IsAlphanumeric(string? id) => id is { Length: > 0 and <= 40 } && id.All(char.IsAsciiLetterOrDigit);
}

/// <summary>An emoji of LINE where both ids are known, else a mention.</summary>
public sealed record TextMark(int Index, int Length, string? ProductId, string? EmojiId)
{
    public bool IsEmoji => ProductId is not null && EmojiId is not null;
}

/// <summary>Ids are digits or null; the words stand for the picture where it is not shown.</summary>
public sealed record StickerContent(string? StickerId, bool IsAnimated, string? Words) : MessageContent
{
    private const int MostKeywords = 3;

    public static StickerContent Read(JsonElement said)
    {
        var id = Lenient.Text(said, "stickerId") is { Length: > 0 and <= 20 } digits && digits.All(char.IsAsciiDigit) ? digits : null;
        var words = Lenient.Text(said, "text") ?? string.Join(", ", Lenient.Texts(said, "keywords").Take(MostKeywords));
        var type = Lenient.Text(said, "stickerResourceType");
        return new(id, type is not null && (type.Contains("ANIMATION", StringComparison.Ordinal) || type.Contains("POPUP", StringComparison.Ordinal)), string.IsNullOrWhiteSpace(words) ? null : words);
    }
}

/// <summary>In degrees; null where they are no place on earth.</summary>
public sealed record LocationContent(string? Title, string? Address, double? Latitude, double? Longitude) : MessageContent
{
    public static LocationContent Read(JsonElement said)
    {
        var (latitude, longitude) = (Lenient.Number(said, "latitude"), Lenient.Number(said, "longitude"));
        var isOnEarth = latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180;
        return new(Lenient.Text(said, "title"), Lenient.Text(said, "address"), isOnEarth ? latitude : null, isOnEarth ? longitude : null);
    }
}

/// <summary>What the customer can tap: the labels of buttons on the bubble, or of quick replies below it.</summary>
public sealed record TemplateContent(IReadOnlyList<string> Buttons, IReadOnlyList<string> QuickReplies) : MessageContent
{
    public static TemplateContent Read(JsonElement said) =>
        new(Lenient.Child(said, "template") is { } template ? [.. Lenient.Items(template, "actions").Select(action => Lenient.Text(action, "label")).OfType<string>()] : [], ReadQuickReplies(said));

    internal static IReadOnlyList<string> ReadQuickReplies(JsonElement said) =>
        Lenient.Child(said, "quickReply") is { } quick ? [.. Lenient.Items(quick, "items").Select(item => Lenient.Child(item, "action") is { } action ? Lenient.Text(action, "label") : null).OfType<string>()] : [];
}

/// <summary>What an event says beyond its kind: the data of a button, which beacon, which membership, how many came or left.</summary>
public sealed record EventContent(string? Detail, string? Variant, int Members) : MessageContent
{
    public static EventContent Read(JsonElement said) => Lenient.Text(said, "type") switch
    {
        "postback" when Lenient.Child(said, "postback") is { } postback => new(PostbackDetail(postback), Variant: null, 0),
        "videoPlayComplete" when Lenient.Child(said, "videoPlayComplete") is { } video => new(Lenient.Text(video, "trackingId"), Variant: null, 0),
        "beacon" when Lenient.Child(said, "beacon") is { } beacon => new(Lenient.Text(beacon, "hwid"), Lenient.Text(beacon, "type"), 0),
        "accountLink" when Lenient.Child(said, "link") is { } link => new(Detail: null, Lenient.Text(link, "result"), 0),
        "membership" when Lenient.Child(said, "membership") is { } membership => new(Lenient.Whole(membership, "membershipId")?.ToString(System.Globalization.CultureInfo.InvariantCulture), Lenient.Text(membership, "type"), 0),
        "follow" when Lenient.Child(said, "follow") is { } follow => new(Detail: null, Lenient.Flag(follow, "isUnblocked") is true ? "unblocked" : null, 0),
        "memberJoined" when Lenient.Child(said, "joined") is { } joined => new(Detail: null, Variant: null, Lenient.Items(joined, "members").Count()),
        "memberLeft" when Lenient.Child(said, "left") is { } left => new(Detail: null, Variant: null, Lenient.Items(left, "members").Count()),
        _ => new(Detail: null, Variant: null, 0),
    };

    /// <summary>The data, and what was picked with it: a date, a time, a menu.</summary>
    private static string? PostbackDetail(JsonElement postback)
    {
        var picked = Lenient.Child(postback, "params") is { } choice ? choice.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.String).Select(one => one.Value.GetString()) : [];
        var detail = string.Join(" · ", new[] { Lenient.Text(postback, "data") }.Concat(picked).Where(part => !string.IsNullOrWhiteSpace(part)));
        return detail.Length > 0 ? detail : null;
    }
}
