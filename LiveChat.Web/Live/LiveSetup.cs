using LiveChat.Core.Live;

namespace LiveChat.Web.Live;

public static class LiveSetup
{
    public static void AddLive(this IServiceCollection services) => services
        .AddSingleton<LiveHub>().AddSingleton<FragmentRenderer>()
        .AddSingleton<LiveBroadcaster>().AddHostedService(provider => provider.GetRequiredService<LiveBroadcaster>())
        .AddHostedService<StreamKeeper>()
        .AddSingleton<BannerSignal>().AddSingleton<BannerKeeper>().AddHostedService(provider => provider.GetRequiredService<BannerKeeper>())
        .AddSingleton<Presence>().AddHostedService<PresenceKeeper>()
        .AddSingleton<ILiveFeed, InProcessFeed>();
}
