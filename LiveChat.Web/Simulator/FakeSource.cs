using System.Text.Json.Nodes;

namespace LiveChat.Web.Simulator;

/// <summary>Where an event happens: in the chat of one user, or in a group or room, there of a member or (without their consent) of nobody in particular (LINE.md §3).</summary>
public sealed record FakeSource(string ChatId, string? UserId)
{
    /// <summary>The chat of one user.</summary>
    public static FakeSource Of(string userId) => new(userId, userId);

    public static implicit operator FakeSource(string userId) => Of(userId);

    internal JsonObject ToJson()
    {
        var source = ChatId[0] switch
        {
            'C' => new JsonObject { ["type"] = "group", ["groupId"] = ChatId },
            'R' => new JsonObject { ["type"] = "room", ["roomId"] = ChatId },
            _ => new JsonObject { ["type"] = "user" },
        };
        if (UserId is not null) source["userId"] = UserId;
        return source;
    }
}
