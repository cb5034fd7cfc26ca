using System.Net;
using AngleSharp.Dom;
using LiveChat.Core.Customers;
using LiveChat.Core.Messages;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Pages.LiveChat;

/// <summary>The composer as the server renders it, and the resources it talks to.</summary>
public sealed class ComposerTests(AppWithoutWorkers app) : OutboxTest(app)
{
    [Fact]
    public async Task A_draft_is_in_the_box_on_every_device_of_its_author_and_nobody_elses()
    {
        using var owner = await App.GivenAtWorkAsync();
        var served = await App.GivenServedByAsync(owner);
        using var phone = await App.SignedInAsync(owner.Operator);
        using var other = await App.GivenAtWorkAsync();

        using var kept = await owner.Browser.PutAsync($"{Url(served)}/draft", Form("\nกำลังเช็ก <b>ให้</b>", "k1"));
        Assert.Equal(HttpStatusCode.NoContent, kept.StatusCode);
        Assert.Equal("\nกำลังเช็ก <b>ให้</b>", await BoxAsync(phone, served));
        Assert.Equal("", await BoxAsync(other.Browser, served));

        (await owner.Browser.PostAsync($"{Url(served)}/replies", Form("กำลังเช็กให้ค่ะ", "k1"))).Dispose();
        Assert.Equal("", await BoxAsync(phone, served));
    }

    [Fact]
    public async Task A_draft_that_cannot_be_kept_is_said_so()
    {
        using var owner = await App.GivenAtWorkAsync(language: "en");
        var served = await App.GivenServedByAsync(owner);
        Assert.Equal("The draft is longer than 20000 characters and cannot be kept on the server",
            await Refused.WithAsync(HttpStatusCode.UnprocessableEntity, await owner.Browser.PutAsync($"{Url(served)}/draft", Form(new string('ก', 20_001), "k1"))));
        Assert.Equal("There is no such conversation", await Refused.WithAsync(HttpStatusCode.NotFound, await owner.Browser.PutAsync("/admin/live-chat/987654321/draft", Form("ร่าง", "k1"))));
        owner.Browser.ForgetToken();
        using var forged = await owner.Browser.PutAsync($"{Url(served)}/draft", Form("ปลอม", "k1"));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal("", await BoxAsync(owner.Browser, served));
    }

    [Theory]
    [InlineData("th", "ลูกค้าบล็อกบัญชีนี้อยู่ ข้อความจะไปไม่ถึง")]
    [InlineData("en", "This customer blocks the account, so the message would not arrive")]
    public async Task To_a_customer_who_blocks_the_account_nothing_is_sent_and_the_composer_says_why_until_they_are_back(string language, string sentence)
    {
        using var owner = await App.GivenAtWorkAsync(language: language);
        var served = await App.GivenServedByAsync(owner);
        await App.Line.DeliverAsync(App.LineHost.Channel, [App.Line.Events.Unfollow(served.Customer.UserId)]);
        await App.ReceiveAllAsync();

        var composer = (await owner.Browser.GetPageAsync(Url(served))).QuerySelector("#composer")!;
        Assert.Equal(("true", true), (composer.GetAttribute("data-locked"), composer.QuerySelector("fieldset")!.HasAttribute("disabled")));
        Assert.NotEqual("", composer.QuerySelector(".composer__reason:not([hidden])")!.TextContent);
        Assert.Equal(sentence, await Refused.WithAsync(HttpStatusCode.Conflict, await owner.Browser.PostAsync($"{Url(served)}/replies", Form("ยังอยู่ไหมคะ", "k1"))));
        await App.DeliverAllAsync();
        Assert.Empty(App.AcceptedFor(served));

        await App.WriteAsync(served.Customer, "กลับมาแล้วค่ะ");
        Assert.Equal("false", (await owner.Browser.GetPageAsync(Url(served))).QuerySelector("#composer")!.GetAttribute("data-locked"));
    }

    [Fact]
    public async Task Whoever_may_not_answer_may_still_write_a_note_without_script_too()
    {
        var served = await App.GivenServedAsync();
        using var other = await App.GivenAtWorkAsync("ก้อย");
        var form = (await other.Browser.GetPageAsync(Url(served))).QuerySelector("form.composer--note")!;
        Assert.Empty(form.QuerySelectorAll(":disabled"));
        using var answer = await other.Browser.PostAsync(form.GetAttribute("action")!, Form("<b>ขอต่อราคา</b>", form.QuerySelector("[name=clientKey]")!.GetAttribute("value")!), htmx: false);
        Assert.Equal((HttpStatusCode.Redirect, Url(served)), (answer.StatusCode, answer.Headers.Location?.OriginalString));

        var note = (await other.Browser.GetPageAsync(Url(served))).QuerySelector(".message--note")!;
        Assert.Equal(("internal", "<b>ขอต่อราคา</b>", "ก้อย"), (note.GetAttribute("data-direction"), note.QuerySelector(".message__text")!.TextContent, note.QuerySelector(".message__author bdi")!.TextContent));
        Assert.Equal("", note.GetAttribute("data-delivery"));
        Assert.NotNull(note.QuerySelector("time"));
    }

