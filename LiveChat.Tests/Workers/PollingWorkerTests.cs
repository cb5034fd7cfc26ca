using LiveChat.Tests.Support;
using LiveChat.Web.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace LiveChat.Tests.Workers;

public sealed class PollingWorkerTests
{
    [Fact]
    public async Task What_is_to_be_sent_waits_until_the_console_listens()
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        var start = new Start();
        using var worker = new Watched(services.GetRequiredService<IServiceScopeFactory>(), start);

        await worker.StartAsync(CancellationToken.None);
        await start.IsAwaited.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.False(worker.HasBegun);

        start.Now();
        await Eventually.TrueAsync(() => worker.HasBegun);
        await worker.StopAsync(CancellationToken.None);
        Assert.False(worker.BeganTooSoon);
    }

    private sealed class Start : IHostApplicationLifetime
    {
        private readonly ApplicationLifetime real = new(NullLogger<ApplicationLifetime>.Instance);
        private readonly TaskCompletionSource awaited = new();

        public Task IsAwaited => awaited.Task;

        public bool Was => real.ApplicationStarted.IsCancellationRequested;

        public CancellationToken ApplicationStarted
        {
            get
            {
                awaited.TrySetResult();
                return real.ApplicationStarted;
            }
        }

        public CancellationToken ApplicationStopping => real.ApplicationStopping;

        public CancellationToken ApplicationStopped => real.ApplicationStopped;

        public void Now() => real.NotifyStarted();

        public void StopApplication() => real.StopApplication();
    }

    private sealed class Watched(IServiceScopeFactory scopes, Start start) : PollingWorker(new OutgoingSignal(), scopes, start, TimeProvider.System, NullLogger.Instance)
    {
        private volatile bool hasBegun;

        public bool HasBegun => hasBegun;

        public bool BeganTooSoon { get; private set; }

        protected override TimeSpan PollEvery => TimeSpan.FromMinutes(1);

        protected override Task<bool> WorkAsync(IServiceProvider services, CancellationToken ct)
        {
            BeganTooSoon = !start.Was;
            hasBegun = true;
            return Task.FromResult(false);
        }
    }
}
