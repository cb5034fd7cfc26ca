using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using LiveChat.Core.Hours;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.Tests.Pages.LiveChat;

public sealed class MessagesTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    private const string Older = "[data-edge=older]:not([hidden]) a";
    private const string Newer = "[data-edge=newer]:not([hidden]) a";

    [Fact]
    public async Task Paging_back_shows_every_message_once_oldest_first_and_stops_at_the_beginning()
    {
        var (customer, id) = await GivenTalkativeAsync(120);
        using var someone = await app.GivenAtWorkAsync();
        var expected = await IdsAsync(customer);

        var page = (IDocument)await someone.Browser.GetPageAsync($"/admin/live-chat/{id}");
        List<string?> seen = [.. IdsIn(page)];
        Assert.Equal(50, seen.Count);
        while (page.QuerySelector(Older)?.GetAttribute("hx-get") is { } url)
        {
            page = await Visitor.ReadAsync(await someone.Browser.GetFragmentAsync(url));
            seen.InsertRange(0, IdsIn(page));
            Assert.True(seen.Count <= expected.Length, "Paging does not come to an end.");
        }
        Assert.Equal(expected, seen);
    }

    [Theory]
    [InlineData("href")] // without script, page by page
    [InlineData("hx-get")]
    public async Task Paging_forward_again_shows_every_message_once_and_stops_at_the_end(string way)
    {
        var (customer, id) = await GivenTalkativeAsync(120);
        using var someone = await app.GivenAtWorkAsync();
        var expected = await IdsAsync(customer);

        var page = (IDocument)await someone.Browser.GetPageAsync($"/admin/live-chat/{id}?around={expected[0]!["message-".Length..]}");
        List<string?> seen = [.. IdsIn(page)];
        Assert.True(seen.Count < 50);
        while (page.QuerySelector(Newer)?.GetAttribute(way) is { } url)
        {
            page = way == "href" ? await someone.Browser.GetPageAsync(url) : await Visitor.ReadAsync(await someone.Browser.GetFragmentAsync(url));
            Assert.NotNull(page.QuerySelector(Older));
            seen.AddRange(IdsIn(page));
            Assert.True(seen.Count <= expected.Length, "Paging does not come to an end.");
        }
        Assert.Equal(expected, seen);
    }

    [Fact]
    public async Task Each_day_of_the_business_is_named_once_before_its_first_message_wherever_a_stretch_begins()
    {
        var customer = app.Line.AddCustomer("ข้ามคืน");
        var midnight = app.Services.GetRequiredService<BusinessTime>() is var time ? time.MidnightOf(time.Today) : default;
        string[] words = ["ก่อนเที่ยงคืน", "หลังเที่ยงคืน", "อีกวัน"];
        foreach (var (text, at) in words.Zip([midnight.AddDays(-1).AddMilliseconds(-1), midnight.AddDays(-1), midnight.AddMilliseconds(1)]))
            await app.WriteAsync(customer, text, ago: DateTimeOffset.UtcNow - at);
        var id = (await app.ConversationOfAsync(customer)).Id;
        using var someone = await app.GivenAtWorkAsync();
        string[] days = [.. new[] { -2, -1, 0 }.Select(days => $"day-{id}-{time.Today.AddDays(days).DayNumber}")];

        var page = await someone.Browser.GetPageAsync($"/admin/live-chat/{id}");
        Assert.Equal([days[0], words[0], days[1], words[1], days[2], words[2]], Sequence(page));
        Assert.Equal(time.Today.AddDays(-1).ToString("ddddที่ d MMMM yyyy", CultureInfo.GetCultureInfo("th")), page.QuerySelector($"#{days[1]} time")!.TextContent);

        // Every answer brings the day of what it brings, with a place of its own: the page has it once.
        var stretch = await Visitor.ReadAsync(await someone.Browser.GetFragmentAsync($"/admin/live-chat/{id}/messages?limit=1"));
        Assert.Equal([days[2], words[2]], Sequence(stretch));
        var news = await Visitor.ReadAsync(await SinceAsync(someone, id, 0));
        Assert.Equal([days[0], words[0], days[1], words[1], days[2], words[2]], Sequence(news));
        var positions = news.QuerySelectorAll("[data-position]").Select(entry => entry.GetAttribute("data-position")!.Split(' ').Select(long.Parse).ToArray()).ToArray();
        Assert.Equal(positions.OrderBy(position => position[0]).ThenBy(position => position[1]), positions);

        static string[] Sequence(IParentNode page) => [.. page.QuerySelectorAll(".day, li.message").Select(entry => entry.ClassList.Contains("day") ? entry.Id! : entry.QuerySelector(".message__text")!.TextContent)];
    }

    [Fact]
    public async Task A_page_opened_at_a_message_that_is_not_there_shows_the_newest()
    {
        var (customer, id) = await GivenTalkativeAsync(3);
        using var someone = await app.GivenAtWorkAsync();
        var page = await someone.Browser.GetPageAsync($"/admin/live-chat/{id}?around=987654321");
        Assert.Equal(await IdsAsync(customer), IdsIn(page));
        Assert.Equal("", page.QuerySelector(".messages")!.GetAttribute("data-around"));
    }

    [Fact]
    public async Task Whoever_missed_too_much_while_they_looked_at_old_messages_is_left_there()
    {
        var (customer, id) = await GivenTalkativeAsync(60);
        using var someone = await app.GivenAtWorkAsync();
        var floor = (await app.ConversationOfAsync(customer)).Revision;
        var old = (await IdsAsync(customer))[10]!;
        await app.SayAsync(customer, 201, "ใหม่");

        var news = await Visitor.ReadAsync(await someone.Browser.GetFragmentAsync($"/admin/live-chat/{id}/messages?since={floor}&around={old["message-".Length..]}"));
        Assert.NotNull(news.QuerySelector($"hx-partial[hx-target='#messages-{id}'][hx-swap=innerHTML] #{old}"));
        Assert.NotNull(news.QuerySelector(Newer));
    }

    [Fact]
    public async Task A_window_has_the_message_in_its_middle_and_ways_out_on_both_sides()
    {
        var (customer, id) = await GivenTalkativeAsync(60);
        using var someone = await app.GivenAtWorkAsync();
        var all = await IdsAsync(customer);

        var middle = await WindowAsync(someone, id, all[30], limit: 10);
        Assert.Equal(all[25..35], IdsIn(middle));
        Assert.NotNull(middle.QuerySelector(Older));
        Assert.NotNull(middle.QuerySelector(Newer));

        var beginning = await WindowAsync(someone, id, all[0], limit: 10);
        Assert.Equal(all[0], IdsIn(beginning)[0]);
        Assert.Null(beginning.QuerySelector(Older));
        var end = await WindowAsync(someone, id, all[^1], limit: 10);
        Assert.Equal(all[^1], IdsIn(end)[^1]);
        Assert.Null(end.QuerySelector(Newer));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_smallest_window_still_holds_the_message_itself(int limit)
    {
        var (customer, id) = await GivenTalkativeAsync(10);
        using var someone = await app.GivenAtWorkAsync();
        var all = await IdsAsync(customer);
        var window = IdsIn(await WindowAsync(someone, id, all[5], limit));
        Assert.Equal(limit, window.Length);
        Assert.Contains(all[5], window);
    }

    [Fact]
    public async Task Who_was_away_gets_exactly_what_changed_and_nothing_when_nothing_did()
    {
        var served = await app.GivenServedAsync();
        var failing = await app.ReplyAsync(served, "กำลังตรวจสอบค่ะ");
        using var someone = await app.GivenAtWorkAsync();
        var floor = (await app.ConversationOfAsync(served.Customer)).Revision;
        Assert.Equal(HttpStatusCode.NoContent, (await SinceAsync(someone, served.ConversationId, floor)).StatusCode);

        await app.WriteAsync(served.Customer, "ขอบคุณค่ะ");
        await app.DeliverAllAsync(); // an older message changed too
        using var answer = await SinceAsync(someone, served.ConversationId, floor);
        var news = await Visitor.ReadAsync(answer);

        var log = news.QuerySelector($"hx-partial[hx-target='#messages-{served.ConversationId}']")!;
        Assert.Equal("upsert", log.GetAttribute("hx-swap"));
        Assert.Equal([$"message-{failing}", (await IdsAsync(served.Customer))[^1]], log.QuerySelectorAll("li[id^=message-]").Select(entry => entry.Id));
        Assert.Equal("accepted", log.QuerySelector($"#message-{failing}")!.GetAttribute("data-delivery"));
        Assert.NotNull(news.QuerySelector($"#desk-{served.ConversationId}"));
        var now = (await app.ConversationOfAsync(served.Customer)).Revision;
        Assert.Equal(now.ToString(), news.QuerySelector($"#floor-{served.ConversationId}")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.NoContent, (await SinceAsync(someone, served.ConversationId, now)).StatusCode);
    }

    [Theory]
    [InlineData(199, "upsert", 200)] // they are older than what the page has, so the session's beginning moves too
    [InlineData(200, "innerHTML", 50)]
    public async Task Who_missed_too_much_gets_the_newest_stretch_afresh(int missed, string swap, int shown)
    {
        var (customer, id) = await GivenTalkativeAsync(1);
        using var someone = await app.GivenAtWorkAsync();
        var floor = (await app.ConversationOfAsync(customer)).Revision;
        await app.SayAsync(customer, missed);

        var news = await Visitor.ReadAsync(await SinceAsync(someone, id, floor));
        var log = news.QuerySelector($"hx-partial[hx-target='#messages-{id}']")!;
        Assert.Equal(swap, log.GetAttribute("hx-swap"));
        Assert.Equal((await IdsAsync(customer, since: swap == "upsert" ? floor : 0))[^shown..], log.QuerySelectorAll("li[id^=message-]").Select(entry => entry.Id));
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("limit=-1")]
    [InlineData("limit=many")]
    [InlineData("before=yesterday")]
    [InlineData("since=99999999999999999999")]
    public async Task A_stretch_that_cannot_be_is_refused_with_a_sentence(string query)
    {
        var served = await app.GivenServedAsync();
        using var someone = await app.GivenAtWorkAsync();
        Assert.NotEmpty(await Refused.WithAsync(HttpStatusCode.BadRequest, await someone.Browser.GetFragmentAsync($"/admin/live-chat/{served.ConversationId}/messages?{query}")));
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    [InlineData("around")]
    public async Task Another_conversations_message_is_not_found_here(string where)
    {
        var (here, elsewhere) = (await app.GivenServedAsync(), await app.GivenServedAsync());
        using var someone = await app.GivenAtWorkAsync(language: "en");
        var foreign = (await IdsAsync(elsewhere.Customer))[0]!["message-".Length..];
        Assert.Equal("There is no such message", await Refused.WithAsync(HttpStatusCode.NotFound, await someone.Browser.GetFragmentAsync($"/admin/live-chat/{here.ConversationId}/messages?{where}={foreign}")));
    }

    private static string?[] IdsIn(IDocument page) => [.. page.QuerySelectorAll("li[id^=message-]").Select(entry => entry.Id)];

    private static Task<HttpResponseMessage> SinceAsync(AtWork someone, long id, long revision) => someone.Browser.GetFragmentAsync($"/admin/live-chat/{id}/messages?since={revision}");

    private static async Task<IDocument> WindowAsync(AtWork someone, long id, string? message, int limit)
    {
        using var answer = await someone.Browser.GetFragmentAsync($"/admin/live-chat/{id}/messages?around={message!["message-".Length..]}&limit={limit}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Visitor.ReadAsync(answer);
    }

    private async Task<(FakeCustomer Customer, long ConversationId)> GivenTalkativeAsync(int messages)
    {
        var customer = app.Line.AddCustomer("ช่างคุย");
        await app.SayAsync(customer, messages);
        return (customer, (await app.ConversationOfAsync(customer)).Id);
    }

    /// <summary>A customer's messages as they must stand in the log.</summary>
    private async Task<string?[]> IdsAsync(FakeCustomer customer, long since = 0)
    {
        var id = (await app.ConversationOfAsync(customer)).Id;
        var messages = await app.ReadAsync(db => db.Messages.Where(message => message.ConversationId == id && message.Revision > since).Select(message => new { message.Id, message.SentAt }).ToListAsync());
        return [.. messages.OrderBy(message => message.SentAt).ThenBy(message => message.Id).Select(message => $"message-{message.Id}")];
    }
}
