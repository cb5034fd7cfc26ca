using System.Net;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using LiveChat.Web.Simulator;
using Xunit;

namespace LiveChat.Tests.Simulator;

public sealed class SimulatorPageTests
{
    private static readonly FakeChannel _channel = new("Ub07b07b07b07b07b07b07b07b07b07b0", "ร้านกาแฟ", "secret", "token");

    [Theory]
    [InlineData("/simulator")]
    [InlineData("/simulator/U00000000000000000000000000000000")]
    [InlineData("/simulator/U00000000000000000000000000000000/changes")]
    [InlineData("/simulator/avatars/U00000000000000000000000000000000.svg")]
    [InlineData(SimulatorSetup.FakeLinePrefix + "/v2/bot/info")]
    public async Task In_Production_there_is_no_simulator_and_in_Development_there_is(string path)
    {
        await using var production = await SimulatorHost.StartAsync("Production");
        using var closed = new HttpClient { BaseAddress = production.BaseUrl };
        using var get = await closed.GetAsync(path);
        using var post = await closed.PostAsync(path, null);
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], [get.StatusCode, post.StatusCode]);

        await using var development = await SimulatorHost.StartAsync("Development");
        development.Line.AddChannel(_channel);
        development.Line.AddCustomer(new FakeCustomer("U00000000000000000000000000000000", "สมหญิง"));
        using var open = new HttpClient { BaseAddress = development.BaseUrl };
        open.DefaultRequestHeaders.Authorization = new("Bearer", _channel.AccessToken);
        using var served = await open.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    [Fact]
    public async Task A_hostile_name_and_text_are_shown_as_they_are()
    {
        const string hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        await using var host = await SimulatorHost.StartAsync("Development");
        host.Line.AddChannel(_channel);
        var customer = host.Line.AddCustomer(hostile);
        await host.Line.Phone(customer).SendTextAsync(hostile);

        using var http = new HttpClient { BaseAddress = host.BaseUrl };
        var page = new HtmlParser().ParseDocument(await http.GetStringAsync($"/simulator/{customer.UserId}"));
        Assert.Equal(hostile, page.QuerySelector(".bubble--mine .bubble__body")!.TextContent);
        Assert.Equal(hostile, page.QuerySelector(".person__name")!.TextContent);
        Assert.All(page.QuerySelectorAll("script"), s => Assert.NotNull(s.GetAttribute("src")));
        Assert.Empty(page.QuerySelectorAll("[style], [onerror]"));
        Assert.Equal("<", XDocument.Parse(await http.GetStringAsync($"/simulator/avatars/{customer.UserId}.svg")).Root!.Value.Trim());
    }

    [Fact]
    public async Task A_picture_or_a_sticker_of_which_nothing_is_left_has_a_label()
    {
        await using var host = await SimulatorHost.StartAsync("Development");
        var channel = host.Line.AddChannel(_channel);
        var customer = host.Line.AddCustomer("สมหญิง");
        host.Line.Chat(channel.BotUserId, customer.UserId).Remember([new("1", FromCustomer: true, "image", DateTimeOffset.UtcNow), new("2", FromCustomer: true, "sticker", DateTimeOffset.UtcNow)]);

        using var http = new HttpClient { BaseAddress = host.BaseUrl };
        var page = new HtmlParser().ParseDocument(await http.GetStringAsync($"/simulator/{customer.UserId}"));
        Assert.Equal(["รูปภาพ", "สติกเกอร์"], page.QuerySelectorAll(".bubble__body--other").Select(body => body.TextContent.Trim()));
        Assert.Empty(page.QuerySelectorAll(".bubble__picture, .bubble__sticker"));
    }

    [Fact]
    public async Task A_post_without_the_pages_token_is_refused()
    {
        await using var host = await SimulatorHost.StartAsync("Development");
        host.Line.AddChannel(_channel);
        var customer = host.Line.AddCustomer("สมหญิง");
        using var http = new HttpClient { BaseAddress = host.BaseUrl };
        using var answer = await http.PostAsync($"/simulator/{customer.UserId}/messages", new FormUrlEncodedContent([new("text", "สวัสดี")]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(host.Line.Phone(customer).Chat.Messages);
    }

    [Fact]
    public async Task Nothing_new_is_204_and_something_new_is_the_fragments()
    {
        await using var host = await SimulatorHost.StartAsync("Development");
        host.Line.AddChannel(_channel);
        var customer = host.Line.AddCustomer("สมหญิง");
        using var http = new HttpClient { BaseAddress = host.BaseUrl };
        http.DefaultRequestHeaders.Add("HX-Request", "true");
        var page = new HtmlParser().ParseDocument(await http.GetStringAsync($"/simulator/{customer.UserId}"));
        var watch = page.QuerySelector("#watch")!.GetAttribute("hx-get")!;
        using var nothing = await http.GetAsync(watch);
        Assert.Equal(HttpStatusCode.NoContent, nothing.StatusCode);

        await host.Line.Phone(customer).SendTextAsync("ใหม่");
        using var something = await http.GetAsync(watch);
        Assert.Equal(HttpStatusCode.OK, something.StatusCode);
        Assert.Contains("ใหม่", await something.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_of_the_simulator_is_there_in_Thai_and_in_English()
    {
        var texts = new System.Resources.ResourceManager(typeof(LiveChat.Web.Resources.SimulatorTexts));
        Assert.Equal(Keys("th"), Keys("en"));
        Assert.All(Enum.GetNames<FaultKind>(), kind => Assert.Contains($"Fault_{kind}", Keys("th"), StringComparison.Ordinal));

        string Keys(string language) =>
            string.Join('\n', texts.GetResourceSet(new(language), createIfNotExists: true, tryParents: false)!
                .Cast<System.Collections.DictionaryEntry>()
                .Where(e => e.Value is string { Length: > 0 })
                .Select(e => (string)e.Key)
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("th")]
    [InlineData("en")]
    public async Task Every_endpoint_and_every_fault_of_the_form_has_a_text(string language)
    {
        await using var host = await SimulatorHost.StartAsync("Development");
        host.Line.AddChannel(_channel);
        var customer = host.Line.AddCustomer("สมหญิง");
        using var http = new HttpClient { BaseAddress = host.BaseUrl };
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        var page = new HtmlParser().ParseDocument(await http.GetStringAsync($"/simulator/{customer.UserId}"));

        Assert.Contains(page.QuerySelectorAll("[name=endpoints] option"), option => option.GetAttribute("value") == nameof(FakeEndpoint.Token));
        Assert.Equal(Enum.GetNames<FaultKind>(), page.QuerySelectorAll("[name=kind] option").Select(option => option.GetAttribute("value")));
        Assert.All(page.QuerySelectorAll("[name=endpoints] option, [name=kind] option"), option => Assert.DoesNotContain("_", option.TextContent, StringComparison.Ordinal)); // what has no text shows its key
    }

    [Theory]
    [InlineData("th", "เครื่องจำลอง LINE")]
    [InlineData("en", "LINE simulator")]
    public async Task The_page_speaks_the_readers_language(string language, string title)
    {
        await using var host = await SimulatorHost.StartAsync("Development");
        host.Line.AddChannel(_channel);
        var customer = host.Line.AddCustomer("สมหญิง");
        using var http = new HttpClient { BaseAddress = host.BaseUrl };
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        var html = await http.GetStringAsync($"/simulator/{customer.UserId}");
        var page = new HtmlParser().ParseDocument(html);
        Assert.Equal(title, page.QuerySelector("h1")!.TextContent);
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.DoesNotContain("&#xE", html, StringComparison.Ordinal);    // Thai leaves as Thai
    }
}
