using System.Text;
using System.Text.Json.Nodes;
using LiveChat.Core.CannedResponses;
using LiveChat.Core.Line;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Xunit;

namespace LiveChat.Tests.Line;

/// <summary>
/// What the console writes is what LINE's strict schema allows; and the fake, which all other tests trust, judges as the schema does. Where they
/// differ, the row says why. (Whatever the console sends in any test is held against the schema as well: <see cref="FakeLineHost.SchemaErrors"/>.)
/// </summary>
public sealed class StrictSchemaTests : IAsyncLifetime
{
    private const string User = "Ua1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1";
    private const string Url = "https://shop.example/public/media/a";
    private const string Push = "POST /v2/bot/message/push";
    private const string Reply = "POST /v2/bot/message/reply";
    private const string Validate = "POST /v2/bot/message/validate/push";
    private const string Loading = "POST /v2/bot/chat/loading/start";

    private static readonly Choice[] Choices = [.. Choice.ReadAll("ได้ค่ะ\nดูสินค้า = https://shop.example/สินค้า?a=1\nโทรหาร้าน = tel:021234567\nไม่ = ไม่เอาค่ะ").OfType<Choice>()];

    /// <summary>Every body the console can build. A new kind is one more row.</summary>
    private static readonly Dictionary<string, (string Endpoint, Func<string> Body)> Written = new(StringComparer.Ordinal)
    {
        ["a text, pushed"] = (Push, () => LineBodies.Push(User, LineBodies.TextMessages("สวัสดีค่ะ 😀 \"<b>\""))),
        ["a text, replied"] = (Reply, () => LineBodies.Reply("b60d432864f44d079f6d8efe86cf404b", LineBodies.TextMessages("ค่ะ"))),
        ["the longest text"] = (Push, () => LineBodies.Push(User, LineBodies.TextMessages(new string('ก', LineBodies.LongestText)))),
        ["a quote"] = (Push, () => Pushed(LineBodies.Text("อันนี้ค่ะ", "q"))),
        ["a sticker"] = (Push, () => Pushed(LineBodies.Sticker(new("446", "1988")))),
        ["a sticker as a quote"] = (Push, () => Pushed(LineBodies.Sticker(new("446", "1988"), "q"))),
        ["a location"] = (Push, () => Pushed(LineBodies.Location(new(new string('ก', 150), "ถนนหน้าพระลาน", 13.7562, 100.5017)))),
        ["buttons"] = (Push, () => Pushed(LineBodies.Choices("เลือกค่ะ", ChoiceStyle.Buttons, Choices))),
        ["quick replies below words"] = (Push, () => Pushed(LineBodies.Choices("เลือกค่ะ", ChoiceStyle.QuickReplies, Choices))),
        ["a signed text"] = (Push, () => Pushed(Signed(LineBodies.Text("ค่ะ"), "คุณสมหญิง ผู้จัดการร้านสาขาใหญ่"))),
        ["five at once"] = (Push, () => LineBodies.Push(User, LineBodies.Messages(Enumerable.Repeat(LineBodies.Write(LineBodies.Text("ค่ะ")), LineBodies.MostMessages)))),
        ["the loading animation"] = (Loading, () => LineBodies.Loading(User, 20)),
    };

