using System.Collections.Concurrent;
using LiveChat.Core.Line;

namespace LiveChat.Core.Channels;

/// <summary>What LINE said last of a channel's webhook: where it sends them (null: nowhere), and how its own test went, where one was made.</summary>
public sealed record WebhookCheck(DateTimeOffset At, LineWebhookEndpoint? Endpoint, LineWebhookTest? Test = null)
{
    public bool LeadsTo(Uri url) => Endpoint is not null && string.Equals(Endpoint.Url, url.AbsoluteUri, StringComparison.Ordinal);
}

/// <summary>The last check of each channel, as long as this instance lives: asking anew is a button away.</summary>
public sealed class ChannelChecks
{
    private readonly ConcurrentDictionary<long, WebhookCheck> checks = new();

    public WebhookCheck? LastOf(long channelId) => checks.GetValueOrDefault(channelId);

    internal void Note(long channelId, WebhookCheck check) => checks[channelId] = check;
}
