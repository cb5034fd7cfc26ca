namespace LiveChat.Core.Messages;

/// <summary>What an operator has begun to write in a conversation and not sent: there on every device of theirs.</summary>
public sealed class Draft
{
    public required long OperatorId { get; init; }
    public required long ConversationId { get; init; }
    public required string Text { get; set; }
    public required DateTimeOffset UpdatedAt { get; set; }
}