    /// <summary>Message objects, whether LINE takes them, and, where the schema says otherwise, why it does not count.</summary>
    private static readonly (string Name, string Message, bool IsGood, string? WhySchemaDiffers)[] Judged =
    [
        ("text", """{"type":"text","text":"ก"}""", true, null),
        ("text with everything", Text("""
            "emojis":[{"index":0,"productId":"5ac1bfd5040ab15980c9b435","emojiId":"001"}],"quoteToken":"q","sender":{"name":"ฝน","iconUrl":"https://shop.example/a.png"}
            """), true, null),
        ("empty text", """{"type":"text","text":""}""", false, null),
        ("text of 5,001", $$"""{"type":"text","text":"{{new string('ก', 5001)}}"}""", false, null),
        ("text of 2,501 emoji", $$"""{"type":"text","text":"{{string.Concat(Enumerable.Repeat("😀", 2501))}}"}""", false, "JSON Schema counts code points, LINE UTF-16 units (LINE.md §6, §13)"),
        ("text of a number", """{"type":"text","text":5}""", false, null),
        ("text with a property that LINE has not", """{"type":"text","text":"x","colour":"green"}""", true, "closed to catch our slips; LINE overlooks what it does not know"),
        ("an emoji that points nowhere", Text(""" "emojis":[{"index":7,"productId":"p","emojiId":"001"}] """), false, "a schema cannot count (LINE.md §6: wrong index 400)"),
        ("21 emojis", Text($""" "emojis":[{string.Join(',', Enumerable.Repeat("""{"index":0,"productId":"p","emojiId":"001"}""", 21))}] """), false, null),
        ("textV2", """{"type":"textV2","text":"{a}","substitution":{"a":{"type":"emoji","productId":"p","emojiId":"001"}}}""", true, null),
        ("textV2 with an unknown substitution", """{"type":"textV2","text":"{a}","substitution":{"a":{"type":"colour"}}}""", false, null),
        ("sticker", """{"type":"sticker","packageId":"446","stickerId":"1988"}""", true, null),
        ("sticker with a quote", """{"type":"sticker","packageId":"11537","stickerId":"52002738","quoteToken":"q"}""", true, null),
        ("sticker without its id", """{"type":"sticker","packageId":"446"}""", false, null),
        ("sticker that accounts may not send", """{"type":"sticker","packageId":"1","stickerId":"1"}""", false, "the sendable packs are a list of LINE's (LINE.md §12)"),
        ("sticker of another pack", """{"type":"sticker","packageId":"6136","stickerId":"1988"}""", false, "the sendable packs are a list of LINE's (LINE.md §12)"),
        ("image", $$"""{"type":"image","originalContentUrl":"{{Url}}.jpg","previewImageUrl":"{{Url}}p.jpg"}""", true, null),
        ("image over http", $$"""{"type":"image","originalContentUrl":"http://shop.example/a.jpg","previewImageUrl":"{{Url}}"}""", false, null),
        ("image without preview", $$"""{"type":"image","originalContentUrl":"{{Url}}"}""", false, null),
        ("image at 2,001 characters", $$"""{"type":"image","originalContentUrl":"{{Url.PadRight(2001, 'a')}}","previewImageUrl":"{{Url}}"}""", false, null),
        ("image that quotes", $$"""{"type":"image","originalContentUrl":"{{Url}}","previewImageUrl":"{{Url}}","quoteToken":"q"}""", false, null),
        ("video", $$"""{"type":"video","originalContentUrl":"{{Url}}.mp4","previewImageUrl":"{{Url}}.jpg","trackingId":"order-7"}""", true, null),
        ("video without preview", $$"""{"type":"video","originalContentUrl":"{{Url}}.mp4"}""", false, null),
        ("video with a tracking id of 101", $$"""{"type":"video","originalContentUrl":"{{Url}}","previewImageUrl":"{{Url}}","trackingId":"{{new string('a', 101)}}"}""", false, null),
        ("audio", $$"""{"type":"audio","originalContentUrl":"{{Url}}.m4a","duration":2500}""", true, null),
        ("audio without duration", $$"""{"type":"audio","originalContentUrl":"{{Url}}.m4a"}""", false, null),
        ("audio of half milliseconds", $$"""{"type":"audio","originalContentUrl":"{{Url}}.m4a","duration":1.5}""", false, null),
        ("audio of no length", $$"""{"type":"audio","originalContentUrl":"{{Url}}.m4a","duration":0}""", false, "the schema knows no least length; a sound has one"),
        ("location", """{"type":"location","title":"ร้าน","address":"กรุงเทพฯ","latitude":13.75,"longitude":100.5}""", true, null),
        ("location without address", """{"type":"location","title":"ร้าน","latitude":13.75,"longitude":100.5}""", false, null),
        ("location off the earth", """{"type":"location","title":"ร้าน","address":"x","latitude":91,"longitude":100.5}""", false, "the schema knows no bounds; the earth does"),
        ("location with a title of 101", $$"""{"type":"location","title":"{{new string('ก', 101)}}","address":"x","latitude":1,"longitude":1}""", false, null),
        ("file", $$"""{"type":"file","originalContentUrl":"{{Url}}.pdf"}""", false, null),
        ("no type", """{"text":"x"}""", false, null),
        ("buttons", Buttons(""" "text":"เลือก" """, Message("ได้")), true, null),
        ("buttons with everything", Buttons($""" "thumbnailImageUrl":"{Url}.jpg","imageSize":"cover","title":"หัวข้อ","text":"เลือก","defaultAction":{Open("tel:021234567", null)} """,
            Message("ได้"), Postback("a=1"), Open("https://shop.example", "ดู"), """{"type":"datetimepicker","label":"วัน","data":"d","mode":"date"}"""), true, null),
        ("buttons of 160 letters", Buttons($""" "text":"{new string('ก', 160)}" """, Message("ได้")), true, null),
        ("buttons of 160 letters with marks above", Buttons($""" "text":"{string.Concat(Enumerable.Repeat("ที่", 160))}" """, Message("ได้")), true, null),
        ("buttons of 161 letters", Buttons($""" "text":"{new string('ก', 161)}" """, Message("ได้")), false, "limits of templates stand in LINE's reference only (LINE.md §6)"),
        ("buttons with a title and 61 letters", Buttons($""" "title":"ก","text":"{new string('ก', 61)}" """, Message("ได้")), false, "limits of templates stand in LINE's reference only (LINE.md §6)"),
        ("buttons with five buttons", Buttons(""" "text":"ก" """, [.. Enumerable.Repeat(Message("ได้"), 5)]), false, "limits of templates stand in LINE's reference only (LINE.md §6)"),
        ("buttons without text", Buttons(""" "title":"ก" """, Message("ได้")), false, null),
        ("buttons with a label of 21 letters", Buttons(""" "text":"ก" """, Message(new string('ก', 21))), false, "labels are counted in letters (LINE.md §6)"),
        ("buttons with a label of 20 letters with marks above", Buttons(""" "text":"ก" """, Message(string.Concat(Enumerable.Repeat("ที่", 20)))), true, null),
        ("buttons without label", Buttons(""" "text":"ก" """, """{"type":"message","text":"x"}"""), false, "labels are needed in templates by LINE's reference only"),
        ("buttons with a camera", Buttons(""" "text":"ก" """, """{"type":"camera","label":"ถ่าย"}"""), false, "cameras are for quick replies by LINE's reference only"),
        ("confirm", Template("""{"type":"confirm","text":"ยืนยันไหมคะ","actions":[ONE,ONE]}""", Message("ได้")), true, null),
        ("confirm with one button", Template("""{"type":"confirm","text":"ยืนยันไหมคะ","actions":[ONE]}""", Message("ได้")), false, "limits of templates stand in LINE's reference only (LINE.md §6)"),
        ("carousel", Template("""{"type":"carousel","columns":[{"text":"ก","actions":[ONE]},{"text":"ข","actions":[ONE]}]}""", Message("ได้")), true, null),
        ("carousel of unlike columns", Template("""{"type":"carousel","columns":[{"text":"ก","actions":[ONE]},{"text":"ข","actions":[ONE,ONE]}]}""", Message("ได้")), false, "limits of templates stand in LINE's reference only (LINE.md §6)"),
        ("carousel of eleven columns", Template($$"""{"type":"carousel","columns":[{{string.Join(',', Enumerable.Repeat("""{"text":"ก","actions":[ONE]}""", 11))}}]}""", Message("ได้")), false, "limits of templates stand in LINE's reference only (LINE.md §6)"),
        ("image carousel", Template("""{"type":"image_carousel","columns":[{"imageUrl":"https://shop.example/a.jpg","action":ONE}]}""", Message("ได้")), true, null),
        ("unknown template", Template("""{"type":"wheel","text":"ก","actions":[ONE]}""", Message("ได้")), false, null),
        ("template without words instead", """{"type":"template","template":{"type":"confirm","text":"ก","actions":[]}}""", false, null),
        ("postback of 301", Buttons(""" "text":"ก" """, Postback(new string('a', 301))), false, null),
        ("postback without data", Buttons(""" "text":"ก" """, """{"type":"postback","label":"x"}"""), false, "data is needed by LINE's reference only"),
        ("link of 1,001", Buttons(""" "text":"ก" """, Open("https://shop.example/".PadRight(1001, 'a'), "ดู")), false, null),
        ("link of another scheme", Buttons(""" "text":"ก" """, Open("ftp://shop.example/a", "ดู")), false, "schemes stand in LINE's reference only"),
        ("message action of 301", Buttons(""" "text":"ก" """, $$"""{"type":"message","label":"x","text":"{{new string('a', 301)}}"}"""), false, null),
        ("quick replies", Text($$""" "quickReply":{"items":[{"type":"action","action":{{Message("ได้")}}},{"type":"action","imageUrl":"{{Url}}.png","action":{"type":"location","label":"ส่งที่อยู่"} }]} """), true, null),
        ("14 quick replies", Text($$""" "quickReply":{"items":[{{string.Join(',', Enumerable.Repeat($$"""{"type":"action","action":{{Message("ได้")}} }""", 14))}}]} """), false, null),
        ("no quick replies", Text(""" "quickReply":{"items":[]} """), false, "the schema knows no least number"),
        ("a quick reply with a label of 21 letters", Text($$""" "quickReply":{"items":[{"type":"action","action":{{Message(new string('ก', 21))}}}]} """), false, "labels are counted in letters (LINE.md §6)"),
        ("a quick reply of an unknown action", Text(""" "quickReply":{"items":[{"type":"action","action":{"type":"dance","label":"x"}}]} """), false, null),
        ("a sender's name of 21", Text($$""" "sender":{"name":"{{new string('ก', 21)}}"} """), false, null),
        ("a sender who is LINE", Text(""" "sender":{"name":"LINE ช่วยเหลือ"} """), false, "forbidden words stand in LINE's reference only (LINE.md §6)"),
        ("a sender's picture over http", Text(""" "sender":{"iconUrl":"http://shop.example/a.png"} """), false, null),
        ("flex", """{"type":"flex","altText":"ก","contents":{"type":"bubble","body":{"type":"box","layout":"vertical","contents":[]}}}""", true, null),
        ("flex of an unknown container", """{"type":"flex","altText":"ก","contents":{"type":"wheel"}}""", false, null),
        ("flex with 1,501 words instead", $$"""{"type":"flex","altText":"{{new string('ก', 1501)}}","contents":{"type":"bubble"} }""", false, null),
        ("coupon", """{"type":"coupon","couponId":"c"}""", true, null),
    ];

