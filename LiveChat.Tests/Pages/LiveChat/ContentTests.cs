using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using LiveChat.Core.Operators;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Pages.LiveChat;

/// <summary>What stands in the bubble of each kind.</summary>
public sealed class ContentTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    private const string Hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>";

    [Fact]
    public async Task A_sticker_is_LINEs_picture_with_its_words_or_only_its_words()
    {
        var phone = NewPhone();
        await phone.SendStickerAsync("446", "1988", ["ดีใจ", "หัวเราะ"]);
        var bubble = await BubbleAsync(phone, ".message");
        var picture = bubble.QuerySelector("img.sticker")!;
        Assert.Equal(("https://stickershop.line-scdn.net/stickershop/v1/sticker/1988/android/sticker.png", "สติกเกอร์: ดีใจ, หัวเราะ"), (picture.GetAttribute("src"), picture.GetAttribute("alt")));

        await app.ReadAsync(db => db.ConsoleSettings.ExecuteUpdateAsync(set => set.SetProperty(settings => settings.ShowsStickers, false)));
        bubble = await BubbleAsync(phone, ".message");
        await app.ReadAsync(db => db.ConsoleSettings.ExecuteUpdateAsync(set => set.SetProperty(settings => settings.ShowsStickers, true)));
        Assert.Null(bubble.QuerySelector("img"));
        Assert.Contains("สติกเกอร์: ดีใจ, หัวเราะ", bubble.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sticker_whose_id_is_no_number_leads_nowhere()
    {
        var phone = NewPhone();
        await phone.DoAsync(app.Line.Events.Message(app.LineHost.Channel, phone.Source, "sticker", canBeQuoted: true, message => (message["packageId"], message["stickerId"], message["text"]) = ("1", "../../evil", Hostile)));
        var bubble = await BubbleAsync(phone, ".message");
        Assert.Null(bubble.QuerySelector("img, script"));
        Assert.Contains(Hostile, bubble.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_leads_to_a_map_and_one_that_is_not_on_earth_does_not()
    {
        var phone = NewPhone();
        await phone.SendLocationAsync(18.7883, 98.9853, Hostile, "เชียงใหม่");
        var bubble = await BubbleAsync(phone, ".message");
        Assert.Equal("https://www.google.com/maps/search/?api=1&query=18.7883,98.9853", bubble.QuerySelector(".place__map")!.GetAttribute("href"));
        Assert.Contains(Hostile, bubble.QuerySelector(".place__title")!.TextContent, StringComparison.Ordinal);
        Assert.Null(bubble.QuerySelector("script, img"));

        var other = NewPhone();
        await other.DoAsync(app.Line.Events.Message(app.LineHost.Channel, other.Source, "location", canBeQuoted: false, message => (message["latitude"], message["longitude"]) = (900, "x")));
        Assert.Null((await BubbleAsync(other, ".message")).QuerySelector("a.place__map"));
    }

    [Fact]
    public async Task LINEs_emojis_and_mentions_stand_where_they_were_written_and_links_between_them_lead()
    {
        var phone = NewPhone();
        var said = app.Line.Events.Text(app.LineHost.Channel, phone.Source, "@นิด ดูนี่ https://example.com (love)\r\nจบ", new FakeTextDetails());
        var text = said["message"]!["text"]!.GetValue<string>();
        said["message"]!["mention"] = new JsonObject { ["mentionees"] = new JsonArray(new JsonObject { ["index"] = 0, ["length"] = 4, ["type"] = "user", ["userId"] = FakeIds.NewUserId() }) };
        said["message"]!["emojis"] = new JsonArray(
            new JsonObject { ["index"] = text.IndexOf("(love)", StringComparison.Ordinal), ["length"] = 6, ["productId"] = "5ac1bfd5040ab15980c9b435", ["emojiId"] = "001" },
            new JsonObject { ["index"] = 99999, ["length"] = 6, ["productId"] = "x", ["emojiId"] = "y" });
        await phone.SayAsync(said);
        var bubble = await BubbleAsync(phone, ".message");
        Assert.Equal("@นิด", bubble.QuerySelector(".mention")!.TextContent);
        Assert.Equal("https://example.com", bubble.QuerySelector(".message__text a")!.GetAttribute("href"));
        Assert.Equal(("(love)", "https://stickershop.line-scdn.net/sticonshop/v1/sticon/5ac1bfd5040ab15980c9b435/android/001.png"), (bubble.QuerySelector("img.emoji")!.GetAttribute("alt"), bubble.QuerySelector("img.emoji")!.GetAttribute("src")));
        Assert.EndsWith("\nจบ", bubble.QuerySelector(".message__text")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quote_shows_what_was_quoted_and_leads_there_and_one_from_elsewhere_says_so()
    {
        var phone = NewPhone();
        var said = await phone.SendTextAsync("ขวดละเท่าไหร่คะ");
        await phone.QuoteAsync(said.Message.Id, "อันนี้ค่ะ");
        await phone.QuoteAsync("1", "ของที่ไม่มี");
        var page = await PageAsync(phone);
        var quoted = await app.ReadAsync(db => db.Messages.SingleAsync(message => message.LineMessageId == said.Message.Id));
        var quotes = page.QuerySelectorAll(".quote");
        Assert.Equal(($"/admin/live-chat/{quoted.ConversationId}?around={quoted.Id}", $"message-{quoted.Id}"), (quotes[0].GetAttribute("href"), quotes[0].GetAttribute("data-goes-to")));
        Assert.Contains("ขวดละเท่าไหร่คะ", quotes[0].TextContent, StringComparison.Ordinal);
        Assert.Equal("ข้อความที่ไม่มีในระบบ", quotes[1].TextContent);
    }

    [Fact]
    public async Task What_happened_is_told_in_words_and_what_nobody_knows_by_LINEs_own_word()
    {
        var phone = NewPhone();
        await phone.FollowAsync();
        await phone.PostbackAsync(Hostile);
        await phone.DoAsync(app.Line.Events.Event(phone.Source, "teleport", canBeAnswered: false));
        await phone.DoAsync(app.Line.Events.Message(app.LineHost.Channel, phone.Source, "hologram", canBeQuoted: false, _ => { }));
        var told = (await PageAsync(phone)).QuerySelectorAll(".message .message__unsupported").Select(entry => entry.TextContent).ToArray();
        Assert.Equal(["ลูกค้าเพิ่มเพื่อน", "ลูกค้ากดปุ่ม: " + Hostile, "LINE แจ้งเหตุการณ์ที่ยังแสดงไม่ได้: teleport", "ยังแสดงไม่ได้: hologram"], told);
    }

    [Fact]
    public async Task Earlier_wordings_are_for_administrators_only()
    {
        var member = app.Line.AddCustomer("มานี");
        var phone = app.Line.GroupPhone(app.Line.NewGroup("หมู่ 4", member), member);
        var said = await phone.SendTextAsync("นัดเก้าโมง");
        await phone.EditAsync(said.Message.Id, Hostile);
        await app.ReceiveAllAsync();
        var message = await app.ReadAsync(db => db.Messages.SingleAsync(found => found.LineMessageId == said.Message.Id));
        var address = $"/admin/live-chat/{message.ConversationId}/messages/{message.Id}/edits";

        using var agent = await app.GivenAtWorkAsync();
        await Refused.WithAsync(HttpStatusCode.Forbidden, await agent.Browser.GetFragmentAsync(address));
        var admin = await app.GivenOperatorAsync("edits-admin", OperatorRole.Admin);
        using var browser = await app.SignedInAsync(admin);
        var page = await browser.GetPageAsync(address);
        Assert.Equal([Hostile, "นัดเก้าโมง"], page.QuerySelectorAll(".edits__words").Select(words => words.TextContent));
        Assert.Empty(page.QuerySelectorAll("main script, main img"));
    }

    [Fact]
    public async Task Stickers_and_places_are_offered_to_whoever_serves_and_posted_like_any_answer()
    {
        using var owner = await app.GivenAtWorkAsync();
        var served = await app.GivenServedByAsync(owner);
        var shelf = await owner.Browser.GetPageAsync($"/admin/live-chat/{served.ConversationId}/stickers?pack=11537");
        Assert.Equal(40, shelf.QuerySelectorAll("button[name=sticker]").Length);
        Assert.Equal(15, shelf.QuerySelectorAll(".stickers__pack").Length);
        using var unknown = await owner.Browser.GetFragmentAsync($"/admin/live-chat/{served.ConversationId}/stickers?pack=1");
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);

        var sticker = shelf.QuerySelector("button[name=sticker]")!.GetAttribute("value")!;
        (await owner.Browser.PostAsync($"/admin/live-chat/{served.ConversationId}/replies", Form(("sticker", sticker), ("clientKey", "s1")))).EnsureSuccessStatusCode();
        (await owner.Browser.PostAsync($"/admin/live-chat/{served.ConversationId}/replies", Form(("title", "ร้าน"), ("address", "เชียงใหม่"), ("coordinates", "18.7883, 98.9853"), ("clientKey", "p1")))).EnsureSuccessStatusCode();
        await Refused.WithAsync(HttpStatusCode.UnprocessableEntity, await owner.Browser.PostAsync($"/admin/live-chat/{served.ConversationId}/replies", Form(("title", "ร้าน"), ("coordinates", "ซอย 5"), ("clientKey", "p2"))));
        await Refused.WithAsync(HttpStatusCode.UnprocessableEntity, await owner.Browser.PostAsync($"/admin/live-chat/{served.ConversationId}/replies", Form(("sticker", "x"), ("clientKey", "s2"))));
        var form = await owner.Browser.GetPageAsync($"/admin/live-chat/{served.ConversationId}/place");
        Assert.Equal("18.7883, 98.9853", form.QuerySelector("#place-coordinates")!.GetAttribute("value"));
        Assert.Equal("เชียงใหม่", form.QuerySelector("#place-address")!.GetAttribute("value"));
        (await owner.Browser.PostAsync($"/admin/live-chat/{served.ConversationId}/replies", Form(("title", "ร้าน"), ("address", ""), ("coordinates", "18.7883, 98.9853"), ("clientKey", "p3")))).EnsureSuccessStatusCode();
        form = await owner.Browser.GetPageAsync($"/admin/live-chat/{served.ConversationId}/place"); // its name alone: LINE is told it twice, the next place does not have it for an address
        Assert.Equal(("ร้าน", null), (form.QuerySelector("#place-title")!.GetAttribute("value"), form.QuerySelector("#place-address")!.GetAttribute("value")));

        using var other = await app.GivenAtWorkAsync();
        await Refused.WithAsync(HttpStatusCode.Conflict, await other.Browser.GetFragmentAsync($"/admin/live-chat/{served.ConversationId}/stickers"));
    }

    private FakePhone NewPhone() => app.Line.Phone(app.Line.AddCustomer("สมศรี"));

    private async Task<IElement> BubbleAsync(FakePhone phone, string selector) => (await PageAsync(phone)).QuerySelectorAll(".messages > " + selector)[^1];

    private async Task<IDocument> PageAsync(FakePhone phone)
    {
        await app.ReceiveAllAsync();
        using var someone = await app.GivenAtWorkAsync();
        return (IDocument)await someone.Browser.GetPageAsync($"/admin/live-chat/{(await app.ConversationOfAsync(phone.Customer)).Id}");
    }

    private static Dictionary<string, string> Form(params (string Name, string Value)[] fields) => fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);
}
