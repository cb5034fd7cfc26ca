using System.Text.Json.Nodes;
using LiveChat.Core.Channels;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Channels;

public sealed class NoteSuspensionTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.AddHours(-3).ToUnixTimeMilliseconds());

    [Fact]
    public async Task An_account_is_suspended_until_a_later_event_says_otherwise_in_whatever_order_they_come()
    {
        var id = await app.ReadAsync(db => db.Channels.Select(channel => channel.Id).SingleAsync());
        Assert.Null(await NoteAsync(id, isSuspended: false, Noon));
        Assert.Equal(Noon, await NoteAsync(id, isSuspended: true, Noon));
        Assert.Equal(Noon, await NoteAsync(id, isSuspended: false, Noon.AddMinutes(-5))); // an older one that comes late
        Assert.Equal("LINE", Assert.Single(await app.UseAsync((ReadStoppedChannels use) => use.RunAsync(CancellationToken.None))).Name);

        await ArriveAsync("botResumed", Noon.AddMinutes(30));
        Assert.Null(await NoteAsync(id, isSuspended: false, Noon.AddMinutes(30)));
        Assert.Null(await NoteAsync(id, isSuspended: true, Noon.AddMinutes(20))); // the stored resumption is later
        Assert.Equal(Noon.AddMinutes(40), await NoteAsync(id, isSuspended: true, Noon.AddMinutes(40)));
    }

    private async Task<DateTimeOffset?> NoteAsync(long id, bool isSuspended, DateTimeOffset at)
    {
        await app.UseAsync(async (NoteSuspension use) => { await use.RunAsync(id, isSuspended, at, CancellationToken.None); return 0; });
        return await app.ReadAsync(db => db.Channels.AsNoTracking().Where(channel => channel.Id == id).Select(channel => channel.SuspendedAt).SingleAsync());
    }

    private Task<WebhookReceipt> ArriveAsync(string type, DateTimeOffset at) => app.Line.DeliverAsync(app.LineHost.Channel,
        [new JsonObject { ["type"] = type, ["mode"] = "active", ["timestamp"] = at.ToUnixTimeMilliseconds(), ["webhookEventId"] = "01" + Guid.NewGuid().ToString("N")[..24], ["deliveryContext"] = new JsonObject { ["isRedelivery"] = false } }]);
}