    [Fact]
    public async Task A_note_answers_its_author_with_the_bubble_and_refuses_with_a_sentence()
    {
        using var someone = await App.GivenAtWorkAsync(language: "en");
        var served = await App.GivenServedAsync();
        var answer = await Visitor.ReadAsync(await someone.Browser.PostAsync($"{Url(served)}/notes", Form("โน้ต", "n1")));
        Assert.Equal("โน้ต", answer.QuerySelector($"hx-partial[hx-target='#messages-{served.ConversationId}'] .message--note .message__text")!.TextContent);
        Assert.Equal("The note is longer than 5000 characters", await Refused.WithAsync(HttpStatusCode.UnprocessableEntity, await someone.Browser.PostAsync($"{Url(served)}/notes", Form(new string('ก', 5001), "n2"))));
        Assert.Equal("There is no such conversation", await Refused.WithAsync(HttpStatusCode.NotFound, await someone.Browser.PostAsync("/admin/live-chat/987654321/notes", Form("โน้ต", "n1"))));
    }

    [Fact]
    public async Task Canned_responses_and_colleagues_are_choices_by_group_and_hostile_names_are_only_names()
    {
        const string hostile = "<img src=x onerror=alert(1)>\" data-x=\"";
        using var someone = await App.GivenAtWorkAsync();
        var served = await App.GivenServedByAsync(someone);
        await App.ReadAsync(db => db.Set<Customer>().Where(found => found.LineId == served.Customer.UserId).ExecuteUpdateAsync(set => set.SetProperty(found => found.DisplayName, hostile)));
        await App.GivenOperatorAsync($"hostile-{served.ConversationId}", displayName: hostile);

        using var answer = await someone.Browser.GetFragmentAsync($"{Url(served)}/canned?q={Uri.EscapeDataString("ทักทาย")}");
        var choices = await Visitor.ReadAsync(answer);
        var group = choices.QuerySelector("[role=listbox] [role=group]")!;
        Assert.Equal("ทักทาย", choices.GetElementById(group.GetAttribute("aria-labelledby")!)!.TextContent);
        Assert.Contains(group.QuerySelectorAll("[role=option]"), option => option.GetAttribute("data-text")!.Contains($"คุณ{hostile} ", StringComparison.Ordinal));
        Assert.Empty(choices.QuerySelectorAll("img, [data-x]"));

        var colleagues = await Visitor.ReadAsync(await someone.Browser.GetFragmentAsync($"{Url(served)}/mentions?q=hostile-{served.ConversationId}"));
        Assert.Equal($"@{hostile} ", Assert.Single(colleagues.QuerySelectorAll("[role=option]")).GetAttribute("data-text"));
        Assert.Empty(colleagues.QuerySelectorAll("img, [data-x]"));

        var nothing = await Visitor.ReadAsync(await someone.Browser.GetFragmentAsync($"{Url(served)}/canned?q={new string('z', 7_000)}"));
        Assert.Empty(nothing.QuerySelectorAll("[role=listbox]"));
        Assert.NotEqual("", nothing.QuerySelector(".choices__none")!.TextContent);
    }

    [Fact]
    public async Task The_price_of_the_next_answer_stands_beside_the_composer()
    {
        using var owner = await App.GivenAtWorkAsync(language: "en");
        var served = await App.GivenServedByAsync(owner);
        Assert.Equal(("0", "Uses 1 message"), await PriceAsync(owner, served));
        await App.ReadAsync(db => db.Channels.ExecuteUpdateAsync(set => set.SetProperty(channel => channel.QuotaLimit, 1300).SetProperty(channel => channel.QuotaUsed, 1)));
        Assert.Equal(("0", "Uses 1 of 1,299 messages left"), await PriceAsync(owner, served));
        await App.ReadAsync(db => db.Channels.ExecuteUpdateAsync(set => set.SetProperty(channel => channel.QuotaLimit, (long?)null)));

        await App.WriteAsync(served.Customer, "ยังอยู่ไหมคะ", withReplyToken: true);
        var (seconds, _) = await PriceAsync(owner, served);
        Assert.InRange(int.Parse(seconds!), 20, 55);
    }

    private static async Task<(string?, string?)> PriceAsync(AtWork someone, Served served)
    {
        var cost = (await someone.Browser.GetPageAsync(Url(served))).QuerySelector($"#cost-{served.ConversationId} reply-cost")!;
        return (cost.GetAttribute("seconds"), cost.TextContent);
    }

    private static async Task<string?> BoxAsync(Visitor visitor, Served served) =>
        ((AngleSharp.Html.Dom.IHtmlTextAreaElement)(await visitor.GetPageAsync(Url(served))).QuerySelector("#composer textarea[name=text]")!).TextContent;

    private static string Url(Served served) => $"/admin/live-chat/{served.ConversationId}";

    private static Dictionary<string, string> Form(string text, string key) => new(StringComparer.Ordinal) { ["text"] = text, ["clientKey"] = key };
}
