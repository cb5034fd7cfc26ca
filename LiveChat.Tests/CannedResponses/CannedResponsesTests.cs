using LiveChat.Core.CannedResponses;
using LiveChat.Core.Operators;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.CannedResponses;

public sealed class CannedResponsesTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    [Theory]
    [InlineData("พัสดุ", "แจ้งเลขพัสดุ")]
    [InlineData("ได้รับยอด", "ได้รับยอดแล้ว")]
    [InlineData("ชําระ ขอบคุณ", "ได้รับยอดแล้ว")] // sara am written as two, words of category and text
    [InlineData("ไม่มีแน่นอน", "")]
    [InlineData("%", "")]
    [InlineData("_", "")]
    public async Task Search_finds_title_category_and_words_as_Thai_people_type_them(string query, string titles) =>
        Assert.Equal(titles, string.Join(',', (await app.UseAsync((ListCannedResponses use) => use.RunAsync(query, CancellationToken.None))).Select(response => response.Title)));

    [Fact]
    public async Task What_is_used_most_comes_first_in_its_category()
    {
        var someone = await app.GivenOperatorAsync();
        var (seldom, often) = (await AddAsync(someone, "ก มาก่อน", "หมวดทดสอบลำดับ"), await AddAsync(someone, "ฮ มาหลัง", "หมวดทดสอบลำดับ"));
        for (var i = 0; i < 2; i++) await app.UseAsync(async (CountCannedUse use) => { await use.RunAsync(often, CancellationToken.None); return 0; });
        Assert.Equal([(often, 2), (seldom, 0)], (await app.UseAsync((ListCannedResponses use) => use.RunAsync("ทดสอบลำดับ", CancellationToken.None))).Select(response => (response.Id, response.Uses)));
    }

    [Fact]
    public async Task It_is_offered_filled_in_for_this_customer_and_this_operator()
    {
        var customer = app.Line.AddCustomer("สมชาย");
        await app.WriteAsync(customer, "สวัสดี");
        await app.FetchProfilesAsync();
        var someone = await app.GivenOperatorAsync($"polite-{Guid.NewGuid():N}", displayName: "นิดา");
        await app.ReadAsync(db => db.Operators.Where(found => found.Id == someone.Id).ExecuteUpdateAsync(set => set.SetProperty(found => found.Preferences.Politeness, Politeness.Khrap)));
        var id = (await app.ConversationOfAsync(customer)).Id;

        var offer = Assert.Single((await app.UseAsync((OfferCannedResponses use) => use.RunAsync(id, someone.Id, "ยินดีให้บริการ", CancellationToken.None)))!);
        Assert.Equal("สวัสดีครับ คุณสมชาย นิดา ยินดีให้บริการ มีอะไรให้ช่วยครับ", offer.Text);
        Assert.Null(await app.UseAsync((OfferCannedResponses use) => use.RunAsync(0, someone.Id, query: null, CancellationToken.None)));
    }

    [Fact]
    public async Task Adding_changing_and_deleting_are_in_the_audit_trail_with_what_it_said_before()
    {
        var someone = await app.GivenOperatorAsync();
        var id = await AddAsync(someone, " ส่งฟรี \r\n วันนี้", "โปรโมชัน");
        Assert.Equal(("ส่งฟรี วันนี้", "ข้อความ"), await app.ReadAsync(db => db.CannedResponses.Where(found => found.Id == id).Select(found => new ValueTuple<string, string>(found.Title, found.Text)).SingleAsync()));

        await app.UseAsync((KeepCannedResponse use) => use.RunAsync(id, someone.Id, new CannedInput("ส่งฟรี", "โปรโมชัน", "ข้อความใหม่"), CancellationToken.None));
        Assert.Single(await app.UseAsync((ListCannedResponses use) => use.RunAsync("ข้อความใหม่", CancellationToken.None)));
        Assert.Equal(DeleteCannedResponse.Outcome.Deleted, await app.UseAsync((DeleteCannedResponse use) => use.RunAsync(id, someone.Id, CancellationToken.None)));
        Assert.Equal(DeleteCannedResponse.Outcome.NotFound, await app.UseAsync((DeleteCannedResponse use) => use.RunAsync(id, someone.Id, CancellationToken.None)));
        Assert.Equal(KeepCannedResponse.Refusal.NotFound, (await app.UseAsync((KeepCannedResponse use) => use.RunAsync(id, someone.Id, new CannedInput("ก", "ข", "ค"), CancellationToken.None))).Refusal);

        Assert.Equal([("canned.added", null), ("canned.changed", "โปรโมชัน · ส่งฟรี วันนี้\nข้อความ"), ("canned.deleted", "โปรโมชัน · ส่งฟรี\nข้อความใหม่")],
            await app.ReadAsync(db => db.AuditEntries.Where(entry => entry.OperatorId == someone.Id && entry.SubjectId == id).OrderBy(entry => entry.Id).Select(entry => new ValueTuple<string, string?>(entry.Action, entry.Detail)).ToListAsync()));
    }

    private async Task<long> AddAsync(Operator someone, string title, string category) =>
        (await app.UseAsync((KeepCannedResponse use) => use.RunAsync(id: null, someone.Id, new CannedInput(title, category, "ข้อความ"), CancellationToken.None))).Id!.Value;
}
