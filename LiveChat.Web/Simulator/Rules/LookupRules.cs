using System.Text.Json.Nodes;

namespace LiveChat.Web.Simulator.Rules;

/// <summary>What can be asked: people, groups, the account itself, its quota, and what customers sent.</summary>
internal static class LookupRules
{
    /// <summary>Friends and those who wrote; 404 for whoever blocked the account, hides it, is unknown, or is neither (R#get-profile).</summary>
    public static FakeAnswer Profile(FakeCall call)
    {
        var userId = call.Route["userId"];
        if (!FakeIds.IsWellFormed(userId, "U")) return FakeAnswer.Refused(400, "The value for the 'userId' parameter is invalid");
        if (call.Line.Customer(userId) is not { HidesProfile: false } customer) return FakeAnswer.NotFound();
        var chat = call.Line.Chat(call.Channel.BotUserId, userId);
        var isVisible = chat.Friendship switch { Friendship.Friend => true, Friendship.Blocked => false, _ => chat.LastWroteAt is not null };
        return isVisible ? FakeAnswer.Ok(Describe(customer, inGroup: false)) : FakeAnswer.NotFound();
    }

    /// <summary>Rooms have none (R#get-group-summary).</summary>
    public static FakeAnswer GroupSummary(FakeCall call) =>
        Group(call) is { } group
            ? FakeAnswer.Ok(new() { ["groupId"] = group.GroupId, ["groupName"] = group.Name })
            : FakeAnswer.NotFound();

    /// <summary>Without the account itself (R#get-members-group-count).</summary>
    public static FakeAnswer MemberCount(FakeCall call) =>
        Group(call) is { } group ? FakeAnswer.Ok(new() { ["count"] = group.MemberIds.Count }) : FakeAnswer.NotFound();

    /// <summary>Works for members who are no friends too (R#get-group-member-profile), not for those who gave no consent.</summary>
    public static FakeAnswer GroupMember(FakeCall call) =>
        Group(call) is { } group && group.MemberIds.Contains(call.Route["userId"], StringComparer.Ordinal)
        && call.Line.Customer(call.Route["userId"]) is { HidesProfile: false } member
            ? FakeAnswer.Ok(Describe(member, inGroup: true))
            : FakeAnswer.NotFound();

    public static FakeAnswer BotInfo(FakeCall call) => FakeAnswer.Ok(new()
    {
        ["userId"] = call.Channel.BotUserId,
        ["basicId"] = call.Channel.BasicId,
        ["displayName"] = call.Channel.Name,
        ["chatMode"] = call.Channel.ChatMode,
        ["markAsReadMode"] = call.Channel.MarkAsReadMode,
    });

    public static FakeAnswer Quota(FakeCall call) =>
        call.Line.QuotaOf(call.Channel.BotUserId).Limit is { } limit
            ? FakeAnswer.Ok(new() { ["type"] = "limited", ["value"] = limit })
            : FakeAnswer.Ok(new() { ["type"] = "none" });

    public static FakeAnswer Consumption(FakeCall call) => FakeAnswer.Ok(new() { ["totalUsage"] = call.Line.QuotaOf(call.Channel.BotUserId).Used });

    /// <summary>200 with the bytes; 202 while they are prepared; 404 where there are none; 410 after an unsend (R#get-content).</summary>
    public static FakeAnswer Content(FakeCall call) =>
        NoContent(call) ?? new FakeAnswer(200, null) { Content = call.Line.Content(call.Route["messageId"]) };

    public static FakeAnswer Preview(FakeCall call) =>
        NoContent(call)
        ?? (call.Line.Content(call.Route["messageId"])!.StillPicture is { } still ? new FakeAnswer(200, null) { Content = still } : FakeAnswer.Refused(400, "The content can not be previewed"));

    public static FakeAnswer Transcoding(FakeCall call) =>
        NoContent(call) is { Status: not 202 } refusal
            ? refusal
            : call.Line.Content(call.Route["messageId"])!.IsPlayable
                ? FakeAnswer.Ok(new() { ["status"] = call.Pretend == FaultKind.NotReady ? "processing" : "succeeded" })
                : FakeAnswer.Refused(400, "The content is not video or audio");

    private static FakeAnswer? NoContent(FakeCall call) => call switch
    {
        { Pretend: FaultKind.Gone } => FakeAnswer.Refused(410, "The content is gone"),
        _ => call.Line.Content(call.Route["messageId"]) switch
        {
            null => FakeAnswer.Refused(404, "not found"),
            { IsGone: true } => FakeAnswer.Refused(410, "The content is gone"),
            _ => call.Pretend == FaultKind.NotReady ? FakeAnswer.Accepted() : null,
        },
    };

    /// <summary>The path tells which of the two kinds is asked about: a group is no room.</summary>
    private static FakeGroup? Group(FakeCall call) =>
        call.Line.Group(call.Route.GetValueOrDefault("groupId") ?? call.Route["roomId"]) is { IsJoined: true } group
        && group.GroupId.StartsWith(call.Route.ContainsKey("groupId") ? 'C' : 'R') ? group : null;

    private static JsonObject Describe(FakeCustomer customer, bool inGroup)
    {
        var profile = new JsonObject { ["userId"] = customer.UserId, ["displayName"] = customer.DisplayName };
        if (customer.PictureUrl is not null) profile["pictureUrl"] = customer.PictureUrl;
        if (inGroup) return profile;
        if (customer.StatusMessage is not null) profile["statusMessage"] = customer.StatusMessage;
        if (customer.Language is not null) profile["language"] = customer.Language;
        return profile;
    }
}
