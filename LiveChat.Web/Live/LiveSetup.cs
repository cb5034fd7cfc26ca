using LiveChat.Core.Live;

namespace LiveChat.Web.Live;

public static class LiveSetup
{
    public static void AddLive(this IServiceCollection services) => services
        .AddSingleton<LiveHub>().AddSingleton<FragmentRenderer>()
        .AddSingleton<LiveBroadcaster>().AddHostedService(provider => provider.GetRequiredService<LiveBroadcaster>())
        .AddHostedService<StreamKeeper>()
        .AddSingleton<Presence>().AddHostedService<PresenceKeeper>()
        .AddSingleton<ILiveFeed, InProcessFeed>();
}
