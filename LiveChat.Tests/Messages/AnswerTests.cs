using System.Text.Json.Nodes;
using LiveChat.Core.CannedResponses;
using LiveChat.Core.Messages;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Messages;

/// <summary>What an answer can be besides words.</summary>
public sealed class AnswerTests(AppWithoutWorkers app) : OutboxTest(app)
{
    [Fact]
    public async Task A_sticker_of_a_pack_that_accounts_may_send_is_sent_and_any_other_is_refused()
    {
        var served = await App.GivenServedAsync();
        Assert.Null((await AnswerAsync(served, new() { Sticker = new("446", "1990") })).Refusal);
        await App.DeliverAllAsync();
        var sticker = JsonNode.Parse(Assert.Single(App.AcceptedFor(served)).Json)!;
        Assert.Equal(("sticker", "446", "1990"), ((string?)sticker["type"], (string?)sticker["packageId"], (string?)sticker["stickerId"]));

        foreach (var (package, id) in new[] { ("446", "10855"), ("1", "1"), ("", ""), ("446", "-1988") })
            Assert.Equal(SendReply.Refusal.NoSuchSticker, (await AnswerAsync(served, new() { Sticker = new(package, id) })).Refusal);
    }

    [Fact]
    public async Task A_place_is_sent_with_its_name_and_remembered_and_what_is_not_on_earth_is_refused()
    {
        var served = await App.GivenServedAsync();
        Assert.Null((await AnswerAsync(served, new() { Place = new("ร้านน้ำผึ้ง", "99 ถ.เจริญเมือง เชียงใหม่", 18.7883, 98.9853) })).Refusal);
        await App.DeliverAllAsync();
        Assert.Equal("location", Assert.Single(App.AcceptedFor(served)).Kind);
        Assert.Equal(("ร้านน้ำผึ้ง", 18.7883), await App.UseAsync(async (FindLastPlace use) => { var last = await use.RunAsync(served.OperatorId, CancellationToken.None); return (last!.Title!, last.Latitude!.Value); }));

        foreach (var place in new Place[] { new("ก", "ข", 91, 0), new("ก", "ข", 0, 181), new("", "ข", 1, 1), new("ก", "ข", double.NaN, 1) })
            Assert.Equal(SendReply.Refusal.NoSuchPlace, (await AnswerAsync(served, new() { Place = place })).Refusal);
    }

    [Theory]
    [InlineData("13.7563, 100.5018", 13.7563, 100.5018)]
    [InlineData("(-33.86,151.2)", -33.86, 151.2)]
    [InlineData("https://www.google.com/maps/@18.7883,98.9853,15z", 18.7883, 98.9853)]
    [InlineData("https://www.google.com/maps/place/Wat/@18.1,98.1,17z/data=!3m1!4b1!4m6!3m5!1s0x0!8m2!3d18.8048!4d98.9216!16s", 18.8048, 98.9216)]
    [InlineData("https://maps.google.com/?q=13.75,100.5", 13.75, 100.5)]
    [InlineData("13.7563 100.5018", 13.7563, 100.5018)]
    [InlineData("๑๓.๗๕๖๓, ๑๐๐.๕๐๑๘", 13.7563, 100.5018)]
    [InlineData("13°45'22.7\"N 100°30'06.5\"E", 13.756306, 100.501806)]
    [InlineData("33.86° S, 151° 12' E", -33.86, 151.2)]
    [InlineData("https://www.openstreetmap.org/#map=15/13.7563/100.5018", 13.7563, 100.5018)]
    [InlineData("https://www.openstreetmap.org/?mlat=13.75&mlon=100.5#map=15/13.7/100.4", 13.75, 100.5)]
    [InlineData("https://www.google.com/maps/dir/13.7,100.5/18.7883,98.9853/@16.1,99.4,7z", 18.7883, 98.9853)]
    [InlineData("https://www.google.com/maps/dir//18.7883,98.9853/@18.7,98.9,15z/data=!4m2!4m1!3e0", 18.7883, 98.9853)]
    [InlineData("https://www.google.com/maps/dir/Wat+Pho/Wat+Arun/@13.7,100.4,16z/data=!4m14!4m13!1m5!1m1!1s0x1!2m2!1d100.4927!2d13.7465!1m5!1m1!1s0x2!2m2!1d100.4889!2d13.7437!3e2", 13.7437, 100.4889)]
    [InlineData("https://www.google.com/maps/dir/?api=1&origin=13.7,100.5&destination=18.7883,98.9853", 18.7883, 98.9853)]
    [InlineData("https://www.google.com/maps/dir/13.7,100.5/Wat+Arun/@13.7,100.4,16z", null, null)] // where it begins is not where it leads
    [InlineData("9 12", null, null)]
    [InlineData("https://maps.app.goo.gl/abc", null, null)]
    [InlineData("บ้านเลขที่ 9", null, null)]
    public void Coordinates_are_read_from_what_people_paste(string pasted, double? latitude, double? longitude) =>
        Assert.Equal(latitude is null ? null : (latitude.Value, longitude!.Value), Coordinates.Read(pasted));

