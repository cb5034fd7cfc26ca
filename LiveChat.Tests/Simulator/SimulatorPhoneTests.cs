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
    /// <summary>What the shop's webhook has heard of, in order.</summary>
    private List<string> Happened =>
        [.. _host.Line.Journal.Entries.Where(entry => entry.Direction == CallDirection.Webhook).Reverse().Select(entry => JsonNode.Parse(entry.Body)!["events"]![0]!["type"]!.GetValue<string>())];

    /// <summary>To which account the last webhook was sent.</summary>
    private string Destination => JsonNode.Parse(_host.Line.Journal.Entries.First(entry => entry.Direction == CallDirection.Webhook).Body)!["destination"]!.GetValue<string>();

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
        Assert.Equal(["join", "message", "messageEdited", "memberLeft", "memberJoined", "leave"], Happened);
        Assert.False(_host.Line.Group(group.GroupId)!.IsJoined);
    }

    [Fact]
    public async Task A_shop_that_was_removed_hears_nothing_of_the_group_until_it_is_invited_again()
    {
        var phone = await GivenGroupAsync("group", "บ้านเรา");
        await PostAsync(phone, "membership", ("step", "leave"));
        await PostAsync(phone, "messages", ("text", "คุยกันเอง"));
        await PostAsync(phone, "samples", ("kind", "Postback"));
        await PostAsync(phone, "membership", ("step", "memberJoined"));

        var page = await LookAsync(phone);
        Assert.Equal("คุยกันเอง", page.QuerySelector(".bubble--mine .bubble__body")!.TextContent);
        Assert.Equal("ร้านไม่อยู่ในกลุ่มนี้ จึงไม่ได้รับข้อความใดๆ", page.QuerySelector(".phone__absent")!.TextContent);
        await PostAsync(phone, "membership", ("step", "join"));
        await PostAsync(phone, "messages", ("text", "กลับมาแล้ว"));
        Assert.Equal(["join", "leave", "join", "message"], Happened);
        Assert.Null((await LookAsync(phone)).QuerySelector(".phone__absent"));
    }

    [Fact]
    public async Task A_member_who_left_sends_nothing_until_they_come_back()
    {
        var phone = await GivenGroupAsync("group", "บ้านเรา");
        await PostAsync(phone, "messages", ("text", "ลาก่อน"));
        var bubble = (await LookAsync(phone)).QuerySelector(".bubble__unsend")!.GetAttribute("value")!;
        await PostAsync(phone, "membership", ("step", "memberLeft"));

        const string refusal = "ออกจากกลุ่มนี้แล้ว ต้องกลับเข้ากลุ่มก่อนจึงส่งข้อความได้";
        Assert.Equal((HttpStatusCode.Conflict, refusal), await RefusedAsync(phone, "messages", ("text", "ยังอยู่ไหม")));
        Assert.Equal((HttpStatusCode.Conflict, refusal), await RefusedAsync(phone, "samples", ("kind", "Photo")));
        Assert.Equal((HttpStatusCode.Conflict, refusal), await RefusedAsync(phone, "unsendings", ("message", bubble)));
        Assert.Equal(refusal, (await LookAsync(phone)).QuerySelector(".phone__header--outside .phone__absent")!.TextContent);

        await PostAsync(phone, "membership", ("step", "memberBack"));
        await PostAsync(phone, "messages", ("text", "กลับมาแล้ว"));
        Assert.Equal(["join", "message", "memberLeft", "memberJoined", "message"], Happened);
    }

    [Theory]
    [InlineData("VideoWatched")]
    [InlineData("Beacon")]
    [InlineData("AccountLinked")]
    [InlineData("AccountLinkFailed")]
    [InlineData("MembershipJoined")]
    [InlineData("MembershipLeft")]
    public async Task What_happens_with_the_shop_alone_is_not_offered_in_a_group(string kind)
    {
        var phone = await GivenGroupAsync("group", "บ้านเรา");
        Assert.Null((await LookAsync(phone)).QuerySelector($".sample[value={kind}]"));
        Assert.NotNull((await LookAsync(Page)).QuerySelector($".sample[value={kind}]"));
        Assert.Equal((HttpStatusCode.Conflict, "LINE มีเหตุการณ์นี้เฉพาะในแชตกับร้านโดยตรง ไม่มีในกลุ่ม"), await RefusedAsync(phone, "samples", ("kind", kind)));
        Assert.Equal(["join"], Happened);
    }

    [Fact]
    public async Task Of_a_room_the_shop_hears_with_the_first_event_there_and_its_words_are_not_edited()
    {
        var phone = await GivenGroupAsync("room", "true");
        Assert.Empty(Happened);
        await PostAsync(phone, "messages", ("text", "สวัสดีทุกคน"));
        await PostAsync(phone, "messages", ("text", "มีใครอยู่ไหม"));

        Assert.Equal(["join", "message", "message"], Happened);
        Assert.Equal("room", JsonNode.Parse(_host.Line.Journal.Entries[0].Body)!["events"]![0]!["source"]!["type"]!.GetValue<string>());
        var page = await LookAsync(phone);
        Assert.Equal("ห้องแชตไม่มีชื่อ", page.QuerySelector(".phone__shop")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("[data-edit]"));
    }

    [Theory]
    [InlineData("th", "ยังไม่มีอะไรให้ส่ง พิมพ์ข้อความก่อน")]
    [InlineData("en", "There is nothing to send yet: write a message first")]
    public async Task Blanks_are_refused_in_the_readers_language(string language, string sentence)
    {
        _browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, sentence), await RefusedAsync(Page, "messages", ("text", " \n ")));
        Assert.Empty(Chat.Messages);
    }

    [Fact]
    public async Task A_picture_that_is_too_large_is_refused_with_a_sentence()
    {
        using var form = new MultipartFormDataContent { { new StringContent(await TokenAsync(Page)), "__RequestVerificationToken" } };
        form.Add(new ByteArrayContent(new byte[13 * 1024 * 1024]), "picture", "ใหญ่.png");
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "รูปภาพใหญ่เกิน 12 MB"), await RefusedAsync(Page, "messages", form));
        Assert.Empty(Chat.Messages);
    }

    [Fact]
    public async Task Without_script_a_refusal_stands_on_the_page_once()
    {
        using var answer = await PostAsync(Page, "messages", ("text", " "));
        Assert.Equal("ยังไม่มีอะไรให้ส่ง พิมพ์ข้อความก่อน", new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()).QuerySelector("#notices .notice__text")!.TextContent);
        Assert.Empty((await LookAsync(Page)).QuerySelectorAll(".notice"));
    }

    [Theory]
    [InlineData("Content", "MonthlyLimit")]
    [InlineData("Push", "NotReady")]
    [InlineData("Reply", "Conflict")]
    [InlineData("Nowhere", "ServerError")]
    [InlineData("Push", "Nothing")]
    public async Task A_fault_that_LINE_cannot_have_there_is_neither_offered_nor_taken(string place, string kind)
    {
        var option = (await LookAsync(Page)).QuerySelector($"[name=kind] option[value={kind}]");
        Assert.DoesNotContain(place, option?.GetAttribute("data-where")?.Split(' ') ?? []);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "LINE ไม่มีข้อผิดพลาดนี้ที่จุดนี้"), await RefusedAsync(Page, "faults", ("endpoints", place), ("kind", kind)));
        Assert.Empty(_host.Line.Faults.Planned);
    }

    [Fact]
    public async Task Every_fault_that_is_offered_is_taken()
    {
        var offered = (await LookAsync(Page)).QuerySelectorAll("[name=kind] option").SelectMany(option => option.GetAttribute("data-where")!.Split(' ').Select(place => (place, option.GetAttribute("value")!))).ToList();
        foreach (var (place, kind) in offered) await PostAsync(Page, "faults", ("endpoints", place), ("kind", kind));
        Assert.Equal(offered.Count, _host.Line.Faults.Planned.Count);
    }

    [Fact]
    public async Task Numbers_that_cannot_be_are_refused_by_what_they_may_be()
    {
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "จำนวนครั้งต้องตั้งแต่ 1 ขึ้นไป โอกาส 1 ถึง 100 และเวลา 1 ถึง 600 วินาที"), await RefusedAsync(Page, "faults", ("endpoints", "Push"), ("kind", "Hang"), ("calls", "0")));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "จำกัดต่อเดือนต้องเป็นตัวเลขตั้งแต่ 0 ขึ้นไป หรือเว้นว่างไว้"), await RefusedAsync(Page, "quota", ("limit", "-1")));
    }

    [Fact]
    public async Task A_customer_changes_name_and_picture_and_the_shop_finds_out_when_it_asks()
    {
        await PostAsync(Page, "friendship", ("step", "follow"));
        var heard = Happened.Count;
        await PostAsync(Page, "profile", ("name", " สมหญิง คนใหม่ "), ("face", "cloth"));

        var profile = (await _shop.GetFromJsonAsync<JsonObject>(SimulatorSetup.FakeLinePrefix + $"/v2/bot/profile/{_customer.UserId}"))!;
        Assert.Equal(("สมหญิง คนใหม่", "/simulator/faces/cloth"), (profile["displayName"]!.GetValue<string>(), profile["pictureUrl"]!.GetValue<string>()));
        Assert.Equal(heard, Happened.Count);
        var face = (await LookAsync(Page)).QuerySelector(".person__face")!.GetAttribute("src")!;
        Assert.Equal("image/png", (await _browser.GetAsync(face)).Content.Headers.ContentType!.MediaType);

        await PostAsync(Page, "friendship", ("step", "block"));
        await PostAsync(Page, "profile", ("name", "สมหญิง"), ("face", "none"));
        Assert.Equal((Friendship.Blocked, null), (Chat.Friendship, _host.Line.Customer(_customer.UserId)!.PictureUrl));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "ชื่อต้องมี 1 ถึง 100 ตัวอักษร"), await RefusedAsync(Page, "profile", ("name", " ")));
    }

    [Fact]
    public async Task A_second_account_shows_the_keys_it_takes_and_its_customers_write_to_it()
    {
        using var made = await PostAsync(Page, "accounts");
        var page = await LookAsync(Page);
        var keys = page.QuerySelectorAll(".accounts__keys dd").Select(key => key.TextContent).ToList();
        using var token = await _browser.PostAsync(SimulatorSetup.FakeLinePrefix + "/oauth2/v3/token", new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", keys[0]), new("client_secret", keys[1])]));
        Assert.Equal(HttpStatusCode.OK, token.StatusCode);
        _shop.DefaultRequestHeaders.Authorization = new("Bearer", keys[2]);
        var second = (await _shop.GetFromJsonAsync<JsonObject>(SimulatorSetup.FakeLinePrefix + "/v2/bot/info"))!["userId"]!.GetValue<string>();

        await PostAsync(Page, "messages", ("text", "ถึงสาขาสอง"));
        Assert.Equal(second, Destination);
        await PostAsync(Page, "accounts", ("account", "Ub07b07b07b07b07b07b07b07b07b07b0"));
        await PostAsync(Page, "messages", ("text", "ถึงร้านแรก"));
        Assert.Equal("Ub07b07b07b07b07b07b07b07b07b07b0", Destination);
        Assert.Equal("ถึงร้านแรก", Assert.Single((await LookAsync(Page)).QuerySelectorAll(".bubble--mine .bubble__body")).TextContent);
    }

    [Fact]
    public async Task The_journal_is_cleared_and_what_happens_after_stands_in_it()
    {
        await PushAsync("""{"type":"text","text":"ก่อน"}""");
        await PostAsync(Page, "clearings");
        Assert.Empty((await LookAsync(Page)).QuerySelectorAll(".call"));
        await PushAsync("""{"type":"text","text":"หลัง"}""");
        Assert.EndsWith("/v2/bot/message/push", Assert.Single((await LookAsync(Page)).QuerySelectorAll(".call__path")).GetAttribute("title"), StringComparison.Ordinal);
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
        using var form = await FormAsync(page, fields);
        var answer = await _browser.PostAsync($"{page}/{what}", form);
        Assert.True(answer.IsSuccessStatusCode, $"{what}: {answer.StatusCode}");
        return answer;
    }

    private async Task<(HttpStatusCode Status, string? Sentence)> RefusedAsync(string page, string what, params (string Name, string Value)[] fields)
    {
        using var form = await FormAsync(page, fields);
        return await RefusedAsync(page, what, form);
    }

    /// <summary>As htmx asks: the sentence comes as a fragment for <c>#notices</c>.</summary>
    private async Task<(HttpStatusCode Status, string? Sentence)> RefusedAsync(string page, string what, HttpContent form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{page}/{what}") { Content = form, Headers = { { "HX-Request", "true" } } };
        using var answer = await _browser.SendAsync(request);
        return (answer.StatusCode, new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()).QuerySelector("[hx-target='#notices'] .notice__text")?.TextContent);
    }

    private async Task<FormUrlEncodedContent> FormAsync(string page, (string Name, string Value)[] fields) =>
        new([new("__RequestVerificationToken", await TokenAsync(page)), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);

    private async Task<string> TokenAsync(string page) => (await LookAsync(page)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    /// <summary>The founder's phone, with the group or room open.</summary>
    private async Task<string> GivenGroupAsync(string field, string value)
    {
        using var founded = await PostAsync(Page, "groups", (field, value));
        return $"/simulator/{Assert.Single(_host.Line.Groups).GroupId}-{_customer.UserId}";
    }
}