    private FakeLineHost _host = null!;

    public static TheoryData<string> Bodies => [.. Written.Keys];
    public static TheoryData<string> Messages => [.. Judged.Select(row => row.Name)];

    public async ValueTask InitializeAsync() => _host = await FakeLineHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task What_the_console_writes_is_what_LINE_reads(string name)
    {
        StrictSchema.SkipIfAbsent();
        var (endpoint, body) = Written[name];
        Assert.Empty(StrictSchema.Check(endpoint, body()));
        if (JsonNode.Parse(body())!["messages"] is { } messages) Assert.True(await IsTakenAsync(Validate, new JsonObject { ["messages"] = messages.DeepClone() }.ToJsonString()));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task The_fake_and_the_schema_agree_or_it_is_said_why_not(string name)
    {
        StrictSchema.SkipIfAbsent();
        var (_, message, isGood, whySchemaDiffers) = Judged.Single(row => row.Name == name);
        var body = $$"""{"messages":[{{message}}]}""";

        Assert.Equal(isGood, await IsTakenAsync(Validate, body));
        var errors = StrictSchema.Check(Validate, body);
        Assert.True(isGood == (whySchemaDiffers is null) == (errors.Count == 0), string.Join('\n', errors));
    }

    [Theory]
    [InlineData(Loading, $$"""{"chatId":"{{User}}","loadingSeconds":20}""", true)]
    [InlineData(Loading, $$"""{"chatId":"{{User}}"}""", true)]
    [InlineData(Loading, $$"""{"chatId":"{{User}}","loadingSeconds":7}""", false)]
    [InlineData(Loading, $$"""{"chatId":"{{User}}","loadingSeconds":65}""", false)]
    [InlineData(Loading, """{"chatId":"Cc3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3","loadingSeconds":20}""", false)]
    [InlineData(Validate, """{"messages":[]}""", false)]
    [InlineData(Validate, """{}""", false)]
    [InlineData(Push, """{"to":"somebody","messages":[{"type":"text","text":"x"}]}""", false)]
    [InlineData(Push, """{"messages":[{"type":"text","text":"x"}]}""", false)]
    [InlineData(Reply, """{"messages":[{"type":"text","text":"x"}]}""", false)]
    public async Task So_they_do_about_the_calls_themselves(string endpoint, string body, bool isGood)
    {
        StrictSchema.SkipIfAbsent();
        Assert.Equal((isGood, isGood), (await IsTakenAsync(endpoint, body), StrictSchema.Check(endpoint, body).Count == 0));
    }

    [Fact]
    public void Six_messages_are_one_too_many_and_the_schema_says_where_and_why()
    {
        StrictSchema.SkipIfAbsent();
        var errors = StrictSchema.Check(Push, $$"""{"to":"{{User}}","messages":[{{string.Join(',', Enumerable.Repeat("""{"type":"text","text":"x"}""", 6))}}]}""");
        Assert.StartsWith("/messages: ", Assert.Single(errors), StringComparison.Ordinal);
    }

    private async Task<bool> IsTakenAsync(string endpoint, string body)
    {
        using var answer = await _host.Http.PostAsync(endpoint.Split(' ')[1], new StringContent(body, Encoding.UTF8, "application/json"));
        return answer.IsSuccessStatusCode;
    }

    private static string Pushed(JsonObject message) => LineBodies.Push(User, LineBodies.Messages([LineBodies.Write(message)]));

    private static JsonObject Signed(JsonObject message, string name)
    {
        LineBodies.SignAs(message, name);
        return message;
    }

    private static string Text(string more) => $$"""{"type":"text","text":"$",{{more}}}""";

    private static string Message(string label) => new JsonObject { ["type"] = "message", ["label"] = label, ["text"] = "ค่ะ" }.ToJsonString();

    private static string Postback(string data) => new JsonObject { ["type"] = "postback", ["label"] = "เลือก", ["data"] = data, ["displayText"] = "เลือกแล้ว" }.ToJsonString();

    private static string Open(string uri, string? label)
    {
        var action = new JsonObject { ["type"] = "uri", ["uri"] = uri };
        if (label is not null) action["label"] = label;
        return action.ToJsonString();
    }

    private static string Buttons(string properties, params string[] actions) =>
        $$"""{"type":"template","altText":"ก","template":{"type":"buttons",{{properties}},"actions":[{{string.Join(',', actions)}}]} }""";

    /// <param name="template">With <c>ONE</c> where the action belongs.</param>
    /// <param name="action">The only one.</param>
    private static string Template(string template, string action) =>
        $$"""{"type":"template","altText":"ก","template":{{template.Replace("ONE", action, StringComparison.Ordinal)}} }""";
}
