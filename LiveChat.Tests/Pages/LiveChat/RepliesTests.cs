using System.Net;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using LiveChat.Core.Sessions;
using LiveChat.Tests.Media;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.Tests.Pages.LiveChat;

public sealed class RepliesTests(AppWithoutWorkers app) : OutboxTest(app)
{
    [Fact]
    public async Task Whoever_sends_sees_the_bubble_at_once_whether_or_not_their_stream_is_up()
    {
        var (owner, served) = await GivenOwnerAsync();
        using var answer = await ReplyAsync(owner, served, "ยินดีค่ะ");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        var part = (await Visitor.ReadAsync(answer)).QuerySelector($"hx-partial[hx-target='#messages-{served.ConversationId}'][hx-swap=upsert]")!;
        var bubble = part.QuerySelector("li.message")!;
        var message = await App.ReadAsync(db => db.Messages.SingleAsync(found => found.ConversationId == served.ConversationId && found.Direction == MessageDirection.Outgoing));
        Assert.Equal($"message-{message.Id}", bubble.Id);
        Assert.Equal(("outgoing", "queued", owner.Id.ToString()), (bubble.GetAttribute("data-direction"), bubble.GetAttribute("data-delivery"), bubble.GetAttribute("data-operator")));
        Assert.Equal(message.Revision.ToString(), bubble.GetAttribute("data-revision"));
        Assert.Equal("ยินดีค่ะ", bubble.QuerySelector(".message__text")!.TextContent);
        Assert.Equal(owner.Operator.DisplayName, bubble.QuerySelector(".message__author bdi")!.TextContent);
    }

    [Theory]
    [InlineData("", "k1", "Write something first")]
    [InlineData(" \r\n\u3000", "k1", "Write something first")]
    [InlineData("สวัสดี", "", "This page is out of date. Reload it and send again")]
    public async Task What_cannot_be_sent_is_refused_with_a_sentence_and_nothing_is_sent(string text, string key, string sentence)
    {
        var (owner, served) = await GivenOwnerAsync("en");
        Assert.Equal(sentence, await Refused.WithAsync(HttpStatusCode.UnprocessableEntity, await ReplyAsync(owner, served, text, key)));
        Assert.Equal(0, await CountAsync(served));
    }

    [Fact]
    public async Task Five_thousand_units_are_taken_and_one_more_is_refused()
    {
        var (owner, served) = await GivenOwnerAsync("en");
        Assert.Equal("The message is longer than the 5000 characters LINE takes", await Refused.WithAsync(HttpStatusCode.UnprocessableEntity, await ReplyAsync(owner, served, new string('ก', 5001))));
        Assert.Equal(0, await CountAsync(served));

        var longest = new string('ก', 4996) + "\r\n" + "จบ" + "!"; // a form writes a line break as two
        using var answer = await ReplyAsync(owner, served, longest);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var emoji = await ReplyAsync(owner, served, new string('ก', 4998) + "😀");
        Assert.Equal(HttpStatusCode.OK, emoji.StatusCode);
        Assert.Equal(2, await CountAsync(served));
    }

    [Theory]
    [InlineData("th", "นิดา รับแชตนี้ไปแล้ว")]
    [InlineData("en", "นิดา has this conversation")]
    public async Task Who_writes_in_anothers_conversation_is_told_whose_it_is(string language, string sentence)
    {
        var (_, served) = await GivenOwnerAsync("th", "นิดา");
        using var other = await App.GivenAtWorkAsync(language: language);
        Assert.Equal(sentence, await Refused.WithAsync(HttpStatusCode.Conflict, await ReplyAsync(other, served, "ขอแทรก")));
        Assert.Equal(0, await CountAsync(served));
    }

    [Fact]
    public async Task Nobody_writes_in_a_closed_conversation_nor_in_one_that_waits()
    {
        var (owner, served) = await GivenOwnerAsync("en");
        await App.UseAsync((ReturnToQueue use) => use.RunAsync(served.ConversationId, owner.Id, CancellationToken.None));
        Assert.Equal("This conversation is not yours. Claim it first", await Refused.WithAsync(HttpStatusCode.Conflict, await ReplyAsync(owner, served, "ช้าไป")));

        await App.UseAsync((ClaimSession use) => use.RunAsync(served.ConversationId, owner.Id, CancellationToken.None));
        await App.UseAsync((CloseSession use) => use.RunAsync(served.ConversationId, owner.Id, reason: null, saysFarewell: false, CancellationToken.None));
        Assert.Equal("This conversation is closed. Reopen it first", await Refused.WithAsync(HttpStatusCode.Conflict, await ReplyAsync(owner, served, "ช้าไป")));
        Assert.Equal(0, await CountAsync(served));
    }