    [Fact]
    public async Task An_answer_quotes_a_message_of_its_own_conversation_and_of_no_other()
    {
        var served = await App.GivenServedAsync();
        var asked = await App.ReadAsync(db => db.Messages.AsNoTracking().SingleAsync(message => message.ConversationId == served.ConversationId && message.Direction == MessageDirection.Incoming));
        Assert.Null((await AnswerAsync(served, new() { Text = "ตามนี้ค่ะ", QuotedId = asked.Id })).Refusal);
        await App.DeliverAllAsync();
        Assert.Equal(asked.QuoteToken, (string?)JsonNode.Parse(Assert.Single(App.AcceptedFor(served)).Json)!["quoteToken"]);

        var other = await App.GivenServedAsync();
        Assert.Equal(SendReply.Refusal.CannotQuote, (await AnswerAsync(other, new() { Text = "ของคนอื่น", QuotedId = asked.Id })).Refusal);
    }

    [Fact]
    public async Task A_quote_goes_with_quick_replies_too_and_is_never_dropped_without_a_word()
    {
        var served = await App.GivenServedAsync();
        var asked = await App.ReadAsync(db => db.Messages.AsNoTracking().SingleAsync(message => message.ConversationId == served.ConversationId && message.Direction == MessageDirection.Incoming));
        var quick = await GivenCannedAsync(served, "ใช่\nไม่ใช่", ChoiceStyle.QuickReplies);
        var buttons = await GivenCannedAsync(served, "ตกลง\nยกเลิก", ChoiceStyle.Buttons);
        var sent = await AnswerAsync(served, new() { Text = "วันนี้ไหมคะ", CannedId = quick, QuotedId = asked.Id });
        await App.DeliverAllAsync();
        var message = JsonNode.Parse(Assert.Single(App.AcceptedFor(served)).Json)!;
        Assert.Equal((asked.QuoteToken, 2), ((string?)message["quoteToken"], message["quickReply"]!["items"]!.AsArray().Count));
        Assert.Equal(asked.LineMessageId, (await App.MessageAsync(sent.MessageId!.Value)).QuotedLineId);

        Assert.Equal(SendReply.Refusal.ButtonsCannotQuote, (await AnswerAsync(served, new() { Text = "ยืนยันนะคะ", CannedId = buttons, QuotedId = asked.Id })).Refusal);
        Assert.Equal(SendReply.Refusal.QuoteNeedsWords, (await AnswerAsync(served, new() { Place = new("ร้าน", "เชียงใหม่", 1, 1), QuotedId = asked.Id })).Refusal);
    }

