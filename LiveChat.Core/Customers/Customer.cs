namespace LiveChat.Core.Customers;

/// <summary>Whom the account talks with: a person, or a group or room that several people share.</summary>
public enum CustomerKind { User, Group, Room }

/// <summary>A LINE user of a channel (or a group or room it was invited to), as LINE last described them.</summary>
public sealed class Customer
{
    /// <summary>A profile older than this is fetched again when the customer writes.</summary>
    public static readonly TimeSpan ProfileLifetime = TimeSpan.FromHours(24);

    /// <summary>UTF-16 units of a nickname.</summary>
    public const int LongestNickname = 100;

    public long Id { get; private set; }
    public required long ChannelId { get; init; }
    public required CustomerKind Kind { get; init; }

    /// <summary>LINE's id: <c>U</c>, <c>C</c> or <c>R</c> and 32 hexadecimal digits; per provider, not per channel (LINE.md §3).</summary>
    public required string LineId { get; init; }

    public string? DisplayName { get; private set; }
    public string? PictureUrl { get; private set; }

    /// <summary>What operators call this customer; shown instead of LINE's name.</summary>
    public string? Nickname { get; private set; }

    /// <summary>Both names as they are searched for (<see cref="Messages.ThaiText.Indexable"/>).</summary>
    public string? SearchName { get; private set; }

    /// <summary>Since when the customer blocks the account (LINE's unfollow); null while they do not.</summary>
    public DateTimeOffset? BlockedAt { get; private set; }

    /// <summary>How many people share a group or room, as far as LINE told: so many messages does one push to it cost.</summary>
    public int? MemberCount { get; private set; }

    public string? StatusMessage { get; private set; }
    public string? Language { get; private set; }
    public DateTimeOffset? ProfileFetchedAt { get; private set; }

    /// <summary>When the profile is to be fetched next; null when nobody asked for it.</summary>
    public DateTimeOffset? ProfileDueAt { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Asks for the profile when it is unknown or stale. Of a group LINE tells name, picture and members; of a room, only how many share it.</summary>
    public bool AskForProfile(DateTimeOffset now)
    {
        var fresh = ProfileFetchedAt is { } fetched && now - fetched < ProfileLifetime;
        if (fresh || ProfileDueAt is not null) return false;
        ProfileDueAt = now;
        return true;
    }

    /// <summary>Asks for the profile although it is fresh: somebody wants to see what it is now.</summary>
    public bool AskForProfileNow(DateTimeOffset now)
    {
        if (ProfileDueAt <= now) return false;
        ProfileDueAt = now;
        return true;
    }

    /// <summary>Takes over what LINE says; true when an operator would see a difference.</summary>
    public bool Describe(string? displayName, string? pictureUrl, string? statusMessage, string? language, DateTimeOffset now)
    {
        var changed = displayName != DisplayName || pictureUrl != PictureUrl;
        (DisplayName, PictureUrl, StatusMessage, Language) = (displayName, pictureUrl, statusMessage, language);
        (ProfileFetchedAt, ProfileDueAt) = (now, null);
        RememberNames();
        return changed;
    }

    /// <summary>Takes over what LINE says of a group; true when an operator would see a difference.</summary>
    public bool DescribeGroup(string? name, string? pictureUrl, int? memberCount, DateTimeOffset now)
    {
        MemberCount = memberCount ?? MemberCount;
        return Describe(name ?? DisplayName, pictureUrl ?? PictureUrl, statusMessage: null, language: null, now);
    }

    public void Name(string? nickname)
    {
        Nickname = nickname;
        RememberNames();
    }

    public void Block(DateTimeOffset at) => BlockedAt = at;

    public void Unblock() => BlockedAt = null;

    /// <summary>LINE answers 404 for those who blocked the account: what we knew stays, and we ask again tomorrow.</summary>
    public void KeepProfile(DateTimeOffset now) => (ProfileFetchedAt, ProfileDueAt) = (now, null);

    public void AskAgainLater(DateTimeOffset dueAt) => ProfileDueAt = dueAt;

    private void RememberNames() => SearchName = Messages.ThaiText.Indexable($"{Nickname}\n{DisplayName}".Trim('\n'));
}
