using System.Net;
using AngleSharp.Dom;
using LiveChat.Core.Customers;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Xunit;

namespace LiveChat.Tests.Pages.LiveChat;

/// <summary>What customers call themselves and write is text, never part of the page.</summary>
public sealed class HostileTextTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<div hx-get=/admin/live-chat hx-trigger=load></div>")]
    [InlineData("\"><script>alert(1)</script>")]
    [InlineData("' onmouseover='alert(1)")]
    [InlineData("</li></ul></hx-partial><hx-partial hx-target=body>")]
    [InlineData("{0} {name} @Model &lt;b&gt;")]
    public async Task Hostile_words_and_names_stand_there_literally(string hostile)
    {
        var customer = app.Line.AddCustomer(hostile);
        await app.WriteAsync(customer, hostile);
        await app.FetchProfilesAsync();
        using var owner = await app.GivenAtWorkAsync(hostile, "en");
        var id = (await app.ConversationOfAsync(customer)).Id;
        (await owner.Browser.PostAsync($"/admin/live-chat/{id}/claim")).Dispose();
        var reply = new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = hostile, ["clientKey"] = "k" };
        var bubble = await Visitor.ReadAsync(await owner.Browser.PostAsync($"/admin/live-chat/{id}/replies", reply));
        var page = await owner.Browser.GetPageAsync($"/admin/live-chat/{id}");

        Assert.Equal([hostile, hostile], TextsIn(page, $"#messages-{id} .message__text"));
        Assert.Equal([hostile], TextsIn(page, $"#messages-{id} .message__author bdi"));
        Assert.Equal([hostile], TextsIn(page, $"#conversation-{id} .row__name bdi"));
        Assert.Equal([hostile], TextsIn(page, $"#conversation-{id} .row__preview bdi"));
        Assert.Equal([hostile], TextsIn(page, $"#conversation-{id} .row__owner bdi"));
        Assert.Equal([hostile], TextsIn(page, $"#desk-{id} .desk__name bdi"));
        Assert.Equal([hostile], TextsIn(page, $"#desk-{id} .desk__owner bdi"));
        Assert.Equal([hostile], TextsIn(page, ".bar__who bdi"));
        Assert.Equal($"Chat with {hostile}", page.QuerySelector("section.conversation")!.GetAttribute("aria-label"));
        Assert.Equal([hostile], TextsIn(bubble, ".message__text"));
        foreach (var document in new[] { page, bubble })
        {
            Assert.DoesNotContain(document.QuerySelectorAll("script"), script => script.GetAttribute("src") is null);
            Assert.Empty(document.QuerySelectorAll("[onerror], [onmouseover], [src=x], hx-partial[hx-target=body], b, #messages-0"));
            Assert.Empty(document.QuerySelectorAll(".message__text *, bdi *"));
        }

        using var other = await app.GivenAtWorkAsync(language: "en");
        Assert.Equal($"{hostile} has this conversation", await Refused.WithAsync(HttpStatusCode.Conflict, await other.Browser.PostAsync($"/admin/live-chat/{id}/claim")));
    }

    [Theory]
    [InlineData("https://shop.example/\"><script>alert(1)</script>", "https://shop.example/")]
    [InlineData("https://shop.example/'onmouseover='alert(1)", "https://shop.example/'onmouseover='alert(1)")]
    [InlineData("javascript:alert(1) data:text/html,x", null)]
    public async Task A_link_in_hostile_words_is_a_link_and_nothing_more(string hostile, string? url)
    {
        var customer = app.Line.AddCustomer("ลิงก์");
        await app.WriteAsync(customer, hostile);
        using var someone = await app.GivenAtWorkAsync();
        var page = await someone.Browser.GetPageAsync($"/admin/live-chat/{(await app.ConversationOfAsync(customer)).Id}");

        var text = page.QuerySelector(".message__text")!;
        Assert.Equal(hostile, text.TextContent);
        Assert.Equal(url is null ? "" : "A", string.Concat(text.QuerySelectorAll("*").Select(element => element.TagName)));
        Assert.Equal(url, text.QuerySelector("a")?.GetAttribute("href"));
        if (url is not null) Assert.Equal(("_blank", "noopener noreferrer nofollow", "ltr", null), (text.FirstElementChild!.GetAttribute("target"), text.FirstElementChild.GetAttribute("rel"), text.FirstElementChild.GetAttribute("dir"), text.FirstElementChild.GetAttribute("onmouseover")));
    }

    [Theory]
    [InlineData("https://profile.line-scdn.net/abc", true)]
    [InlineData("https://sprofile.line-scdn.net/abc", true)]
    [InlineData("http://profile.line-scdn.net/abc", false)]
    [InlineData("https://evil.example/abc", false)]
    [InlineData("https://profile.line-scdn.net.evil.example/abc", false)]
    [InlineData("https://profile.line-scdn.net@evil.example/abc", false)]
    [InlineData("//evil.example/abc", false)]
    [InlineData("/admin/live-chat", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:image/svg+xml,<svg onload=alert(1)>", false)]
    public async Task Pictures_are_shown_from_LINEs_own_hosts_only(string url, bool shown)
    {
        var customer = app.Line.AddCustomer(new FakeCustomer(FakeIds.NewUserId(), "มีรูป"));
        await app.WriteAsync(customer, "ดูรูปสิ");
        var id = (await app.ConversationOfAsync(customer)).Id;
        await GivenProfileAsync(id, "มีรูป", url);
        using var someone = await app.GivenAtWorkAsync();
        var page = await someone.Browser.GetPageAsync($"/admin/live-chat/{id}");

        string[] expected = shown ? [url, url] : [];
        Assert.Equal(expected, page.QuerySelectorAll($"#conversation-{id} img, #desk-{id} img").Select(picture => picture.GetAttribute("src")));
        if (!shown) Assert.Equal("ม", page.QuerySelector($"#desk-{id} .avatar")!.TextContent);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \u00A0\u3000")]
    [InlineData("\n\r\n\t")]
    [InlineData("\u200B\u200D\uFEFF")]
    [InlineData("\u202E\u202E")]
    [InlineData("\u3164\u2800\u115F")]
    [InlineData("\u0301\u0301\u0E47")]
    public async Task A_name_that_nobody_could_see_gets_a_name(string name)
    {
        var (page, id) = await OpenedAsync(name);
        Assert.Equal("LINE customer (name unknown)", page.QuerySelector($"#conversation-{id} .row__name bdi")!.TextContent);
        Assert.Equal("LINE customer (name unknown)", page.QuerySelector($"#desk-{id} .desk__name bdi")!.TextContent);
        Assert.Equal("?", page.QuerySelector($"#desk-{id} .avatar")!.TextContent);
    }

    [Theory]
    [InlineData("\u202Egpj.exe", "G")]
    [InlineData("บรรทัด\nสอง", "บ")]
    [InlineData("👩‍👩‍👧 ครอบครัว", "👩")]
    public async Task A_strange_name_is_kept_to_itself(string name, string initial)
    {
        var (page, id) = await OpenedAsync(name);
        Assert.Equal(name, page.QuerySelector($"#conversation-{id} .row__name > bdi")!.TextContent);
        Assert.Equal(name, page.QuerySelector($"#desk-{id} .desk__name > bdi")!.TextContent);
        Assert.Equal(initial, page.QuerySelector($"#desk-{id} .avatar")!.TextContent);
    }

    [Fact]
    public async Task Five_thousand_combining_marks_do_not_fill_the_picture()
    {
        var (page, id) = await OpenedAsync("a" + new string('\u0301', 5000));
        Assert.Equal("A", page.QuerySelector($"#desk-{id} .avatar")!.TextContent);
    }

    private static IEnumerable<string> TextsIn(IParentNode page, string selector) => page.QuerySelectorAll(selector).Select(element => element.TextContent);

    private async Task<(IDocument Page, long Id)> OpenedAsync(string name)
    {
        var customer = app.Line.AddCustomer("ชื่อแปลก");
        await app.WriteAsync(customer, "สวัสดี");
        var id = (await app.ConversationOfAsync(customer)).Id;
        await GivenProfileAsync(id, name, pictureUrl: null);
        using var someone = await app.GivenAtWorkAsync(language: "en");
        return (await someone.Browser.GetPageAsync($"/admin/live-chat/{id}"), id);
    }

    /// <summary>As LINE described the customer.</summary>
    private Task<int> GivenProfileAsync(long conversationId, string name, string? pictureUrl) => app.ReadAsync(async db =>
    {
        var customer = db.Set<Customer>().Single(found => db.Conversations.Any(conversation => conversation.Id == conversationId && conversation.CustomerId == found.Id));
        customer.Describe(name, pictureUrl, statusMessage: null, language: null, DateTimeOffset.UtcNow);
        return await db.SaveChangesAsync();
    });
}