    [Fact]
    public async Task What_no_form_can_carry_is_answered_400_and_nothing_is_sent()
    {
        var (owner, served) = await GivenOwnerAsync("en");
        using var request = owner.Browser.NewPost(Url(served) + "/replies", Form("", "nul"));
        request.Content = new StringContent("text=a%00b&clientKey=nul", System.Text.Encoding.ASCII, "application/x-www-form-urlencoded");
        Assert.Equal("The request was not valid. Reload the page and try again", await Refused.WithAsync(HttpStatusCode.BadRequest, await owner.Browser.Http.SendAsync(request)));
        Assert.Equal("The request was not valid. Reload the page and try again", await Refused.WithAsync(HttpStatusCode.BadRequest,
            await owner.Browser.PostAsync(Url(served) + "/reading", new Dictionary<string, string>(StringComparer.Ordinal) { ["revision"] = "abc" })));
        Assert.Equal(0, await CountAsync(served));
    }

    [Fact]
    public async Task A_double_click_is_one_message_and_both_clicks_show_it()
    {
        var (owner, served) = await GivenOwnerAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ReplyAsync(owner, served, "คลิกรัว", "one-click")));
        var bubbles = new List<string?>();
        foreach (var answer in answers) bubbles.Add((await Visitor.ReadAsync(answer)).QuerySelector("li.message")?.Id);
        Assert.NotNull(Assert.Single(bubbles.Distinct()));
        Assert.Equal(1, await CountAsync(served));
    }

    [Fact]
    public async Task Whoever_leaves_the_page_before_the_answer_is_there_has_sent_it_all_the_same()
    {
        var (owner, served) = await GivenOwnerAsync();
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LiveChatDb>();
        using var leaving = new CancellationTokenSource();
        Task posting;
        await using (await db.BeginWorkAsync(served.ConversationId, TimeProvider.System, CancellationToken.None)) // somebody is busy with the conversation
        {
            posting = owner.Browser.Http.SendAsync(owner.Browser.NewPost(Url(served) + "/replies", Form("ส่งแล้วไปต่อ", "gone")), leaving.Token);
            await Eventually.TrueAsync(() => App.ReadAsync(async look => await look.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'").SingleAsync() > 0));
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => posting);
        }
        await Eventually.TrueAsync(async () => await CountAsync(served) == 1);
    }

    [Fact]
    public async Task Without_script_a_refusal_is_a_page_that_says_the_same()
    {
        var (_, served) = await GivenOwnerAsync("th", "นิดา");
        using var other = await App.GivenAtWorkAsync(language: "th");
        using var answer = await other.Browser.PostAsync(Url(served) + "/replies", Form("ขอแทรก", "plain"), htmx: false);
        var page = await Visitor.ReadAsync(answer);
        Assert.Equal((HttpStatusCode.Conflict, "409", "นิดา รับแชตนี้ไปแล้ว"), (answer.StatusCode, page.QuerySelector("h1")?.TextContent, page.QuerySelector("[role=alert]")?.TextContent));
    }

    [Fact]
    public async Task Without_script_sending_leads_back_to_the_conversation()
    {
        var (owner, served) = await GivenOwnerAsync();
        using var answer = await owner.Browser.PostAsync(Url(served) + "/replies", Form("ไม่มีสคริปต์", "plain"), htmx: false);
        Assert.Equal((HttpStatusCode.Redirect, Url(served)), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Equal(1, await CountAsync(served));
    }

    [Fact]
    public async Task A_reply_from_a_page_that_is_not_ours_is_refused()
    {
        var (owner, served) = await GivenOwnerAsync();
        owner.Browser.ForgetToken();
        using var answer = await ReplyAsync(owner, served, "ปลอม");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, await CountAsync(served));
    }

    [Fact]
    public async Task A_message_that_failed_shows_why_and_goes_out_when_its_owner_retries()
    {
        var (owner, served) = await GivenOwnerAsync("en");
        App.Line.Faults.Add(FakeEndpoint.Push, new(FaultKind.Unauthorized) { Calls = 1 });
        var id = await App.ReplyAsync(served, "ลองใหม่");
        await App.DeliverAllAsync();
        var bubble = (await owner.Browser.GetPageAsync(Url(served))).QuerySelector($"#message-{id}")!;
        Assert.Equal("failed", bubble.GetAttribute("data-delivery"));
        var retry = bubble.QuerySelector("button[hx-post]")!.GetAttribute("hx-post")!;

        using var other = await App.GivenAtWorkAsync(language: "en");
        Assert.Equal($"{owner.Operator.DisplayName} has this conversation", await Refused.WithAsync(HttpStatusCode.Conflict, await other.Browser.PostAsync(retry)));

        using var answer = await owner.Browser.PostAsync(retry);
        Assert.Equal("queued", (await Visitor.ReadAsync(answer)).QuerySelector($"#message-{id}")!.GetAttribute("data-delivery"));
        await App.DeliverAllAsync();
        Assert.Equal("ลองใหม่", Assert.Single(App.AcceptedFor(served)).Text);

        using var again = await owner.Browser.PostAsync(retry); // a click too many
        Assert.Equal("accepted", (await Visitor.ReadAsync(again)).QuerySelector($"#message-{id}")!.GetAttribute("data-delivery"));
        await App.DeliverAllAsync();
        Assert.Single(App.AcceptedFor(served));
    }

    [Fact]
    public async Task A_retry_of_what_is_no_reply_here_is_not_found()
    {
        var (owner, served) = await GivenOwnerAsync("en");
        var (_, elsewhere) = await GivenOwnerAsync();
        var foreign = await App.ReplyAsync(elsewhere, "ที่อื่น");
        var incoming = await App.ReadAsync(db => db.Messages.Where(message => message.ConversationId == served.ConversationId).Select(message => message.Id).FirstAsync());
        foreach (var id in new[] { foreign, incoming, 0 })
            Assert.Equal("There is no such message", await Refused.WithAsync(HttpStatusCode.NotFound, await owner.Browser.PostAsync($"{Url(served)}/retry/{id}")));
    }

    [Fact]
    public async Task An_answer_shows_how_long_it_can_be_taken_back_and_taken_back_it_says_so_without_its_words()
    {
        var (owner, served) = await GivenOwnerAsync("en");
        await App.AllowUndoAsync(seconds: 30);
        using var sent = await ReplyAsync(owner, served, "พิมพ์ผิด");
        await App.AllowUndoAsync(seconds: 0);
        var undo = (await Visitor.ReadAsync(sent)).QuerySelector("undo-reply")!;
        Assert.Equal(owner.Id.ToString(), undo.GetAttribute("operator"));
        Assert.InRange(double.Parse(undo.GetAttribute("seconds")!, System.Globalization.CultureInfo.InvariantCulture), 1, 30);
        var url = undo.QuerySelector("button")!.GetAttribute("hx-delete")!;

        using var other = await App.GivenAtWorkAsync(language: "en");
        Assert.Equal("You can only take back your own messages", await Refused.WithAsync(HttpStatusCode.Conflict, await other.Browser.DeleteAsync(url)));

        for (var click = 0; click < 2; click++) // the second is one too many
        {
            using var undone = await owner.Browser.DeleteAsync(url);
            Assert.Equal(HttpStatusCode.OK, undone.StatusCode);
            var bubble = (await Visitor.ReadAsync(undone)).QuerySelector($"hx-partial[hx-target='#messages-{served.ConversationId}'][hx-swap=upsert] li.message")!;
            Assert.Equal("unsent", bubble.GetAttribute("data-delivery"));
            Assert.Empty(bubble.QuerySelectorAll(".message__text, undo-reply, button"));
        }
    }

    [Fact]
    public async Task An_answer_of_several_bubbles_has_one_button_that_takes_all_of_them_back_and_the_files_lie_in_the_box_again()
    {
        var (owner, served) = await GivenOwnerAsync("en");
        await UploadAsync(owner, served, "a.pdf");
        await UploadAsync(owner, served, "b.pdf");
        var keys = await KeysAsync(owner, served);
        await App.AllowUndoAsync(seconds: 30);
        var sent = await App.UseAsync((SendReply use) => use.RunAsync(served.ConversationId, served.OperatorId, new Answer { Text = "ตามนี้ค่ะ", Media = keys }, Guid.NewGuid().ToString("N"), CancellationToken.None));
        await App.AllowUndoAsync(seconds: 0);
        Assert.Empty(await KeysAsync(owner, served));
        var undo = Assert.Single((await owner.Browser.GetPageAsync(Url(served))).QuerySelectorAll("undo-reply"));
        Assert.Equal($"message-{sent.MessageIds[^1]}", undo.Closest(".message")!.Id);

        using var undone = await owner.Browser.DeleteAsync(undo.QuerySelector("button")!.GetAttribute("hx-delete")!);
        Assert.Equal(["unsent", "unsent", "unsent"], (await Visitor.ReadAsync(undone)).QuerySelectorAll(".message").Select(bubble => bubble.GetAttribute("data-delivery")));
        Assert.Equal(keys, await KeysAsync(owner, served));
    }

    [Theory]
    [InlineData("https://maps.app.goo.gl/abc?g_st=il", "A short map link does not tell where it leads. Open it in a browser and copy the long address from there")]
    [InlineData("ซอย 5", "Fill in the name of the place and its coordinates, for example 13.7563, 100.5018")]
    public async Task A_place_that_cannot_be_read_is_refused_and_a_short_map_link_is_told_why(string coordinates, string sentence)
    {
        var (owner, served) = await GivenOwnerAsync("en");
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["title"] = "ร้าน", ["coordinates"] = coordinates, ["clientKey"] = Guid.NewGuid().ToString("N") };
        Assert.Equal(sentence, await Refused.WithAsync(HttpStatusCode.UnprocessableEntity, await owner.Browser.PostAsync($"{Url(served)}/replies", form)));
    }

    [Fact]
    public async Task What_has_left_is_not_taken_back_and_the_page_says_why()
    {
        var (owner, served) = await GivenOwnerAsync("en");
        var id = await App.ReplyAsync(served, "ไปแล้ว");
        await App.DeliverAllAsync();
        Assert.Null((await owner.Browser.GetPageAsync(Url(served))).QuerySelector("undo-reply"));
        Assert.Equal("Too late: the message has already left", await Refused.WithAsync(HttpStatusCode.Conflict, await owner.Browser.DeleteAsync($"{Url(served)}/replies/{id}")));
        Assert.Equal("There is no such message", await Refused.WithAsync(HttpStatusCode.NotFound, await owner.Browser.DeleteAsync($"{Url(served)}/replies/0")));
    }

    [Fact]
    public async Task Without_script_the_buttons_of_a_message_are_of_a_form_that_has_the_token_and_lead_back()
    {
        var (owner, served) = await GivenOwnerAsync();
        await App.AllowUndoAsync(seconds: 30);
        await App.ReplyAsync(served, "พิมพ์ผิด");
        await App.AllowUndoAsync(seconds: 0);
        var page = await owner.Browser.GetPageAsync(Url(served));
        var button = page.QuerySelector("undo-reply button")!;
        var form = page.QuerySelector($"form[method=post]#{button.GetAttribute("form")}")!;
        var token = form.QuerySelector("input[name=csrfToken]")!.GetAttribute("value")!;

        owner.Browser.ForgetToken();
        using var answer = await owner.Browser.PostAsync(button.GetAttribute("formaction")!, new Dictionary<string, string>(StringComparer.Ordinal) { ["csrfToken"] = token }, htmx: false);
        Assert.Equal((HttpStatusCode.Redirect, Url(served)), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Equal(1, await App.ReadAsync(db => db.Messages.CountAsync(message => message.ConversationId == served.ConversationId && message.DeliveryState == DeliveryState.Unsent)));
    }

    private static string Url(Served served) => $"/admin/live-chat/{served.ConversationId}";

    private static Dictionary<string, string> Form(string text, string? key) => new(StringComparer.Ordinal) { ["text"] = text, ["clientKey"] = key ?? Guid.NewGuid().ToString("N") };

    private static Task<HttpResponseMessage> ReplyAsync(AtWork someone, Served served, string text, string? key = null) => someone.Browser.PostAsync(Url(served) + "/replies", Form(text, key));

    private Task<int> CountAsync(Served served) => App.ReadAsync(db => db.Messages.CountAsync(message => message.ConversationId == served.ConversationId && message.Direction == MessageDirection.Outgoing));

    private static async Task UploadAsync(AtWork who, Served served, string name)
    {
        using var request = who.Browser.NewPost($"{Url(served)}/media", new Dictionary<string, string>(StringComparer.Ordinal));
        request.Content = new MultipartFormDataContent { { new ByteArrayContent(Samples.Pdf), "files", name } };
        (await who.Browser.Http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    /// <summary>Of what lies in the box, as the page asks for it.</summary>
    private static async Task<string[]> KeysAsync(AtWork who, Served served) =>
        [.. (await Visitor.ReadAsync(await who.Browser.GetFragmentAsync($"{Url(served)}/media?handler=uploads"))).QuerySelectorAll("input[name=media]").Select(field => field.GetAttribute("value")!)];

    private async Task<(AtWork Owner, Served Served)> GivenOwnerAsync(string language = "th", string? displayName = null)
    {
        var owner = await App.GivenAtWorkAsync(displayName, language);
        return (owner, await App.GivenServedByAsync(owner));
    }
}
