using LiveChat.Core.Line;

namespace LiveChat.Core.Channels;

/// <summary>Who named a channel: the settings (Line__ChannelSecret …), which it follows, the simulator, or an administrator in the console.</summary>
public enum ChannelOrigin { Settings, Simulator, Console }

/// <summary>How we come to an access token: an administrator pasted a lasting one, or LINE gives one for 15 minutes against id and secret (LINE.md §11).</summary>
public enum TokenKind { Pasted, Stateless }

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

    public TokenKind TokenKind { get; set; } = TokenKind.Pasted;

    /// <summary>LINE's number of the channel (the <c>client_id</c>), which stateless tokens are asked for with.</summary>
    public string? LineChannelId { get; set; }

    /// <summary>A second secret that webhooks may be signed with while the secret is being changed, sealed.</summary>
    public string? SealedOtherSecret { get; set; }

    /// <summary>The account as LINE described it last: what people search for, its picture, <c>chat</c> or <c>bot</c>, <c>manual</c> or <c>auto</c> (LINE.md §7).</summary>
    public string? BasicId { get; set; }

    public string? PictureUrl { get; set; }
    public string? ChatMode { get; set; }
    public string? MarkAsReadMode { get; set; }
    public DateTimeOffset? CheckedAt { get; set; }

    /// <summary>Since when LINE has suspended the account (botSuspended); null while it has not.</summary>
    public DateTimeOffset? SuspendedAt { get; set; }

    /// <summary>Since when an administrator has switched the channel off: its webhooks are refused and nothing is sent.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>Messages LINE lets the account push this month; null while unknown, or without limit.</summary>
    public long? QuotaLimit { get; private set; }

    public long? QuotaUsed { get; private set; }
    public DateTimeOffset? QuotaFetchedAt { get; private set; }

    public required ChannelOrigin Origin { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Notes who LINE says this channel is. A signed webhook is proof: only LINE and we know the secret.</summary>
    public void Recognise(string botUserId) => BotUserId ??= botUserId;

    public void Forget() => BotUserId = null;

    /// <summary>Notes how LINE describes the account. Its name here is the operators' own.</summary>
    public void Describe(LineBot bot, DateTimeOffset now) =>
        (BasicId, PictureUrl, ChatMode, MarkAsReadMode, CheckedAt) = (bot.BasicId, bot.PictureUrl, bot.ChatMode, bot.MarkAsReadMode, now);
}
