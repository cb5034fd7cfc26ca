using System.Net;
using LiveChat.Core.Analytics;
using LiveChat.Core.Channels;
using LiveChat.Core.Messages;
using LiveChat.Core.Operators;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Analytics;

/// <summary>What answers cost: the page's sums are the sums of the deliveries.</summary>
public sealed class CostsTests(AppWithoutWorkers app) : OutboxTest(app)
{
    private const string Address = "/admin/analytics/costs";

    [Fact]
    public async Task Days_operators_and_the_month_add_up_to_the_same_deliveries_and_everybody_sees_what_they_may()
    {
        using var nida = await App.GivenAtWorkAsync("นิดา", "en");
        using var lek = await App.GivenAtWorkAsync("เล็ก", "en");
        var (ofNida, ofLek) = (await App.GivenServedByAsync(nida), await App.GivenServedByAsync(lek));
        for (var i = 0; i < 3; i++) await App.ReplyAsync(ofNida, $"{i}");
        await App.ReplyAsync(ofLek, "x");
        await App.WriteAsync(ofLek.Customer, "ขอบคุณ");
        await App.DeliverAllAsync(); // Lek's only answer is free
        await App.ReadAsync(db => db.Database.ExecuteSqlAsync($"update deliveries set finished_at = finished_at - interval '24 hours' where id = (select min(id) from deliveries where operator_id = {nida.Id})"));
        await App.ReadAsync(db => db.Database.ExecuteSqlAsync($"update deliveries set cost = 5 where id = (select max(id) from deliveries where operator_id = {nida.Id})")); // a group

        var month = LineMonth.FirstDayOf(LineMonth.DayOf(DateTimeOffset.UtcNow));
        List<Costs> months = [await ReadAsync(new(month)), await ReadAsync(new(month.AddMonths(-1)))]; // today may be the first
        var accepted = await App.ReadAsync(db => db.Deliveries.AsNoTracking().Where(delivery => delivery.State == DeliveryState.Accepted).ToListAsync());
        Assert.Equal(accepted.Sum(delivery => delivery.Cost), months.Sum(costs => costs.Total.Charged));
        Assert.Equal(accepted.Count, months.Sum(costs => costs.Total.Calls));
        Assert.Equal(accepted.Count(delivery => delivery.Method == DeliveryMethod.Reply), months.Sum(costs => costs.Total.FreeReplies));
        Assert.All(months, costs => Assert.Equal(costs.Total, Cost.Of(costs.ByDay.Select(day => day.Cost))));
        Assert.All(months, costs => Assert.Equal(costs.Total, Cost.Of(costs.ByOperator.Select(own => own.Cost))));
        Assert.Equal(2, months.SelectMany(costs => costs.ByDay).Count());
        Assert.Equal((2, 0L), (months.SelectMany(costs => costs.ByOperator).DistinctBy(own => own.Name).Count(), months[0].ByOperator.Single(own => own.Name == "เล็ก").Cost.Charged));

        var admin = await App.SignedInAsync(await App.GivenOperatorAsync("costs-admin", OperatorRole.Admin), "en");
        Assert.Contains("นิดา", (await admin.GetPageAsync(Address)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var own = await lek.Browser.GetPageAsync($"{Address}?operator={nida.Id}"); // of others an agent learns nothing
        Assert.Null(own.QuerySelector("[name=operator]"));
        Assert.Equal(["Whole month", "1", "0", "0", "100 %"], own.QuerySelectorAll(".costs__total td").Select(cell => cell.TextContent));
        admin.Dispose();
    }

    [Theory]
    [InlineData("month=2026-13")]
    [InlineData("month=now")]
    [InlineData("month=9999-12")]
    [InlineData("month=1900-01")]
    [InlineData("operator=999")]
    [InlineData("channel=999")]
    public async Task What_the_page_does_not_offer_is_refused(string query)
    {
        using var nida = await App.GivenAtWorkAsync();
        using var answer = await nida.Browser.Http.GetAsync($"{Address}?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private Task<Costs> ReadAsync(CostFilter filter) => App.UseAsync((ReadCosts use) => use.RunAsync(filter, CancellationToken.None));
}
