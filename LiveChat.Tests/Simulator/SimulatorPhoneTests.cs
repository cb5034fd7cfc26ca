using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using LiveChat.Web.Simulator;
using Xunit;

namespace LiveChat.Tests.Simulator;

/// <summary>The phone sends whatever a customer can send, and shows whatever a shop can send.</summary>
public sealed class SimulatorPhoneTests : IAsyncLifetime
{
    private const string Media = "https://shop.example/public/media/k3y/a";
    private SimulatorHost _host = null!;
    private HttpClient _browser = null!;
    private HttpClient _shop = null!;
    private FakeCustomer _customer = null!;

    public static TheoryData<string> Messages => [.. SampleSending.Messages.Select(sample => sample.Name)];
    public static TheoryData<string> Events => [.. SampleSending.Events.Select(sample => sample.Name)];
    public static TheoryData<string> Switches => [.. FaultSwitch.All.Select(known => known.Name), .. Enum.GetNames<WebhookTrouble>()];

    public async ValueTask InitializeAsync()
    {
        _host = await SimulatorHost.StartAsync("Development");
        _host.Line.AddChannel(new("Ub07b07b07b07b07b07b07b07b07b07b0", "ร้านกาแฟ", "secret", "token"));
        _customer = _host.Line.AddCustomer("สมหญิง");
        _browser = new() { BaseAddress = _host.BaseUrl };
        _shop = new() { BaseAddress = _host.BaseUrl };
        _shop.DefaultRequestHeaders.Authorization = new("Bearer", "token");
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        _shop.Dispose();
        await _host.DisposeAsync();
    }

