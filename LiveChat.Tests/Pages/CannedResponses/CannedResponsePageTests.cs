using System.Net;
using AngleSharp.Dom;
using LiveChat.Core.CannedResponses;
using LiveChat.Core.Operators;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Pages.CannedResponses;

public sealed class CannedResponsePageTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    private const string Page = "/admin/canned-responses";

    [Fact]
    public async Task The_eight_that_come_with_the_console_stand_there_by_category_as_a_customer_would_read_them()
    {
        using var someone = await app.GivenAtWorkAsync("นิดา");
        var page = await someone.Browser.GetPageAsync(Page);
        Assert.All(DefaultCannedResponses.All, response => Assert.Contains(page.QuerySelectorAll(".canned__title"), title => title.TextContent == response.Title));
        Assert.Contains("สวัสดีค่ะ คุณสมศรี นิดา ยินดีให้บริการ มีอะไรให้ช่วยคะ", page.QuerySelectorAll(".canned__text").Select(text => text.TextContent));

        var found = await someone.Browser.GetPageAsync($"{Page}?q={Uri.EscapeDataString("เลขพัสดุ")}");
        Assert.Equal("แจ้งเลขพัสดุ", Assert.Single(found.QuerySelectorAll(".canned__title")).TextContent);
        Assert.NotNull((await someone.Browser.GetPageAsync($"{Page}?q=zzzz")).QuerySelector(".page__empty"));
    }

    [Fact]
    public async Task Any_operator_adds_one_and_changes_it_with_plain_forms()
    {
        using var someone = await app.GivenAtWorkAsync();
        using var added = await someone.Browser.PostAsync(Page, Form("<i>โปร</i>", "โปรโมชัน", "ลด {{ส่วนลด}} ให้คุณ{{customer}}"), htmx: false);
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var id = added.Headers.Location!.OriginalString.Split('-')[^1];
        var item = (await someone.Browser.GetPageAsync(Page)).QuerySelector($"#canned-{id}")!;
        Assert.Equal(("<i>โปร</i>", "ลด {{ส่วนลด}} ให้คุณสมศรี", "{{ส่วนลด}}"), (item.QuerySelector(".canned__title")!.TextContent, item.QuerySelector(".canned__text")!.TextContent, item.QuerySelector("mark")!.TextContent));

        var edit = await someone.Browser.GetPageAsync($"{Page}/{id}");
        Assert.Equal("ลด {{ส่วนลด}} ให้คุณ{{customer}}", edit.QuerySelector("textarea[name=text]")!.TextContent);
        using var changed = await someone.Browser.PostAsync($"{Page}/{id}", Form("โปร", "โปรโมชัน", "ลด 10%"), htmx: false);
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Equal("ลด 10%", (await someone.Browser.GetPageAsync(Page)).QuerySelector($"#canned-{id} .canned__text")!.TextContent);
    }

    [Theory]
    [InlineData("", "หมวด", "ข้อความ", "title", "Fill in the title first")]
    [InlineData("ชื่อ", " ", "ข้อความ", "category", "Fill in the category first")]
    [InlineData("ชื่อ", "หมวด", "\r\n", "text", "Fill in the text first")]
    public async Task What_is_missing_is_said_beside_its_field_and_what_was_written_stays(string title, string category, string text, string field, string sentence)
    {
        using var someone = await app.GivenAtWorkAsync(language: "en");
        using var answer = await someone.Browser.PostAsync(Page, Form(title, category, text), htmx: false);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        AssertProblem(await Visitor.ReadAsync(answer), field, sentence, title);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("www.shop.com")]
    [InlineData("shop.co.th/new?a=1")]
    [InlineData("mailto:shop@example.com")]
    [InlineData("line://ti/p/x")]
    [InlineData("https://user:word@shop.example")]
    public async Task A_choice_that_leads_where_LINE_does_not_go_is_refused_and_the_line_is_named(string address)
    {
        using var someone = await app.GivenAtWorkAsync(language: "en");
        var form = Form("ทางเลือก", "หมวด", "เลือกได้เลย");
        form["choices"] = $"ได้ค่ะ\nดูสินค้า = {address}\nโทร = tel:021234567";
        using var answer = await someone.Browser.PostAsync(Page, form, htmx: false);
        var page = await Visitor.ReadAsync(answer);
        Assert.Equal(("choices", HttpStatusCode.UnprocessableEntity), (page.QuerySelector("[autofocus]")!.GetAttribute("name"), answer.StatusCode));
        Assert.StartsWith($"This line cannot be a choice: “ดูสินค้า = {address}”", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ไม่เอาค่ะ")]
    [InlineData("ขอ 1.5 กก. ค่ะ")]
    [InlineData("Size:L")]
    [InlineData("12:30")]
    [InlineData("http://shop.example")]
    public async Task Words_with_a_point_or_a_colon_are_words(string said)
    {
        using var someone = await app.GivenAtWorkAsync();
        var form = Form("คำพูด", "หมวด", "เลือกได้เลย");
        form["choices"] = $"เลือก = {said}";
        using var answer = await someone.Browser.PostAsync(Page, form, htmx: false);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task What_is_too_long_is_said_so()
    {
        using var someone = await app.GivenAtWorkAsync(language: "en");
        foreach (var (title, category, text, field, sentence) in new[]
        {
            (new string('ก', 81), "หมวด", "ข้อความ", "title", "The title is longer than 80 characters"),
            ("ชื่อ", new string('ก', 41), "ข้อความ", "category", "The category is longer than 40 characters"),
            ("ชื่อ", "หมวด", new string('ก', 5001), "text", "The message is longer than the 5000 characters LINE takes"),
        })
        {
            using var answer = await someone.Browser.PostAsync(Page, Form(title, category, text), htmx: false);
            AssertProblem(await Visitor.ReadAsync(answer), field, sentence, title);
        }
    }

    [Fact]
    public async Task Deleting_is_an_admins_to_decide_and_asks_first()
    {
        using var agent = await app.GivenAtWorkAsync();
        var boss = await app.GivenOperatorAsync("canned-boss", OperatorRole.Admin);
        using var admin = await app.SignedInAsync(boss);
        using var added = await agent.Browser.PostAsync(Page, Form("ลบได้", "หมวด", "ข้อความ"), htmx: false);
        var id = long.Parse(added.Headers.Location!.OriginalString.Split('-')[^1]);

        Assert.Null((await agent.Browser.GetPageAsync(Page)).QuerySelector($"a[href='{Page}/{id}/removal']"));
        using var refused = await agent.Browser.PostAsync($"{Page}/{id}/removal", htmx: false);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        Assert.NotNull((await admin.GetPageAsync(Page)).QuerySelector($"a[href='{Page}/{id}/removal']"));
        Assert.Equal("ลบได้", (await admin.GetPageAsync($"{Page}/{id}/removal")).QuerySelector("main h2")!.TextContent);
        Assert.True(await app.ReadAsync(db => db.CannedResponses.AnyAsync(response => response.Id == id))); // asked, not done
        using var deleted = await admin.PostAsync($"{Page}/{id}/removal", htmx: false);
        Assert.Equal((HttpStatusCode.Redirect, Page), (deleted.StatusCode, deleted.Headers.Location?.OriginalString));
        using var again = await admin.PostAsync($"{Page}/{id}/removal", htmx: false);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    private static void AssertProblem(IDocument page, string field, string sentence, string title)
    {
        var input = page.QuerySelector($"main [name={field}]")!;
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Contains(input.GetAttribute("aria-describedby")!.Split(' '), id => page.GetElementById(id)?.TextContent == sentence);
        Assert.Equal(title, page.QuerySelector("main [name=title]")!.GetAttribute("value") ?? "");
        Assert.NotNull(page.QuerySelector("details[open]"));
    }

    private static Dictionary<string, string> Form(string title, string category, string text) => new(StringComparer.Ordinal) { ["title"] = title, ["category"] = category, ["text"] = text };
}
