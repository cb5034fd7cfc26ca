using System.Net;
using AngleSharp.Dom;
using LiveChat.Core.Messages;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Pages.LiveChat;

public sealed class SearchTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    [Fact]
    public async Task What_was_found_tells_who_said_it_and_when_has_the_words_marked_and_leads_there()
    {
        var customer = app.Line.AddCustomer("มาลี ดอกบัว");
        await app.WriteAsync(customer, "อยากได้ดอกบัวหลวงค่ะ");
        var served = await app.ClaimAsync(customer);
        await app.FetchProfilesAsync();
        var reply = await app.ReplyAsync(served, "ดอกบัวหลวงมีพรุ่งนี้ค่ะ");
        using var someone = await app.GivenAtWorkAsync();

        using var answer = await someone.Browser.GetFragmentAsync(UrlOf("ดอกบัว"));
        var found = await Visitor.ReadAsync(answer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["ลูกค้า", "ข้อความ"], found.QuerySelectorAll(".hits__title").Select(title => title.TextContent));
        var hits = found.QuerySelectorAll(".hit__link");
        Assert.Equal(["มาลี ดอกบัว", "มาลี ดอกบัว", "มาลี ดอกบัว"], hits.Select(hit => hit.QuerySelector(".hit__name")!.TextContent));
        Assert.All(hits, hit => Assert.Equal("ดอกบัว", hit.QuerySelector("mark")!.TextContent));
        Assert.All(hits, hit => Assert.NotNull(hit.QuerySelector("time[datetime]")));
        var operatorName = await app.ReadAsync(db => db.Operators.Where(found => found.Id == served.OperatorId).Select(found => found.DisplayName).SingleAsync());
        Assert.Equal(operatorName + ": ดอกบัวหลวงมีพรุ่งนี้ค่ะ", hits[1].QuerySelector(".hit__text")!.TextContent.Trim());
        Assert.Equal($"/admin/live-chat/{served.ConversationId}?q={Uri.EscapeDataString("ดอกบัว")}&around={reply}", hits[1].GetAttribute("href"));
        Assert.All(hits, hit => Assert.Equal(hit.GetAttribute("href"), hit.GetAttribute("hx-get")));
        Assert.Equal("พบ 3 รายการ", found.QuerySelector("hx-partial[hx-target='#search-status']")!.TextContent);
    }

    [Fact]
    public async Task An_address_with_words_opens_on_what_they_find_with_the_list_still_there()
    {
        var id = await GivenAsync("ตู้กับข้าวไม้สัก");
        using var someone = await app.GivenAtWorkAsync(language: "en");

        var page = await someone.Browser.GetPageAsync($"/admin/live-chat?status=waiting&q={Uri.EscapeDataString("ไม้สัก")}");

        Assert.Equal("ไม้สัก", page.QuerySelector("#search[role=search] input[name=q]")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector("#search label[for=search-q]"));
        Assert.Equal("waiting", page.QuerySelector("#search input[name=status]")!.GetAttribute("value")); // without script the form keeps the filter
        Assert.Equal("1 results", page.QuerySelector("#search-status[role=status]")!.TextContent);
        Assert.StartsWith($"/admin/live-chat/{id}?", page.QuerySelector("#search-results .hit__link")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($"#conversations #conversation-{id}"));
        Assert.Empty((await someone.Browser.GetPageAsync("/admin/live-chat")).QuerySelector("#search-results")!.ChildNodes);
    }

    [Theory]
    [InlineData("คำที่ไม่มีใครเคยพูด")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("%_%_%")]
    [InlineData("\0")]
    [InlineData("\u202Eย้อน")]
    public async Task Words_that_find_nothing_are_repeated_literally(string words)
    {
        using var someone = await app.GivenAtWorkAsync();
        using var answer = await someone.Browser.GetFragmentAsync(UrlOf(words));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var found = await Visitor.ReadAsync(answer);
        Assert.Empty(found.QuerySelectorAll("script, img, .hit"));
        if (words != "\0") Assert.Equal($"ไม่พบ “{words}”", found.QuerySelector(".search__nothing p")!.TextContent);
        var page = await someone.Browser.GetPageAsync($"/admin/live-chat?q={Uri.EscapeDataString(words)}");
        Assert.NotNull(page.QuerySelector("#conversations"));
    }

    [Theory]
    [InlineData(201)]
    [InlineData(10_000)]
    public async Task Words_that_are_far_too_many_are_refused_with_a_sentence(int length)
    {
        using var someone = await app.GivenAtWorkAsync(language: "en");
        var words = new string('a', length);
        const string Sentence = "The search is longer than 200 characters. Please use a shorter one";
        Assert.Equal(Sentence, await Refused.WithAsync(HttpStatusCode.BadRequest, await someone.Browser.GetFragmentAsync(UrlOf(words))));
        using var page = await someone.Browser.Http.GetAsync($"/admin/live-chat?q={words}");
        Assert.Equal((HttpStatusCode.BadRequest, Sentence), (page.StatusCode, (await Visitor.ReadAsync(page)).QuerySelector("main [role=alert]")!.TextContent));
    }

    [Fact]
    public async Task Ten_thousand_Thai_letters_get_the_sentence_as_well()
    {
        using var someone = await app.GivenAtWorkAsync(language: "en");
        await Refused.WithAsync(HttpStatusCode.BadRequest, await someone.Browser.GetFragmentAsync(UrlOf(new string('ก', 3_500)))); // 10 KB, three times as long in an address
    }

    [Fact]
    public async Task Within_a_conversation_its_own_field_finds_what_was_said_there_and_keeps_it_in_the_address()
    {
        var (id, other) = (await GivenAsync("ผ้าไหมแพรวา"), await GivenAsync("ผ้าไหมมัดหมี่"));
        using var someone = await app.GivenAtWorkAsync();

        var found = await Visitor.ReadAsync(await someone.Browser.GetFragmentAsync($"/admin/live-chat/search?conversation={id}&find={Uri.EscapeDataString("ผ้าไหม")}"));
        Assert.Equal("ผ้าไหมแพรวา", Assert.Single(found.QuerySelectorAll(".hit__text")).TextContent.Trim());
        Assert.Equal("พบ 1 รายการ", found.QuerySelector("hx-partial[hx-target='#finder-status']")!.TextContent);
        var byContract = await Visitor.ReadAsync(await someone.Browser.GetFragmentAsync($"/admin/live-chat/search?conversation={other}&q={Uri.EscapeDataString("ผ้าไหม")}"));
        Assert.Equal("ผ้าไหมมัดหมี่", Assert.Single(byContract.QuerySelectorAll(".hit__text")).TextContent.Trim());

        var page = await someone.Browser.GetPageAsync($"/admin/live-chat/{id}?find={Uri.EscapeDataString("ผ้าไหม")}");
        Assert.NotNull(page.QuerySelector(".finder[open] #finder-results .hit"));
        Assert.Null((await someone.Browser.GetPageAsync($"/admin/live-chat/{id}")).QuerySelector(".finder[open]"));
        using var refused = await someone.Browser.GetFragmentAsync("/admin/live-chat/search?conversation=abc&q=x");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_conversation_opens_around_the_message_that_was_chosen_as_a_page_and_as_a_fragment()
    {
        var customer = app.Line.AddCustomer("ช่างคุย");
        for (var i = 0; i < 130; i++) await app.WriteAsync(customer, $"ประโยคที่ {i}", ago: TimeSpan.FromMinutes(200 - i));
        var id = (await app.ConversationOfAsync(customer)).Id;
        var chosen = await app.ReadAsync(db => db.Messages.Where(message => message.ConversationId == id && message.Text == "ประโยคที่ 30").Select(message => message.Id).SingleAsync());
        using var someone = await app.GivenAtWorkAsync();

        foreach (var opened in new IDocument[] { await someone.Browser.GetPageAsync($"/admin/live-chat/{id}?around={chosen}"), await Visitor.ReadAsync(await someone.Browser.GetFragmentAsync($"/admin/live-chat/{id}?around={chosen}")) })
        {
            Assert.Equal(chosen.ToString(), opened.QuerySelector($"#messages-{id}")!.GetAttribute("data-around"));
            Assert.NotNull(opened.QuerySelector($"#message-{chosen}"));
            Assert.DoesNotContain("ประโยคที่ 129", opened.QuerySelector(".messages")!.TextContent, StringComparison.Ordinal);
        }
        var gone = await someone.Browser.GetPageAsync($"/admin/live-chat/{id}?around=987654321"); // of another conversation, or no more
        Assert.Equal("", gone.QuerySelector(".messages")!.GetAttribute("data-around"));
        Assert.Contains("ประโยคที่ 129", gone.QuerySelector(".messages")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_is_shown_as_a_note_and_the_reason_of_a_closing_as_that()
    {
        var id = await GivenAsync("สวัสดีจ้า");
        var nok = await app.GivenOperatorAsync();
        await app.ReadAsync(async db =>
        {
            var conversation = await db.Conversations.SingleAsync(found => found.Id == id);
            foreach (var (kind, words) in new[] { (Message.NoteKind, "รอแพ็กเกจฮันนีมูน"), ("session.closed", "จองฮันนีมูนแล้ว") })
            {
                db.Messages.Add(new Message
                {
                    ChannelId = conversation.ChannelId, ConversationId = id, Direction = MessageDirection.Internal, Author = MessageAuthor.Operator, OperatorId = nok.Id, Kind = kind, IsSupported = true,
                    SentAt = DateTimeOffset.UtcNow, CreatedAt = DateTimeOffset.UtcNow, Revision = conversation.NextRevision(),
                }.Saying(words));
            }
            return await db.SaveChangesAsync();
        });
        using var someone = await app.GivenAtWorkAsync();

        var found = await Visitor.ReadAsync(await someone.Browser.GetFragmentAsync(UrlOf("ฮันนีมูน")));

        Assert.Equal($"โน้ตของ {nok.DisplayName}:", found.QuerySelector(".hit--note .hit__sender")!.TextContent);
        Assert.Equal($"{nok.DisplayName} ปิดการสนทนา:", found.QuerySelector(".hit:not(.hit--note) .hit__sender")!.TextContent);
    }

    [Fact]
    public async Task A_stranger_finds_nothing()
    {
        using var stranger = app.NewVisitor();
        using var answer = await stranger.GetFragmentAsync(UrlOf("สวัสดี"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static string UrlOf(string words) => $"/admin/live-chat/search?q={Uri.EscapeDataString(words)}";

    private async Task<long> GivenAsync(string text)
    {
        var customer = app.Line.AddCustomer("ลูกค้า");
        await app.WriteAsync(customer, text);
        return (await app.ConversationOfAsync(customer)).Id;
    }
}
