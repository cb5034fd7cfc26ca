using LiveChat.Core.Channels;

namespace LiveChat.Web.Pages.Settings.Channels;

/// <summary>A channel, and where its webhooks should lead.</summary>
public sealed record ChannelState(ChannelView Channel, Uri WebhookUrl);
