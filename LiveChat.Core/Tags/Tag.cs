namespace LiveChat.Core.Tags;

/// <summary>A palette whose every colour carries readable text, in light and in dark.</summary>
public enum TagColour { Grey, Red, Orange, Amber, Olive, Green, Teal, Blue, Indigo, Violet, Pink, Brown }

/// <summary>A word that operators put on conversations to find them again.</summary>
public sealed class Tag
{
    /// <summary>UTF-16 units of a name.</summary>
    public const int LongestName = 40;

    /// <summary>Tags on one conversation.</summary>
    public const int MostPerConversation = 20;

    /// <summary>What is written on the audit trail when one comes into being, by its own page or on the fly.</summary>
    internal const string CreatedAction = "tag.created";

    public long Id { get; private set; }
    public required string Name { get; set; }

    /// <summary>The name as it is compared: two tags that read alike are one (<see cref="Messages.ThaiText"/>).</summary>
    public required string NameKey { get; set; }

    public required TagColour Colour { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A tag as it is shown.</summary>
public sealed record TagView(long Id, string Name, TagColour Colour);

/// <summary>One tag on one conversation.</summary>
public sealed class ConversationTag
{
    public required long ConversationId { get; init; }
    public required long TagId { get; init; }
    public required long TaggedBy { get; init; }
    public required DateTimeOffset TaggedAt { get; init; }
}
