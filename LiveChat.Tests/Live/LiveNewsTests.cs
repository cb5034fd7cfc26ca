using LiveChat.Core.Conversations;
using LiveChat.Core.Customers;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Live;

/// <summary>What open pages are told while it happens.</summary>
public sealed class LiveNewsTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_page_hears_hello_first_and_then_what_the_customer_writes()
    {
        var (customer, conversation) = await GivenKnownCustomerAsync("สวัสดีค่ะ");
        using var someone = await app.GivenAtWorkAsync();
        await using var listener = await LiveListener.OpenAsync(someone.Browser);
        Assert.Equal("hello", (await listener.NextAsync()).Name);

        await app.Line.Phone(customer).SendTextAsync("มีสีฟ้าไหมคะ");
        var news = await listener.NextForAsync($"#messages-{conversation.Id}");
        Assert.Equal("message", news.Name);
        var message = news.For($"#messages-{conversation.Id}")!;
        Assert.Equal("upsert", message.GetAttribute("hx-swap"));
        Assert.Equal("มีสีฟ้าไหมคะ", message.QuerySelector("li[id^=message-] .message__text")!.TextContent);
        var row = news.For("#conversations")!;
        Assert.Equal("upsert", row.GetAttribute("hx-swap"));
        Assert.Equal("มีสีฟ้าไหมคะ", row.QuerySelector($"#conversation-{conversation.Id} .row__preview bdi")!.TextContent);
        Assert.Equal("2", row.QuerySelector("unread-badge")!.GetAttribute("incoming"));
    }

    [Fact]
    public async Task A_claim_tells_everybody_to_look_at_the_desk_again()
    {
        var (_, conversation) = await GivenKnownCustomerAsync("สวัสดีค่ะ");
        using var owner = await app.GivenAtWorkAsync("นิดา");
        using var other = await app.GivenAtWorkAsync();
        await using var listener = await LiveListener.ReadyAsync(other.Browser);
        (await owner.Browser.PostAsync($"/admin/live-chat/{conversation.Id}/claim")).Dispose();

        var news = await listener.NextForAsync($"#desk-news-{conversation.Id}");
        Assert.Equal($"/admin/live-chat/{conversation.Id}/desk", news.For($"#desk-news-{conversation.Id}")!.QuerySelector("[hx-get][hx-trigger=load]")!.GetAttribute("hx-get"));
        Assert.Equal("active", news.For("#conversations")!.QuerySelector($"#conversation-{conversation.Id}")!.GetAttribute("data-status"));
        Assert.Equal("นิดา", news.For("#conversations")!.QuerySelector(".row__owner")!.TextContent);
    }

    [Fact]
    public async Task Operators_of_one_language_hear_the_same_and_of_another_the_same_in_other_words()
    {
        var (customer, conversation) = await GivenKnownCustomerAsync("สวัสดีค่ะ");
        using var one = await app.GivenAtWorkAsync();
        using var two = await app.GivenAtWorkAsync();
        using var english = await app.GivenAtWorkAsync(language: "en");
        await using var first = await LiveListener.ReadyAsync(one.Browser);
        await using var second = await LiveListener.ReadyAsync(two.Browser);
        await using var third = await LiveListener.ReadyAsync(english.Browser);

        await app.Line.Phone(customer).SendTextAsync("เหมือนกันไหม");
        var target = $"#messages-{conversation.Id}";
        var thai = await first.NextForAsync(target);
        Assert.Equal(thai, await second.NextForAsync(target));
        var other = await third.NextForAsync(target);
        Assert.Equal("รอรับ", thai.For("#conversations")!.QuerySelector(".status")!.TextContent);
        Assert.Equal("Waiting", other.For("#conversations")!.QuerySelector(".status")!.TextContent);
        Assert.Equal("เหมือนกันไหม", other.For(target)!.QuerySelector(".message__text")!.TextContent);
    }

    [Theory]
    [InlineData("หนึ่ง\r\nสอง\rสาม\n\n\nสี่", "หนึ่ง\nสอง\nสาม\n\n\nสี่")]
    [InlineData("event: ping\ndata: y\n\nid: 3\nretry: 1", "event: ping\ndata: y\n\nid: 3\nretry: 1")]
    [InlineData("<script>alert(1)</script><img src=x onerror=alert(1)>", "<script>alert(1)</script><img src=x onerror=alert(1)>")]
    [InlineData("</li></hx-partial><hx-partial hx-target=body><div hx-get=/x hx-trigger=load>", "</li></hx-partial><hx-partial hx-target=body><div hx-get=/x hx-trigger=load>")]
    public async Task Hostile_text_arrives_as_one_event_word_for_word(string text, string shown)
    {
        var (customer, conversation) = await GivenKnownCustomerAsync("สวัสดีค่ะ");
        using var someone = await app.GivenAtWorkAsync();
        await using var listener = await LiveListener.ReadyAsync(someone.Browser);
        await app.Line.Phone(customer).SendTextAsync(text);

        var news = await listener.NextForAsync($"#messages-{conversation.Id}");
        Assert.Equal("message", news.Name);
        Assert.Equal(shown, news.For($"#messages-{conversation.Id}")!.QuerySelector(".message__text")!.TextContent);
        Assert.Equal(shown, news.For("#conversations")!.QuerySelector(".row__preview bdi")!.TextContent);
        Assert.Null(news.For("body"));
        Assert.Empty(news.For($"#messages-{conversation.Id}")!.QuerySelectorAll("script, img, .message__text *"));
    }

    [Fact]
    public async Task A_hostile_name_is_only_a_name_in_the_live_row()
    {
        const string hostile = "<img src=x onerror=alert(1)>\r\n\r\nevent: x";
        var (customer, conversation) = await GivenKnownCustomerAsync("สวัสดีค่ะ");
        await app.ReadAsync(db => db.Set<Customer>().Where(found => found.Id == conversation.CustomerId).ExecuteUpdateAsync(set => set.SetProperty(found => found.DisplayName, hostile)));
        using var someone = await app.GivenAtWorkAsync();
        await using var listener = await LiveListener.ReadyAsync(someone.Browser);
        await app.Line.Phone(customer).SendTextAsync("อีกครั้ง");

        var row = (await listener.NextForAsync("#conversations", "อีกครั้ง")).For("#conversations")!;
        Assert.Equal(hostile, row.QuerySelector(".row__name bdi")!.TextContent);
        Assert.Empty(row.QuerySelectorAll("img, bdi *"));
    }

    [Fact]
    public async Task What_an_operator_reads_is_told_to_their_own_pages_only()
    {
        var (customer, conversation) = await GivenKnownCustomerAsync("อ่านหน่อย");
        using var reader = await app.GivenAtWorkAsync();
        using var elsewhere = await app.SignedInAsync(reader.Operator);
        using var other = await app.GivenAtWorkAsync();
        await using var own = await LiveListener.ReadyAsync(reader.Browser);
        await using var ownElsewhere = await LiveListener.ReadyAsync(elsewhere);
        await using var others = await LiveListener.ReadyAsync(other.Browser);

        (await reader.Browser.PostAsync($"/admin/live-chat/{conversation.Id}/reading", new Dictionary<string, string>(StringComparer.Ordinal) { ["revision"] = conversation.Revision.ToString() })).Dispose();
        foreach (var listener in new[] { own, ownElsewhere })
            Assert.Equal($"{reader.Id}:1", (await listener.NextForAsync("#conversations")).For("#conversations")!.QuerySelector($"#conversation-{conversation.Id} unread-badge")!.GetAttribute("readers"));

        await app.Line.Phone(customer).SendTextAsync("ข้อความถัดไป"); // the other's first news is this, not the reading
        Assert.Contains("ข้อความถัดไป", (await others.NextForAsync($"#conversations")).Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_hundred_messages_said_at_once_a_page_hears_every_one()
    {
        var (customer, conversation) = await GivenKnownCustomerAsync("เริ่ม");
        using var someone = await app.GivenAtWorkAsync();
        await using var listener = await LiveListener.ReadyAsync(someone.Browser);
        var events = Enumerable.Range(0, 100).Select(i => app.Line.Events.Text(app.LineHost.Channel, customer.UserId, $"ข้อ {i}")).ToArray();
        await app.Line.DeliverAsync(app.LineHost.Channel, events);

        var heard = new HashSet<string>(StringComparer.Ordinal);
        while (heard.Count < 100)
            heard.UnionWith((await listener.NextForAsync($"#messages-{conversation.Id}")).Data is var data
                ? new AngleSharp.Html.Parser.HtmlParser().ParseDocument(data).QuerySelectorAll(".message__text").Select(text => text.TextContent) : []);
        Assert.Equal(100, heard.Count);
    }

    [Fact]
    public async Task A_stranger_hears_nothing()
    {
        using var stranger = app.NewVisitor();
        using var answer = await stranger.Http.GetAsync("/live");
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A customer who wrote and whose profile has come: their name is no more news.</summary>
    private async Task<(FakeCustomer Customer, Conversation Conversation)> GivenKnownCustomerAsync(string text)
    {
        var (customer, conversation) = await app.GivenCustomerWhoWroteAsync(text);
        await Eventually.TrueAsync(() => app.ReadAsync(db => db.Set<Customer>().AnyAsync(found => found.Id == conversation.CustomerId && found.DisplayName != null)));
        return (customer, conversation);
    }
}
