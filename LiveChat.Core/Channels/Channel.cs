namespace LiveChat.Core.Channels;

/// <summary>Who named a channel: the settings (Line__ChannelSecret …), which it follows, or the simulator.</summary>
public enum ChannelOrigin { Settings, Simulator }

/// <summary>A LINE Official Account that the console answers for.</summary>
public sealed class Channel
{
    public long Id { get; private set; }

    /// <summary>The account's own user id, which webhooks carry as <c>destination</c>. Unknown until LINE first names it.</summary>
    public string? BotUserId { get; private set; }

    public required string Name { get; set; }

    /// <summary>The channel secret, sealed by <see cref="ISecrets"/>.</summary>
    public required string SealedSecret { get; set; }

    /// <summary>The channel access token, sealed by <see cref="ISecrets"/>.</summary>
    public required string SealedAccessToken { get; set; }

    /// <summary>Messages LINE lets the account push this month; null while unknown, or without limit.</summary>
    public long? QuotaLimit { get; private set; }

    public long? QuotaUsed { get; private set; }
    public DateTimeOffset? QuotaFetchedAt { get; private set; }

    public required ChannelOrigin Origin { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Notes who LINE says this channel is. A signed webhook is proof: only LINE and we know the secret.</summary>
    public void Recognise(string botUserId) => BotUserId ??= botUserId;

    public void Forget() => BotUserId = null;

    public void CountQuota(long? limit, long used, DateTimeOffset now) => (QuotaLimit, QuotaUsed, QuotaFetchedAt) = (limit, used, now);
}
