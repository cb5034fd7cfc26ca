using System.Collections.Concurrent;
using LiveChat.Core.Line;

namespace LiveChat.Core.Channels;

/// <summary>LINE's own test of a webhook: when, and how it went.</summary>
public sealed record TestedWebhook(DateTimeOffset At, LineWebhookTest Result);

/// <summary>What LINE said last of a channel's webhook: where it sends them (null: nowhere), and how its test of that address under these keys went, where one was made.</summary>
public sealed record WebhookCheck(DateTimeOffset At, LineWebhookEndpoint? Endpoint, TestedWebhook? Test = null)
{
    public bool LeadsTo(Uri url) => Endpoint is not null && string.Equals(Endpoint.Url, url.AbsoluteUri, StringComparison.Ordinal);
}

/// <summary>The last check of each channel, as long as this instance lives: asking anew is a button away.</summary>
public sealed class ChannelChecks
{
    private readonly ConcurrentDictionary<long, WebhookCheck> checks = new();

    public WebhookCheck? LastOf(long channelId) => checks.GetValueOrDefault(channelId);

    internal void Note(long channelId, WebhookCheck check) => checks[channelId] = check;

    /// <summary>LINE was asked, not made to test: what its last test said stands, unless it was of another address.</summary>
    internal void NoteEndpoint(long channelId, DateTimeOffset at, LineWebhookEndpoint? endpoint)
    {
        var before = LastOf(channelId);
        Note(channelId, new(at, endpoint, before?.Endpoint?.Url == endpoint?.Url ? before?.Test : null));
    }

    /// <summary>A test under other keys says nothing about these.</summary>
    internal void ForgetTest(long channelId)
    {
        if (LastOf(channelId) is { } check) Note(channelId, check with { Test = null });
    }
}
