using LiveChat.Core.Line;
using LiveChat.Core.Messages;
using LiveChat.Core.Sessions;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.Tests.Messages;

/// <summary>LINE is away, everybody is told, what waits waits as it is, and goes in order when LINE is back.</summary>
public sealed class OutageTests(AppWithClock app) : IClassFixture<AppWithClock>
{
    private const int Conversations = 8;
    private const int Each = 4;

    [Fact]
    public async Task While_LINE_is_away_nothing_is_tried_and_the_console_says_so_and_afterwards_all_arrives_once_and_in_order()
    {
        using var owner = await app.GivenAtWorkAsync("นิดา", "en");
        var served = new List<(FakeCustomer Customer, long Id)>();
        for (var i = 0; i < Conversations; i++)
        {
            var (customer, conversation) = await app.GivenCustomerWhoWroteAsync("สวัสดีค่ะ");
            await app.UseAsync((ClaimSession use) => use.RunAsync(conversation.Id, owner.Id, CancellationToken.None));
            served.Add((customer, conversation.Id));
        }
        await app.ReadAsync(db => db.Conversations.ExecuteUpdateAsync(set => set.SetProperty(found => found.ReplyToken, (string?)null)));
        await using var listener = await LiveListener.ReadyAsync(owner.Browser);
        app.Line.Faults.Add(FakeEndpoint.Push, new(FaultKind.ServerError));

        for (var i = 0; i < Each; i++)
            foreach (var (_, id) in served)
                Assert.NotNull((await app.UseAsync((SendReply use) => use.RunAsync(id, owner.Id, $"{i}", $"key-{i}", CancellationToken.None))).MessageId);
        await Eventually.TrueAsync(async () => { await PausesEndAsync(); return Circuit.IsOpen; });

        Assert.Contains("LINE has not answered since", (await listener.NextForAsync("#banner", "LINE has not answered")).For("#banner")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("LINE has not answered since", (await owner.Browser.GetPageAsync("/admin/live-chat")).QuerySelector("#banner .banner__line--alarm")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("livechat_line_circuit_open{endpoint=\"push\"} 1", await MetricsAsync(), StringComparison.Ordinal);
        await Eventually.TrueAsync(() => app.ReadAsync(async db => !await db.Deliveries.AnyAsync(delivery => delivery.State == DeliveryState.Sending)));
        var (calls, attempts) = (app.Line.Journal.CountOf(FakeEndpoint.Push), await AttemptsAsync());
        for (var turn = 0; turn < 5; turn++)
        {
            await PausesEndAsync();
            app.Time.Advance(TimeSpan.FromSeconds(5)); // the workers look again and again
        }
        Assert.Equal((calls, attempts), (app.Line.Journal.CountOf(FakeEndpoint.Push), await AttemptsAsync()));
        Assert.Equal(0, await app.ReadAsync(db => db.Deliveries.CountAsync(delivery => delivery.LeaseUntil != null)));

        app.Line.Faults.Clear();
        await Eventually.TrueAsync(async () =>
        {
            await PausesEndAsync();
            app.Time.Advance(TimeSpan.FromSeconds(4));
            return !await app.ReadAsync(db => db.Deliveries.AnyAsync(delivery => delivery.State != DeliveryState.Accepted));
        });
        foreach (var (customer, _) in served)
            Assert.Equal(Enumerable.Range(0, Each).Select(i => $"{i}"), app.Line.Accepted.Where(sent => sent.To == customer.UserId).Select(sent => sent.Text));
        await listener.NextAsync(next => next.For("#banner") is { } banner && banner.TextContent.Trim().Length == 0);
        Assert.Contains("livechat_line_circuit_open{endpoint=\"push\"} 0", await MetricsAsync(), StringComparison.Ordinal);
    }

    private LineCircuit Circuit => app.Services.GetRequiredService<LineCircuits>().Of(LineEndpoint.Push);

    private Task<int> AttemptsAsync() => app.ReadAsync(db => db.Deliveries.SumAsync(delivery => delivery.Attempts));

    private Task<int> PausesEndAsync() => app.ReadAsync(db => db.Database.ExecuteSqlAsync($"update deliveries set next_attempt_at = now() where state = 'queued' and next_attempt_at > now()"));

    private async Task<string> MetricsAsync()
    {
        using var visitor = app.NewVisitor();
        return await visitor.Http.GetStringAsync("/metrics");
    }
}
