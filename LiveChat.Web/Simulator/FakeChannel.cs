namespace LiveChat.Web.Simulator;

/// <summary>A LINE Official Account as the fake platform knows it: who it is, how its webhooks are signed and who may call in its name.</summary>
public sealed record FakeChannel(string BotUserId, string Name, string Secret, string AccessToken)
{
    /// <summary>Numeric channel id, the <c>client_id</c> of <c>POST /oauth2/v3/token</c>. Without it any id goes with the right secret.</summary>
    public string? ChannelId { get; init; }

    /// <summary>What people search for to add the account.</summary>
    public string BasicId { get; init; } = "@livechat";

    /// <summary><c>chat</c> or <c>bot</c>: only with <c>chat</c> can messages be marked as read (R#mark-as-read).</summary>
    public string ChatMode { get; init; } = "chat";

    /// <summary><c>manual</c> or <c>auto</c> (R#get-bot-info).</summary>
    public string MarkAsReadMode { get; init; } = "manual";
}

/// <summary>A person with a LINE account. Whether they follow a channel belongs to their <see cref="FakeChat"/> with it.</summary>
public sealed record FakeCustomer(string UserId, string DisplayName)
{
    public string? PictureUrl { get; init; }
    public string? StatusMessage { get; init; }

    /// <summary>BCP 47 tag; absent before the person has consented to LINE's privacy policy (R#get-profile).</summary>
    public string? Language { get; init; } = "th";

    /// <summary>Has not consented to giving the profile out: whoever asks for it gets 404 (LINE.md §8).</summary>
    public bool HidesProfile { get; init; }
}

/// <summary>A group chat, or a room (by its id's first letter). A push to it counts once per member (D/pricing).</summary>
public sealed record FakeGroup(string GroupId, string Name, IReadOnlyList<string> MemberIds)
{
    /// <summary>The account is in it; else it can neither write there nor ask about it.</summary>
    public bool IsJoined { get; init; } = true;

    /// <summary>The account has been asked in and has not heard of it: a room tells with the first event there (LINE.md §3).</summary>
    public bool TellsWithFirstEvent { get; init; }

    /// <summary>A chat of several people that has no name.</summary>
    public bool IsRoom => GroupId.StartsWith('R');
}
