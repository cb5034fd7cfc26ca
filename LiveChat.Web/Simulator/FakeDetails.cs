using System.Text.Json.Nodes;

namespace LiveChat.Web.Simulator;

/// <summary>What may come with a text (R#wh-text). Places and lengths are UTF-16 units.</summary>
public sealed record FakeTextDetails
{
    public IReadOnlyList<FakeEmoji> Emojis { get; init; } = [];
    public IReadOnlyList<FakeMention> Mentions { get; init; } = [];
    public string? QuotedMessageId { get; init; }

    internal void AddTo(JsonObject message)
    {
        if (Emojis.Count > 0) message["emojis"] = new JsonArray([.. Emojis.Select(emoji => emoji.ToJson())]);
        if (Mentions.Count > 0) message["mention"] = new JsonObject { ["mentionees"] = new JsonArray([.. Mentions.Select(mention => mention.ToJson())]) };
        if (QuotedMessageId is not null) message["quotedMessageId"] = QuotedMessageId;
    }
}

/// <summary>A LINE emoji; in the text stands its name in brackets, such as <c>(love)</c>.</summary>
public sealed record FakeEmoji(int Index, int Length, string ProductId, string EmojiId)
{
    internal JsonObject ToJson() => new() { ["index"] = Index, ["length"] = Length, ["productId"] = ProductId, ["emojiId"] = EmojiId };
}

/// <summary>Somebody named in a text; everybody where <see cref="IsAll"/>. Without an id where they gave no consent.</summary>
public sealed record FakeMention(int Index, int Length, string? UserId = null)
{
    public bool IsAll { get; init; }

    /// <summary>The account itself was named.</summary>
    public bool IsSelf { get; init; }

    internal JsonObject ToJson()
    {
        var mention = new JsonObject { ["index"] = Index, ["length"] = Length, ["type"] = IsAll ? "all" : "user" };
        if (IsAll) return mention;
        if (UserId is not null) mention["userId"] = UserId;
        mention["isSelf"] = IsSelf;
        return mention;
    }
}

/// <summary>What may come with a sticker (R#wh-sticker).</summary>
public sealed record FakeStickerDetails
{
    public const string Static = "STATIC";

    /// <summary><c>STATIC</c>, <c>ANIMATION</c>, <c>SOUND</c>, <c>ANIMATION_SOUND</c>, <c>POPUP</c>, <c>POPUP_SOUND</c>, <c>CUSTOM</c>, <c>MESSAGE</c>, <c>NAME_TEXT</c>, <c>PER_STICKER_TEXT</c>; more may come.</summary>
    public string ResourceType { get; init; } = Static;

    /// <summary>The words that the customer wrote onto a message sticker.</summary>
    public string? Text { get; init; }

    public string? QuotedMessageId { get; init; }
}

/// <summary>Which of several pictures sent at once; old phones leave place and number out.</summary>
public sealed record FakeImageSet(string Id, int? Index = null, int? Total = null)
{
    internal void AddTo(JsonObject message)
    {
        var set = new JsonObject { ["id"] = Id };
        if (Index is not null) set["index"] = Index;
        if (Total is not null) set["total"] = Total;
        message["imageSet"] = set;
    }
}