    [Fact]
    public async Task What_can_be_tapped_comes_from_a_canned_response_as_buttons_or_quick_replies()
    {
        var served = await App.GivenServedAsync();
        var quick = await GivenCannedAsync(served, "ใช่\nไม่ใช่ = ไม่ใช่ค่ะ\nดูเว็บ = https://example.com/a", ChoiceStyle.QuickReplies);
        var buttons = await GivenCannedAsync(served, "ตกลง\nยกเลิก", ChoiceStyle.Buttons);
        await AnswerAsync(served, new() { Text = "สนใจไหมคะ", CannedId = quick });
        await AnswerAsync(served, new() { Text = "ยืนยันนะคะ", CannedId = buttons });
        await App.DeliverAllAsync();

        var sent = App.AcceptedFor(served).Select(accepted => JsonNode.Parse(accepted.Json)!).ToArray();
        Assert.Equal(["ใช่", "ไม่ใช่", "ดูเว็บ"], sent[0]["quickReply"]!["items"]!.AsArray().Select(item => (string?)item!["action"]!["label"]));
        Assert.Equal("uri", (string?)sent[0]["quickReply"]!["items"]![2]!["action"]!["type"]);
        Assert.Equal(("template", "ยืนยันนะคะ", 2), ((string?)sent[1]["type"], (string?)sent[1]["altText"], sent[1]["template"]!["actions"]!.AsArray().Count));
        Assert.Equal(SendReply.Refusal.TooLongForButtons, (await AnswerAsync(served, new() { Text = new string('ก', 161), CannedId = buttons })).Refusal);
        Assert.Equal(SendReply.Refusal.NoSuchChoices, (await AnswerAsync(served, new() { Text = "ก", CannedId = 0 })).Refusal);
    }

    [Fact]
    public async Task With_the_setting_on_customers_see_who_answers_but_never_a_name_that_LINE_forbids()
    {
        var served = await App.GivenServedAsync();
        await App.ReadAsync(db => db.ConsoleSettings.ExecuteUpdateAsync(set => set.SetProperty(settings => settings.ShowsOperator, true)));
        await App.ReadAsync(db => db.Operators.Where(author => author.Id == served.OperatorId).ExecuteUpdateAsync(set => set.SetProperty(author => author.DisplayName, "ณัฐธิดา วงศ์สุวรรณเจริญกิจไพศาล")));
        await App.ReplyAsync(served, "สวัสดีค่ะ");
        await App.ReadAsync(db => db.Operators.Where(author => author.Id == served.OperatorId).ExecuteUpdateAsync(set => set.SetProperty(author => author.DisplayName, "LINE Official")));
        await App.ReplyAsync(served, "อีกครั้งค่ะ");
        await App.DeliverAllAsync();
        await App.ReadAsync(db => db.ConsoleSettings.ExecuteUpdateAsync(set => set.SetProperty(settings => settings.ShowsOperator, false)));

        var sent = App.AcceptedFor(served).Select(accepted => JsonNode.Parse(accepted.Json)!).ToArray();
        Assert.Equal("ณัฐธิดา วงศ์สุวรรณเจ", (string?)sent[0]["sender"]!["name"]);
        Assert.Null(sent[1]["sender"]);
    }

    [Fact]
    public async Task While_another_module_has_the_chat_nothing_can_be_sent()
    {
        var served = await App.GivenServedAsync();
        var phone = App.Line.Phone(served.Customer);
        await phone.SayAsync(FakeEvents.OnStandby(App.Line.Events.Text(App.LineHost.Channel, served.Customer.UserId, "คุยกับบอทอื่น")));
        await App.ReceiveAllAsync();
        Assert.Equal(SendReply.Refusal.Standby, (await AnswerAsync(served, "แทรก")).Refusal);
        Assert.Equal(1, (await App.ConversationOfAsync(served.Customer)).IncomingCount); // it is shown, and nobody here owes an answer

        await App.WriteAsync(served.Customer, "กลับมาแล้ว", withReplyToken: false);
        Assert.Null((await AnswerAsync(served, "ยินดีต้อนรับกลับค่ะ")).Refusal);
    }

    private async Task<long> GivenCannedAsync(Served served, string choices, ChoiceStyle style) =>
        (await App.UseAsync((KeepCannedResponse use) => use.RunAsync(id: null, served.OperatorId, new("ถาม", "ทั่วไป", "คำถาม", choices, style), CancellationToken.None))).Id!.Value;

    private Task<SendReply.Result> AnswerAsync(Served served, Answer answer) =>
        App.UseAsync((SendReply use) => use.RunAsync(served.ConversationId, served.OperatorId, answer, Guid.NewGuid().ToString("N"), CancellationToken.None));
}
