using LiveChat.Core.Line;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Channels;

/// <summary>A channel as administrators see it: everything but its secrets.</summary>
public sealed record ChannelView
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public required ChannelOrigin Origin { get; init; }
    public required TokenKind TokenKind { get; init; }
    public required string? LineChannelId { get; init; }
    public required bool HasOtherSecret { get; init; }
    public required string? BotUserId { get; init; }
    public required string? BasicId { get; init; }
    public required string? PictureUrl { get; init; }
    public required string? ChatMode { get; init; }
    public required string? MarkAsReadMode { get; init; }
    public required DateTimeOffset? CheckedAt { get; init; }
    public required DateTimeOffset? SuspendedAt { get; init; }
    public required DateTimeOffset? DisabledAt { get; init; }
    public required long? QuotaLimit { get; init; }
    public required long? QuotaUsed { get; init; }
    public required DateTimeOffset? QuotaFetchedAt { get; init; }
    public required DateTimeOffset? LastEventAt { get; init; }

    public bool IsQuotaUsedUp => QuotaUsed >= QuotaLimit;

    public bool IsQuotaLow => QuotaUsed * 100 >= QuotaLimit * QuotaView.WarnsAt;

    /// <summary>What this instance has seen since it began.</summary>
    public TokenState Token { get; init; } = TokenState.Unknown;

    public SignedLast? SignedLast { get; init; }

    public WebhookCheck? Webhook { get; init; }

    /// <summary>LINE's test failed, and no signed webhook has come since, which would prove the contrary.</summary>
    public LineWebhookTest? FailedTest => Webhook?.Test is { Result.IsSuccess: false } test && !(SignedLast?.At > test.At) ? test.Result : null;

    /// <summary>A webhook has come under the secret that is here.</summary>
    public bool IsWebhookProven => Webhook?.Test is { Result.IsSuccess: true } || SignedLast is { With: SecretUsed.Current };

    /// <summary>The last that came over the webhook; LINE's test has no events.</summary>
    public DateTimeOffset? LastWebhookAt => SignedLast is { } signed && !(LastEventAt > signed.At) ? signed.At : LastEventAt;
}

public sealed class ReadChannels(LiveChatDb db, LineTokens tokens, WebhookWatch watch, ChannelChecks checks)
{
    public async Task<IReadOnlyList<ChannelView>> AllAsync(CancellationToken ct) => [.. (await Views(db.Channels.OrderBy(channel => channel.Id)).ToListAsync(ct)).Select(WithWhatWasSeen)];

    public async Task<ChannelView?> OneAsync(long channelId, CancellationToken ct) =>
        await Views(db.Channels.Where(channel => channel.Id == channelId)).SingleOrDefaultAsync(ct) is { } found ? WithWhatWasSeen(found) : null;

    private ChannelView WithWhatWasSeen(ChannelView channel) =>
        channel with { Token = tokens.StateOf(channel.Id), SignedLast = watch.SignedLast(channel.Id), Webhook = checks.LastOf(channel.Id) };

    private IQueryable<ChannelView> Views(IQueryable<Channel> channels) => channels.AsNoTracking().Select(channel => new ChannelView
    {
        Id = channel.Id,
        Name = channel.Name,
        Origin = channel.Origin,
        TokenKind = channel.TokenKind,
        LineChannelId = channel.LineChannelId,
        HasOtherSecret = channel.SealedOtherSecret != null,
        BotUserId = channel.BotUserId,
        BasicId = channel.BasicId,
        PictureUrl = channel.PictureUrl,
        ChatMode = channel.ChatMode,
        MarkAsReadMode = channel.MarkAsReadMode,
        CheckedAt = channel.CheckedAt,
        SuspendedAt = channel.SuspendedAt,
        DisabledAt = channel.DisabledAt,
        QuotaLimit = channel.QuotaLimit,
        QuotaUsed = channel.QuotaUsed,
        QuotaFetchedAt = channel.QuotaFetchedAt,
        LastEventAt = db.WebhookEvents.Where(received => received.ChannelId == channel.Id).OrderByDescending(received => received.ReceivedAt).Select(received => (DateTimeOffset?)received.ReceivedAt).FirstOrDefault(),
    });
}
