namespace LiveChat.Core.Customers;

/// <summary>Somebody who spoke in a group or room, as LINE last described them there.</summary>
public sealed class Member
{
    /// <summary>The group or room.</summary>
    public required long CustomerId { get; init; }

    /// <summary>LINE's id of the person.</summary>
    public required string LineId { get; init; }

    public string? DisplayName { get; private set; }
    public string? PictureUrl { get; private set; }

    /// <summary>When LINE is to be asked for the profile; null when nobody has to.</summary>
    public DateTimeOffset? ProfileDueAt { get; private set; }

    public DateTimeOffset? ProfileFetchedAt { get; private set; }

    /// <summary>When LINE told that they left; null while they are there.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>Asks for the profile when it is unknown or stale.</summary>
    public bool AskForProfile(DateTimeOffset now)
    {
        if (now - ProfileFetchedAt < Customer.ProfileLifetime || ProfileDueAt is not null) return false;
        ProfileDueAt = now;
        return true;
    }

    /// <summary>Takes over what LINE says; null where it has nothing to say: what was known stays. True when an operator would see a difference.</summary>
    public bool Describe(string? displayName, string? pictureUrl, DateTimeOffset now)
    {
        (ProfileFetchedAt, ProfileDueAt) = (now, null);
        if (displayName is null || (displayName == DisplayName && pictureUrl == PictureUrl)) return false;
        (DisplayName, PictureUrl) = (displayName, pictureUrl);
        return true;
    }

    public void AskAgainLater(DateTimeOffset dueAt) => ProfileDueAt = dueAt;
}
