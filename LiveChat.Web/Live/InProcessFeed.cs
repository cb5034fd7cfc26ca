using LiveChat.Core.Live;
using LiveChat.Web.Pages.Settings;
using LiveChat.Web.Workers;

namespace LiveChat.Web.Live;

/// <summary>The feed of a single instance: workers are woken and streams are told directly.</summary>
public sealed class InProcessFeed(LiveBroadcaster broadcaster, LiveHub hub, Presence presence, OutgoingSignal outgoing, ProfileSignal profiles, QuotaSignal quotas, ReadMarkSignal readMarks, BannerSignal banner, MediaSignal media, ErasureSignal erasures, TimeProvider clock) : ILiveFeed
{
    public ValueTask AnnounceAsync(Change change, CancellationToken ct)
    {
        switch (change)
        {
            case ConversationChange conversation:
                broadcaster.Add(conversation);
                break;
            case TagsChanged:
                hub.Send(ServerSentEvent.Hello, _ => true); // on how many rows it stands nobody counts: pages catch up
                break;
            case DeliveryQueued queued:
                _ = outgoing.RaiseInAsync(queued.DueIn, clock);
                break;
            case ProfileWanted:
                profiles.Raise();
                break;
            case ReadMarkOwed:
                readMarks.Raise();
                break;
            case MediaWanted:
                media.Raise();
                erasures.Raise();
                break;
            case LineReachabilityChanged reachability:
                banner.Raise();
                _ = outgoing.RaiseInAsync(reachability.ProbeIn ?? TimeSpan.Zero, clock);
                break;
            case ChannelsChanged:
                banner.Raise();
                hub.Send(ServerSentEvent.Hello, _ => true);
                foreach (var id in presence.Watched) broadcaster.Add(new CustomerChanged(id, Revision: 0)); // whether one may answer there stands at no conversation
                break;
            case ChannelSuspended:
                banner.Raise();
                outgoing.Raise();
                break;
            case QuotaCounted:
                banner.Raise();
                break;
            case QuotaTouched:
                quotas.Raise();
                banner.Raise();
                break;
            case LanguageChosen chosen:
                hub.Close(stream => stream.OperatorId == chosen.OperatorId && !string.Equals(stream.Language, chosen.Language, StringComparison.Ordinal));
                break;
            case PreferencesChosen chosen:
                hub.Send(ServerSentEvent.Encode("settings", Tuning.Of(chosen.Preferences)), to: stream => stream.OperatorId == chosen.OperatorId);
                break;
            case ConsoleSettingsChanged changed:
                hub.Send(ServerSentEvent.Encode("settings", new { Repeat = changed.RepeatSeconds }), _ => true);
                break;
            case SignedOut signedOut:
                presence.Forget(signedOut.SignInId);
                hub.Close(stream => string.Equals(stream.SignInId, signedOut.SignInId, StringComparison.Ordinal));
                break;
        }
        return ValueTask.CompletedTask;
    }
}
