namespace LiveChat.Core.CannedResponses;

/// <summary>How an answer's choices are shown: quick replies vanish with the next message and are for phones only, buttons stay (LINE.md §6).</summary>
public enum ChoiceStyle { QuickReplies, Buttons }

/// <summary>An answer that is written once and used often. Its words may hold {{customer}}, {{operator}} and ค่ะ/ครับ.</summary>
public sealed class CannedResponse
{
    /// <summary>UTF-16 units.</summary>
    public const int LongestTitle = 80;

    /// <summary>UTF-16 units.</summary>
    public const int LongestCategory = 40;

    public long Id { get; private set; }
    public required string Title { get; set; }
    public required string Category { get; set; }
    public required string Text { get; set; }

    /// <summary>What the customer can tap instead of typing, one a line: buttons on the bubble, or quick replies below it; null for none.</summary>
    public string? Choices { get; set; }

    public ChoiceStyle ChoiceStyle { get; set; }

    /// <summary>Title, category and words as they are searched for (<see cref="Messages.ThaiText"/>).</summary>
    public required string SearchText { get; set; }

    /// <summary>How often operators have put it into an answer.</summary>
    public int Uses { get; private set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
