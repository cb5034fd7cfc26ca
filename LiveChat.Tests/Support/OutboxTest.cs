using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Support;

/// <summary>
/// A test that says itself when a message is delivered. It begins with nothing waiting and with a LINE in good order:
/// what another test of the class left behind would be taken first.
/// </summary>
public abstract class OutboxTest(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>, IAsyncLifetime
{
    protected AppWithoutWorkers App => app;

    public async ValueTask InitializeAsync()
    {
        app.Line.Faults.Clear();
        await app.ReadAsync(db => db.Database.ExecuteSqlAsync($"update deliveries set state = 'failed', lease_until = null where state in ('queued', 'sending')"));
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
