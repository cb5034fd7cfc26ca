using LiveChat.Core.Channels;
using LiveChat.Core.Conversations;
using LiveChat.Core.Customers;
using LiveChat.Core.Media;
using LiveChat.Core.Messages;
using LiveChat.Core.Operations;
using LiveChat.Core.Search;

namespace LiveChat.Web.Workers;

public static class WorkersSetup
{
    public static void AddWorkers(this IServiceCollection services) => services
        .AddSingleton<IncomingSignal>().AddSingleton<OutgoingSignal>().AddSingleton<ProfileSignal>().AddSingleton<QuotaSignal>().AddSingleton<TypingSignal>().AddSingleton<SearchSignal>().AddSingleton<ReadMarkSignal>().AddSingleton<MediaSignal>().AddSingleton<ErasureSignal>()
        .AddHostedService<IncomingWorker>().AddHostedService<OutgoingWorker>().AddHostedService<ProfileWorker>().AddHostedService<QuotaWorker>().AddHostedService<TypingWorker>().AddHostedService<SearchWorker>().AddHostedService<ReadMarkWorker>().AddHostedService<MediaWorker>().AddHostedService<ErasureWorker>()
        .AddSingleton<BooksSignal>().AddHostedService<BooksWorker>();
}

/// <summary>Turns stored webhook events into their effects.</summary>
public sealed class IncomingWorker(IncomingSignal signal, IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<IncomingWorker> log) : PollingWorker(signal, scopes, lifetime, clock, log)
{
    protected override TimeSpan PollEvery => TimeSpan.FromSeconds(1);

    protected override async Task<bool> WorkAsync(IServiceProvider services, CancellationToken ct) =>
        (await services.GetRequiredService<ReceiveWebhookEvents>().RunAsync(ct)).MayBeMore;
}

/// <summary>Brings what is owed to LINE. Several lanes, because one slow answer must not hold up other customers; order is kept per conversation.</summary>
public sealed class OutgoingWorker(OutgoingSignal signal, IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<OutgoingWorker> log) : PollingWorker(signal, scopes, lifetime, clock, log)
{
    protected override TimeSpan PollEvery => TimeSpan.FromSeconds(4);

    protected override int Lanes => 8;

    protected override Task<bool> WorkAsync(IServiceProvider services, CancellationToken ct) => services.GetRequiredService<DeliverNext>().RunAsync(ct);
}

/// <summary>Fetches the profiles of customers who wrote.</summary>
public sealed class ProfileWorker(ProfileSignal signal, IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<ProfileWorker> log) : PollingWorker(signal, scopes, lifetime, clock, log)
{
    protected override TimeSpan PollEvery => TimeSpan.FromSeconds(15);

    protected override Task<bool> WorkAsync(IServiceProvider services, CancellationToken ct) => services.GetRequiredService<FetchProfiles>().RunAsync(ct);
}

/// <summary>Tells LINE what operators have read.</summary>
public sealed class ReadMarkWorker(ReadMarkSignal signal, IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<ReadMarkWorker> log) : PollingWorker(signal, scopes, lifetime, clock, log)
{
    protected override TimeSpan PollEvery => TimeSpan.FromSeconds(15);

    protected override Task<bool> WorkAsync(IServiceProvider services, CancellationToken ct) => services.GetRequiredService<SendReadMarks>().RunAsync(ct);
}

/// <summary>Adds up the books every hour, and once soon after the start.</summary>
public sealed class BooksWorker(BooksSignal signal, IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<BooksWorker> log) : PollingWorker(signal, scopes, lifetime, clock, log)
{
    protected override TimeSpan PollEvery => TimeSpan.FromHours(1);

    protected override async Task<bool> WorkAsync(IServiceProvider services, CancellationToken ct)
    {
        await services.GetRequiredService<BalanceBooks>().RunAsync(ct);
        return false;
    }
}

/// <summary>Asks for the quota now and then, and soon after a push: at most once a minute, whatever happens in between.</summary>
public sealed class QuotaWorker(QuotaSignal signal, IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<QuotaWorker> log) : PollingWorker(signal, scopes, lifetime, clock, log)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);
    private readonly TimeProvider clock = clock;

    protected override TimeSpan PollEvery => TimeSpan.FromMinutes(10);

    protected override async Task<bool> WorkAsync(IServiceProvider services, CancellationToken ct)
    {
        await services.GetRequiredService<FetchQuota>().RunAsync(ct);
        await Task.Delay(Rest, clock, ct); // a push meanwhile is kept by the signal
        return false;
    }
}

/// <summary>Reads again what an earlier version understood less of, and makes what it stored searchable. When that is done it looks again now and then: one may still be running beside this.</summary>
public sealed class SearchWorker(SearchSignal signal, IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<SearchWorker> log) : PollingWorker(signal, scopes, lifetime, clock, log)
{
    protected override TimeSpan PollEvery => TimeSpan.FromMinutes(10);

    protected override Task<bool> WorkAsync(IServiceProvider services, CancellationToken ct) => AgainAsync(services, ct);

    private static async Task<bool> AgainAsync(IServiceProvider services, CancellationToken ct)
    {
        var mayBeMore = await services.GetRequiredService<RereadMessages>().RunAsync(ct);
        return await services.GetRequiredService<MakeSearchable>().RunAsync(ct) || mayBeMore;
    }
}

/// <summary>Fetches what customers sent. Several lanes: a long film must not hold up a photograph.</summary>
public sealed class MediaWorker(MediaSignal signal, IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<MediaWorker> log) : PollingWorker(signal, scopes, lifetime, clock, log)
{
    protected override TimeSpan PollEvery => TimeSpan.FromSeconds(2);

    protected override int Lanes => 4;

    protected override Task<bool> WorkAsync(IServiceProvider services, CancellationToken ct) => services.GetRequiredService<FetchMedia>().RunAsync(ct);
}

/// <summary>Deletes what was taken back: apart from fetching, for it must be gone within seconds. Now and then also what nobody sent.</summary>
public sealed class ErasureWorker(ErasureSignal signal, IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<ErasureWorker> log) : PollingWorker(signal, scopes, lifetime, clock, log)
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);
    private readonly TimeProvider clock = clock;
    private DateTimeOffset sweptAt = DateTimeOffset.MinValue;

    protected override TimeSpan PollEvery => TimeSpan.FromSeconds(2);

    protected override async Task<bool> WorkAsync(IServiceProvider services, CancellationToken ct)
    {
        if (await services.GetRequiredService<EraseMedia>().RunAsync(ct)) return true;
        if (clock.GetUtcNow() - sweptAt < SweepEvery) return false;
        sweptAt = clock.GetUtcNow();
        await services.GetRequiredService<SweepUploads>().RunAsync(ct);
        return false;
    }
}