    private string Page => $"/simulator/{_customer.UserId}";
    private FakeChat Chat => _host.Line.Phone(_customer).Chat;

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Every_kind_of_message_is_sent_at_a_press_and_stands_on_the_phone(string kind)
    {
        await PostAsync(Page, "samples", ("kind", kind));
        var page = await LookAsync(Page);
        Assert.Equal(kind == "Album" ? 3 : 1, page.QuerySelectorAll(".bubble--mine").Length);
        Assert.All(await Task.WhenAll(page.QuerySelectorAll(".bubble [src]").Select(shown => _browser.GetAsync(shown.GetAttribute("src")))), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.DoesNotMatch("(Sample|Kind)_", page.Body!.TextContent);
    }

    [Theory]
    [MemberData(nameof(Events))]
    public async Task Every_other_event_reaches_the_webhook_at_a_press(string kind)
    {
        await PostAsync(Page, "samples", ("kind", kind));
        var call = Assert.Single(_host.Line.Journal.Entries, entry => entry.Direction == CallDirection.Webhook);
        Assert.Equal(200, call.Status);
        Assert.Single(JsonNode.Parse(call.Body)!["events"]!.AsArray());
    }

    [Theory]
    [MemberData(nameof(Switches))]
    public async Task What_goes_wrong_is_switched_on_shown_and_switched_off(string name)
    {
        Assert.Equal("false", Pressed(await LookAsync(Page)));
        await PostAsync(Page, "switches", ("name", name));
        Assert.Equal("true", Pressed(await LookAsync(Page)));
        await PostAsync(Page, "switches", ("name", name));
        Assert.Equal("false", Pressed(await LookAsync(Page)));

        string? Pressed(IDocument page) => page.QuerySelector($".switch[value={name}]")!.GetAttribute("aria-pressed");
    }

    [Fact]
    public async Task A_button_of_a_template_answers_and_shows_what_it_says()
    {
        await PushAsync("""
            {"type":"template","altText":"เลือก","template":{"type":"buttons","title":"ชา","text":"รับแบบไหนคะ","actions":[
              {"type":"postback","label":"เย็น","data":"ice=1","displayText":"ขอแบบเย็น"},{"type":"message","label":"ร้อน","text":"ร้อนค่ะ"},
              {"type":"datetimepicker","label":"วันรับ","data":"day","mode":"date","initial":"2026-12-01"},{"type":"uri","label":"เมนู","uri":"https://shop.example"}]}}
            """);
        var page = await LookAsync(Page);
        Assert.Equal(["เย็น", "ร้อน", "วันรับ", "เมนู"], page.QuerySelectorAll(".shopcard .press").Select(button => button.TextContent));
        Assert.Equal("https://shop.example", page.QuerySelector("a.press")!.GetAttribute("href"));

        foreach (var button in page.QuerySelectorAll("button.press").Select(button => button.GetAttribute("value")!).ToList()) await PostAsync(Page, "presses", ("button", button));
        var events = _host.Line.Journal.Entries.Where(entry => entry.Direction == CallDirection.Webhook).Reverse().Select(entry => JsonNode.Parse(entry.Body)!["events"]![0]!).ToList();
        Assert.Equal(["postback", "message", "postback"], events.Select(happened => happened["type"]!.GetValue<string>()));
        Assert.Equal(("ice=1", "2026-12-01"), (events[0]["postback"]!["data"]!.GetValue<string>(), events[2]["postback"]!["params"]!["date"]!.GetValue<string>()));
        Assert.Equal(["ขอแบบเย็น", "ร้อนค่ะ"], (await LookAsync(Page)).QuerySelectorAll(".bubble--mine .bubble__body").Select(body => body.TextContent));
    }

    [Fact]
    public async Task Quick_replies_stand_below_the_last_message_only_and_go_with_the_next()
    {
        await PushAsync("""{"type":"text","text":"รับเพิ่มไหมคะ","quickReply":{"items":[{"type":"action","action":{"type":"message","label":"รับ","text":"รับค่ะ"}}]}}""");
        var reply = Assert.Single((await LookAsync(Page)).QuerySelectorAll("#quick-replies .press"));
        await PostAsync(Page, "presses", ("button", reply.GetAttribute("value")!));
        Assert.Null((await LookAsync(Page)).QuerySelector("#quick-replies"));
        Assert.Equal("รับค่ะ", Chat.LastMessage!.Text);
    }

    [Fact]
    public async Task Media_of_the_shop_is_shown_by_its_path_here_and_what_lies_elsewhere_is_only_named()
    {
        await PushAsync($$"""{"type":"image","originalContentUrl":"{{Media}}.jpg","previewImageUrl":"{{Media}}-small.jpg"}""");
        await PushAsync($$"""{"type":"video","originalContentUrl":"{{Media}}.mp4","previewImageUrl":"{{Media}}.jpg"}""");
        await PushAsync($$"""{"type":"audio","originalContentUrl":"{{Media}}.m4a","duration":3000}""");
        await PushAsync("""{"type":"image","originalContentUrl":"https://elsewhere.example/a.jpg","previewImageUrl":"https://elsewhere.example/b.jpg"}""");
        var page = await LookAsync(Page);

        Assert.Equal(["/public/media/k3y/a-small.jpg", "/public/media/k3y/a.mp4", "/public/media/k3y/a.m4a"], page.QuerySelectorAll(".bubble--shop [src]").Select(shown => shown.GetAttribute("src")));
        Assert.Equal("/public/media/k3y/a.jpg", page.QuerySelector(".bubble--shop video")!.GetAttribute("poster"));
        Assert.Equal("https://elsewhere.example/a.jpg", page.QuerySelector(".bubble--shop .bubble__caption")!.TextContent);
    }

    [Fact]
    public async Task A_customer_quotes_the_shop_and_the_shop_the_customer()
    {
        await PushAsync("""{"type":"text","text":"มีสองสีค่ะ"}""");
        await PostAsync(Page, "messages", ("text", "เอาสีนี้"), ("quote", Chat.LastMessage!.Id));
        var asked = JsonNode.Parse(Chat.LastMessage!.Json!)!;
        await PushAsync($$"""{"type":"text","text":"ได้ค่ะ","quoteToken":"{{asked["quoteToken"]}}"}""");

        Assert.Equal(["ร้านกาแฟ มีสองสีค่ะ", "สมหญิง เอาสีนี้"], (await LookAsync(Page)).QuerySelectorAll(".bubble__quoted").Select(quoted => quoted.TextContent));
    }

    [Fact]
    public async Task A_group_has_three_phones_which_see_each_other_and_the_shop()
    {
        using var founded = await PostAsync(Page, "groups", ("group", "บ้านเรา"));
        var group = Assert.Single(_host.Line.Groups);
        var mine = $"/simulator/{group.GroupId}-{_customer.UserId}";
        var other = $"/simulator/{group.GroupId}-{group.MemberIds[1]}";
        await PostAsync(mine, "messages", ("text", "สวัสดีทุกคน"));
        await PostAsync(mine, "messages", ("text", "สวัสดีค่ะทุกคน"), ("edit", _host.Line.Chat("Ub07b07b07b07b07b07b07b07b07b07b0", group.GroupId).LastMessage!.Id));
        await PushAsync("""{"type":"text","text":"สวัสดีค่ะ"}""", group.GroupId);

        var page = await LookAsync(other);
        Assert.Equal(3, page.QuerySelectorAll(".phone__member").Length);
        Assert.Equal("สมหญิง", page.QuerySelector(".bubble--other .bubble__sender")!.TextContent);
        Assert.Equal(["สวัสดีค่ะทุกคน", "สวัสดีค่ะ"], page.QuerySelectorAll(".bubble__body").Select(body => body.TextContent));
        Assert.Empty(page.QuerySelectorAll(".bubble--mine"));
        Assert.Single((await LookAsync(mine)).QuerySelectorAll(".bubble--mine"));

        await PostAsync(other, "membership", ("step", "memberLeft"));
        await PostAsync(mine, "membership", ("step", "memberJoined"));
        await PostAsync(mine, "membership", ("step", "leave"));
        Assert.Equal(["join", "message", "messageEdited", "memberLeft", "memberJoined", "leave"],
            _host.Line.Journal.Entries.Where(entry => entry.Direction == CallDirection.Webhook).Reverse().Select(entry => JsonNode.Parse(entry.Body)!["events"]![0]!["type"]!.GetValue<string>()));
        Assert.False(_host.Line.Group(group.GroupId)!.IsJoined);
    }

    [Fact]
    public async Task The_journal_shows_what_was_sent_and_answered_and_how_long_it_took()
    {
        await PushAsync("""{"type":"text","text":"สวัสดีค่ะ"}""");
        var call = Assert.Single((await LookAsync(Page)).QuerySelectorAll(".call"));
        Assert.Equal("200", call.QuerySelector(".tag")!.TextContent);
        Assert.Contains("ms", call.QuerySelector(".call__took")!.TextContent, StringComparison.Ordinal);
        var bodies = call.QuerySelectorAll(".call__body").Select(body => body.TextContent).ToList();
        Assert.Contains("\n      \"text\": \"สวัสดีค่ะ\"", bodies[0], StringComparison.Ordinal);
        Assert.Contains("sentMessages", bodies[1], StringComparison.Ordinal);
    }

    private async Task PushAsync(string message, string? to = null)
    {
        using var answer = await _shop.PostAsJsonAsync(SimulatorSetup.FakeLinePrefix + "/v2/bot/message/push", new JsonObject { ["to"] = to ?? _customer.UserId, ["messages"] = new JsonArray(JsonNode.Parse(message)) });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<IDocument> LookAsync(string page) => new HtmlParser().ParseDocument(await _browser.GetStringAsync(page));

    private async Task<HttpResponseMessage> PostAsync(string page, string what, params (string Name, string Value)[] fields)
    {
        var token = (await LookAsync(page)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await _browser.PostAsync($"{page}/{what}", new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]));
        Assert.True(answer.IsSuccessStatusCode, $"{what}: {answer.StatusCode}");
        return answer;
    }
}
