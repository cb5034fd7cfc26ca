namespace LiveChat.Web.Simulator;

/// <summary>Whose phone is looked at, and which chat is open on it: the one with the account alone, or a group's. Written as <c>U…</c> or <c>C…-U…</c>.</summary>
public sealed record PhoneId(string UserId, string? GroupId = null)
{
    public string ChatId => GroupId ?? UserId;

    /// <summary>In groups only, for now: neither in rooms nor with the account alone (LINE.md §3).</summary>
    public bool CanEdit => GroupId?.StartsWith('C') == true;

    public static PhoneId? Parse(string? text) => text?.Split('-') switch
    {
        [var userId] => new(userId),
        [var groupId, var userId] => new(userId, groupId),
        _ => null,
    };

    public override string ToString() => GroupId is null ? UserId : $"{GroupId}-{UserId}";
}
