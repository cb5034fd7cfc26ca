using LiveChat.Core.Channels;
using LiveChat.Core.Conversations;
using LiveChat.Core.Messages;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Channels;

public sealed class FetchQuotaTests(AppWithoutWorkers app) : OutboxTest(app)
{
    [Fact]
    public async Task What_LINE_says_of_the_quota_is_what_the_next_answer_costs()
    {
        var served = await App.GivenServedAsync();
        var quota = App.Line.QuotaOf(App.LineHost.Channel.BotUserId);
        (quota.Limit, quota.Used) = (300, 12);
        await FetchAsync();
        Assert.Equal(288, (await CostAsync(served)).Left);

        App.Line.Faults.Add(FakeEndpoint.Quota, new Fault(FaultKind.ServerError) { Calls = 1 });
        quota.Used = 20;
        await FetchAsync(); // LINE would not say: what was known stays
        Assert.Equal(288, (await CostAsync(served)).Left);

        quota.Used = 301;
        await FetchAsync();
        Assert.Equal(0, (await CostAsync(served)).Left);
        quota.Limit = null;
        await FetchAsync();
        Assert.Null((await CostAsync(served)).Left);
    }

    [Fact]
    public async Task An_answer_is_free_while_the_reply_token_is_fresh_and_no_more_once_it_was_used()
    {
        var served = await App.GivenServedAsync(withReplyToken: true);
        var expiry = (await App.ConversationOfAsync(served.Customer)).ReplyTokenExpiresAt!.Value;
        var undo = await App.ReadAsync(db => db.ConsoleSettings.Select(settings => settings.UndoSeconds).SingleAsync());
        Assert.Equal(expiry.AddSeconds(-undo), (await CostAsync(served)).FreeUntil);

        await App.ReplyAsync(served, "ยินดีค่ะ");
        await App.DeliverAllAsync();
        await App.LetTimePassAsync();
        await App.DeliverAllAsync();
        Assert.Null((await CostAsync(served)).FreeUntil);
    }

    private Task<int> FetchAsync() => App.UseAsync(async (FetchQuota use) => { await use.RunAsync(CancellationToken.None); return 0; });

    private async Task<ReplyCost> CostAsync(Served served)
    {
        var cost = (await App.UseAsync((ReadDesk use) => use.RunAsync(served.ConversationId, CancellationToken.None)))!.Cost;
        Assert.Equal(cost, Assert.Single(await App.UseAsync((ReadReplyCosts use) => use.RunAsync([served.ConversationId], CancellationToken.None))));
        return cost;
    }
}
