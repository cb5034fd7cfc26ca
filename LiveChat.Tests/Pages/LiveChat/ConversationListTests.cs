using System.Net;
using AngleSharp.Dom;
using LiveChat.Tests.Support;
using LiveChat.Web.Pages.LiveChat;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Pages.LiveChat;

public sealed class ConversationListTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    [Fact]
    public async Task A_row_tells_who_wrote_what_and_who_serves()
    {
        var served = await app.GivenServedAsync();
        await app.FetchProfilesAsync();
        using var someone = await app.GivenAtWorkAsync();
        var conversation = await app.ConversationOfAsync(served.Customer);

        var row = (await someone.Browser.GetPageAsync("/admin/live-chat")).QuerySelector($"#conversations > #conversation-{conversation.Id}")!;
        Assert.Equal((conversation.Revision.ToString(), "active"), (row.GetAttribute("data-revision"), row.GetAttribute("data-status")));
        Assert.Equal($"{conversation.LastMessageAt.ToUnixTimeMilliseconds()} {conversation.Id}", row.GetAttribute("data-position"));
        Assert.Equal("สมศรี ใจดี", row.QuerySelector(".row__name bdi")!.TextContent);
        Assert.Equal("สวัสดีค่ะ", row.QuerySelector(".row__preview bdi")!.TextContent);
        Assert.Equal("กำลังคุย", row.QuerySelector(".status")!.TextContent);
        Assert.Equal(await NameOfAsync(served.OperatorId), row.QuerySelector(".row__owner")!.TextContent);
        Assert.Equal(("1", ""), (row.QuerySelector("unread-badge")!.GetAttribute("incoming"), row.QuerySelector("unread-badge")!.GetAttribute("readers")));
    }

    [Fact]
    public async Task Each_tab_shows_its_own_conversations_only()
    {
        var active = await app.GivenServedAsync();
        var waiting = app.Line.AddCustomer("ยังรออยู่");
        await app.WriteAsync(waiting, "มีใครไหม");
        var waitingId = (await app.ConversationOfAsync(waiting)).Id;
        using var someone = await app.GivenAtWorkAsync();

        foreach (var (status, shown, hidden) in new[] { ("waiting", waitingId, active.ConversationId), ("active", active.ConversationId, waitingId) })
        {
            var page = await someone.Browser.GetPageAsync($"/admin/live-chat?status={status}");
            Assert.NotNull(page.QuerySelector($"#conversation-{shown}"));
            Assert.Null(page.QuerySelector($"#conversation-{hidden}"));
            Assert.All(page.QuerySelectorAll("#conversations .row"), row => Assert.Equal(status, row.GetAttribute("data-status")));
        }
    }

    [Theory]
    [InlineData("status=lost")]
    [InlineData("status=2")]
    [InlineData("status=%2B2")]
    [InlineData("status=-0")]
    [InlineData("status=waiting,active")]
    [InlineData("status=%20active")]
    [InlineData("sort=oldest")]
    [InlineData("unread=yes")]
    [InlineData("needs-reply=true")]
    [InlineData("tag=vip")]
    [InlineData("tag=-1")]
    [InlineData("operator=0")]
    [InlineData("operator=99999999999999999999")]
    [InlineData("tag=vip", "/filter")]
    [InlineData("count=0", "/list")]
    [InlineData("count=501", "/list")]
    [InlineData("after=yesterday", "/list")]
    [InlineData("after=1-2-3", "/list")]
    [InlineData("after=-5-3", "/list")]
    [InlineData("after=9223372036854775807-1", "/list")]
    public async Task What_is_no_filter_is_refused_with_a_sentence(string query, string resource = "")
    {
        using var someone = await app.GivenAtWorkAsync(language: "en");
        Assert.Equal("There is no such filter", await Refused.WithAsync(HttpStatusCode.BadRequest, await someone.Browser.GetFragmentAsync($"/admin/live-chat{resource}?{query}")));
    }

    [Fact]
    public async Task Paging_through_the_list_shows_every_conversation_once_newest_first()
    {
        await app.GivenCustomersWhoWroteAsync(120);
        using var someone = await app.GivenAtWorkAsync();
        var expected = (await app.ReadAsync(db => db.Conversations.Select(found => new { found.Id, found.LastMessageAt }).ToListAsync()))
            .OrderByDescending(found => found.LastMessageAt).ThenByDescending(found => found.Id).Select(found => $"conversation-{found.Id}").ToArray();

        List<string?> seen = [];
        for (var url = "/admin/live-chat/list"; url is not null;)
        {
            var part = await Visitor.ReadAsync(await someone.Browser.GetFragmentAsync(url));
            seen.AddRange(part.QuerySelectorAll("li.row").Select(row => row.Id));
            url = part.QuerySelector("[data-edge] a")?.GetAttribute("hx-get");
            Assert.True(seen.Count <= expected.Length, "Paging does not come to an end.");
        }
        Assert.Equal(expected, seen);
    }

    [Fact]
    public async Task A_conversation_with_news_moves_up_and_a_reader_who_pages_on_misses_none_of_the_others()
    {
        await app.GivenCustomersWhoWroteAsync(60);
        using var someone = await app.GivenAtWorkAsync();
        var first = await Visitor.ReadAsync(await someone.Browser.GetFragmentAsync("/admin/live-chat/list"));
        var next = first.QuerySelector("[data-edge] a")!.GetAttribute("hx-get")!;
        var before = await Visitor.ReadAsync(await someone.Browser.GetFragmentAsync(next));

        await app.WriteAsync(app.Line.AddCustomer("มาใหม่"), "เพิ่งมาค่ะ");
        var after = await Visitor.ReadAsync(await someone.Browser.GetFragmentAsync(next));
        Assert.Equal(IdsIn(before), IdsIn(after));
    }

    [Fact]
    public async Task Whoever_has_no_script_pages_and_filters_by_plain_links_and_forms()
    {
        await app.GivenCustomersWhoWroteAsync(60);
        using var someone = await app.GivenAtWorkAsync();
        var page = await someone.Browser.GetPageAsync("/admin/live-chat?sort=waiting");
        var next = await someone.Browser.GetPageAsync(page.QuerySelector("[data-edge] a")!.GetAttribute("href")!);
        Assert.NotEmpty(IdsIn(next));
        Assert.Empty(IdsIn(next).Intersect(IdsIn(page)));

        var form = (await someone.Browser.GetPageAsync(page.QuerySelector(".filter__body a")!.GetAttribute("href")!)).QuerySelector("form.filter__form")!;
        Assert.Equal(("/admin/live-chat", "get"), (form.GetAttribute("action"), form.GetAttribute("method")));
        Assert.True(form.QuerySelector("option[value=waiting]")!.HasAttribute("selected"));
        Assert.Contains(form.QuerySelectorAll("select[name=operator] option"), option => option.TextContent == someone.Operator.DisplayName);

        var filtered = await someone.Browser.GetPageAsync($"/admin/live-chat?status=&sort=waiting&unread=1&tag=&operator={someone.Id}");
        Assert.Empty(IdsIn(filtered));
        Assert.Equal("ไม่มีแชตที่ตรงกับตัวกรอง", filtered.QuerySelector(".list__empty p")!.TextContent);
        var chips = filtered.QuerySelectorAll(".chip");
        Assert.Equal(["รอนานที่สุด", "ยังไม่ได้อ่าน", someone.Operator.DisplayName], chips.Select(chip => chip.QuerySelector("bdi")!.TextContent));
        Assert.Equal("/admin/live-chat?sort=waiting&unread=1", chips[^1].GetAttribute("href"));
        Assert.Equal($"/admin/live-chat?status=closed&sort=waiting&unread=1&operator={someone.Id}", filtered.QuerySelector("#tab-closed")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_filter_by_a_tag_that_was_deleted_shows_nothing_and_says_why()
    {
        using var someone = await app.GivenAtWorkAsync();
        var page = await someone.Browser.GetPageAsync("/admin/live-chat?tag=987654321");
        Assert.Empty(IdsIn(page));
        Assert.Equal("แท็กที่ลบไปแล้ว", page.QuerySelector(".chip bdi")!.TextContent);
    }

    [Fact]
    public async Task Tabs_carry_their_numbers()
    {
        using var someone = await app.GivenAtWorkAsync();
        await app.GivenServedByAsync(someone);
        var page = await someone.Browser.GetPageAsync("/admin/live-chat");
        Assert.Equal(("1", "1", $"{someone.Id}:1:1"), (page.QuerySelector("#count-mine")!.GetAttribute("data-count"), page.QuerySelector("#count-mine")!.GetAttribute("data-unread"), page.QuerySelector("#count-mine")!.GetAttribute("operators")));
        var active = await app.ReadAsync(db => db.Conversations.CountAsync(found => found.Status == Core.Conversations.ConversationStatus.Active));
        Assert.Equal((active.ToString(), active.ToString()), (page.QuerySelector("#count-active")!.GetAttribute("data-count"), page.QuerySelector("#count-active")!.TextContent));
    }

    [Fact]
    public async Task A_row_tells_how_long_its_customer_waits_by_what_name_one_calls_them_and_what_is_special()
    {
        var served = await app.GivenServedAsync();
        using var asked = await app.GivenAtWorkAsync("ก้อย");
        await app.ReadAsync(db => db.Database.ExecuteSqlAsync($"update conversations set needs_reply_since = now() - interval '65 minutes', transfer_to_id = {asked.Id} where id = {served.ConversationId}"));
        await app.ReadAsync(db => db.Database.ExecuteSqlAsync($"update customers set nickname = 'ป้าศรี', blocked_at = now() where line_id = {served.Customer.UserId}"));

        var row = (await asked.Browser.GetPageAsync("/admin/live-chat?status=mine")).QuerySelector($"#conversation-{served.ConversationId}")!;

        Assert.Equal("รอ 1 ชม.", row.QuerySelector("waiting-clock")!.TextContent);
        Assert.Equal("ป้าศรี", row.QuerySelector(".row__name bdi")!.TextContent);
        Assert.Equal(("บล็อกเรา", "ขอโอนให้ ก้อย"), (row.QuerySelector(".row__blocked")!.TextContent, row.QuerySelector(".row__transfer")!.TextContent));
        Assert.NotNull(row.QuerySelector($"#viewers-{served.ConversationId}[hx-morph-skip]"));
    }

    [Fact]
    public async Task The_list_asks_the_database_as_often_for_five_hundred_conversations_as_for_fifty()
    {
        using var someone = await app.GivenAtWorkAsync();
        await app.GivenCustomersWhoWroteAsync(50);
        var few = await app.Sql.DuringAsync(() => someone.Browser.GetPageAsync("/admin/live-chat"));
        await app.GivenCustomersWhoWroteAsync(450);
        var many = await app.Sql.DuringAsync(() => someone.Browser.GetPageAsync("/admin/live-chat"));
        Assert.InRange(few, 1, 8); // who is signed in, their preferences, the console's settings, for the list the rows and the counts, and for the line above it quotas, their history and suspensions
        Assert.Equal(few, many);
        Assert.Equal(2, await app.Sql.DuringAsync(() => app.UseAsync(async (ReadList use) => await use.RowsAsync(new(), someone.Id, withHead: true, CancellationToken.None))));
    }

    [Fact]
    public async Task A_list_that_would_look_the_same_is_not_sent_again()
    {
        var served = await app.GivenServedAsync();
        using var someone = await app.GivenAtWorkAsync();
        var version = await VersionAsync(someone);
        Assert.Equal(HttpStatusCode.NoContent, (await ListAsync(someone, version)).StatusCode);

        await app.WriteAsync(served.Customer, "มีอะไรเพิ่มค่ะ");
        version = await AssertNewAsync(someone, version);

        var conversation = await app.ConversationOfAsync(served.Customer);
        await someone.Browser.PostAsync($"/admin/live-chat/{conversation.Id}/reading", new Dictionary<string, string>(StringComparer.Ordinal) { ["revision"] = conversation.Revision.ToString() });
        version = await AssertNewAsync(someone, version); // the badge is another
        Assert.Equal(HttpStatusCode.NoContent, (await ListAsync(someone, version)).StatusCode);
    }

    [Fact]
    public async Task A_stranger_sees_no_list()
    {
        using var stranger = app.NewVisitor();
        using var page = await stranger.Http.GetAsync("/admin/live-chat");
        Assert.Equal((HttpStatusCode.Redirect, "/login"), (page.StatusCode, page.Headers.Location?.AbsolutePath));
        using var fragment = await stranger.GetFragmentAsync("/admin/live-chat/list");
        Assert.Equal(HttpStatusCode.Unauthorized, fragment.StatusCode);
        Assert.StartsWith("/login", Assert.Single(fragment.Headers.GetValues("HX-Redirect")), StringComparison.Ordinal);
    }

    private static IEnumerable<string?> IdsIn(IDocument part) => part.QuerySelectorAll("li.row").Select(row => row.Id);

    private static Task<HttpResponseMessage> ListAsync(AtWork someone, string version) => someone.Browser.GetFragmentAsync($"/admin/live-chat/list?version={version}");

    private static async Task<string> VersionAsync(AtWork someone) =>
        (await someone.Browser.GetPageAsync("/admin/live-chat")).QuerySelector("#conversations")!.GetAttribute("data-version")!;

    private static async Task<string> AssertNewAsync(AtWork someone, string version)
    {
        using var answer = await ListAsync(someone, version);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var now = (await Visitor.ReadAsync(answer)).QuerySelector("#conversations")!.GetAttribute("data-version")!;
        Assert.NotEqual(version, now);
        return now;
    }

    private Task<string> NameOfAsync(long operatorId) => app.ReadAsync(db => db.Operators.Where(found => found.Id == operatorId).Select(found => found.DisplayName).SingleAsync());
}
