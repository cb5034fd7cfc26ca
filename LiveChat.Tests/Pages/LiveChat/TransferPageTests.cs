using System.Net;
using LiveChat.Core.Sessions;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Pages.LiveChat;

/// <summary>Handing a conversation over, as the dialog and the buttons do it.</summary>
public sealed class TransferPageTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    private const string Hostile = "<script>alert(1)</script><div hx-get=/x hx-trigger=load>";

    [Fact]
    public async Task The_owner_chooses_among_those_who_are_there_and_sees_what_they_have_in_hand()
    {
        using var nida = await app.GivenAtWorkAsync("นิดา", "en");
        using var lek = await app.GivenAtWorkAsync("เล็ก " + Hostile);
        using var away = await app.GivenAtWorkAsync("ไม่อยู่");
        var served = await app.GivenServedByAsync(nida);
        await app.GivenServedByAsync(lek);
        await SeenAsync(lek);
        await SeenAsync(nida);

        var form = (await Visitor.ReadAsync(await nida.Browser.GetFragmentAsync(Of(served)))).QuerySelector("form")!;
        var choices = form.QuerySelectorAll("label:has(input[name=toId])");
        Assert.Contains(choices, choice => choice.QuerySelector("input")!.GetAttribute("value") == lek.Id.ToString() && choice.QuerySelector("bdi")!.TextContent == "เล็ก " + Hostile && choice.TextContent.Contains("1 conversations · 1 waiting for a reply", StringComparison.Ordinal));
        Assert.DoesNotContain(choices, choice => choice.QuerySelector("input")!.GetAttribute("value") == nida.Id.ToString() || choice.QuerySelector("input")!.GetAttribute("value") == away.Id.ToString());
        Assert.True(form.QuerySelector("textarea[name=summary]")!.HasAttribute("required"));
        Assert.NotNull(form.QuerySelector("#dialog-title"));
    }

    [Fact]
    public async Task Both_sides_see_the_offer_in_their_own_words_and_only_the_one_who_is_asked_can_accept()
    {
        using var nida = await app.GivenAtWorkAsync("นิดา", "en");
        using var lek = await app.GivenAtWorkAsync("เล็ก", "en");
        using var third = await app.GivenAtWorkAsync(language: "en");
        var served = await app.GivenServedByAsync(nida);
        var desk = await Visitor.ReadAsync(await OfferAsync(nida, served, lek.Id, Hostile));
        Assert.Equal("Waiting for เล็ก to accept the transfer", desk.QuerySelector(".desk__offer-title")!.TextContent);
        Assert.NotNull(desk.QuerySelector("#desk-withdraw"));
        Assert.Equal("false", desk.QuerySelector("#composer")!.GetAttribute("data-locked"));

        var asked = await lek.Browser.GetPageAsync($"/admin/live-chat/{served.ConversationId}");
        Assert.Equal(("นิดา asks you to take this conversation", Hostile), (asked.QuerySelector(".desk__offer-title")!.TextContent, asked.QuerySelector(".desk__offer-summary")!.TextContent));
        Assert.NotNull(asked.QuerySelector("#desk-accept"));
        Assert.Null((await third.Browser.GetPageAsync($"/admin/live-chat/{served.ConversationId}")).QuerySelector("#desk-accept, #desk-decline, #desk-withdraw"));
        Assert.Equal("This transfer is no longer on offer", await Refused.WithAsync(HttpStatusCode.Conflict, await third.Browser.PostAsync(Of(served) + "?handler=Accept")));
        Assert.Equal("A colleague has already been asked to take this conversation", await Refused.WithAsync(HttpStatusCode.Conflict, await nida.Browser.GetFragmentAsync(Of(served))));

        var accepted = await Visitor.ReadAsync(await lek.Browser.PostAsync(Of(served) + "?handler=Accept"));
        Assert.Equal(("เล็ก", "false"), (accepted.QuerySelector(".desk__owner bdi")!.TextContent, accepted.QuerySelector("#composer")!.GetAttribute("data-locked")));
        using var again = await lek.Browser.PostAsync(Of(served) + "?handler=Accept");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("This transfer is no longer on offer", await Refused.WithAsync(HttpStatusCode.Conflict, await nida.Browser.DeleteAsync(Of(served))));
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_in_words_and_changes_nothing()
    {
        using var nida = await app.GivenAtWorkAsync("นิดา", "en");
        using var lek = await app.GivenAtWorkAsync("เล็ก", "en");
        var served = await app.GivenServedByAsync(nida);
        Assert.Equal("You cannot transfer a conversation to yourself", await Refused.WithAsync(HttpStatusCode.Conflict, await OfferAsync(nida, served, nida.Id)));
        Assert.Equal("This colleague cannot take conversations any more", await Refused.WithAsync(HttpStatusCode.Conflict, await OfferAsync(nida, served, 0)));
        Assert.Equal("Choose a colleague first", await Refused.WithAsync(HttpStatusCode.UnprocessableEntity, await nida.Browser.PostAsync(Of(served), new Dictionary<string, string>(StringComparer.Ordinal) { ["summary"] = "ใครก็ได้" })));
        Assert.Equal("Write a summary for your colleague first", await Refused.WithAsync(HttpStatusCode.UnprocessableEntity, await OfferAsync(nida, served, lek.Id, " ")));
        Assert.Equal("The summary is longer than 1000 characters", await Refused.WithAsync(HttpStatusCode.UnprocessableEntity, await OfferAsync(nida, served, lek.Id, new string('ก', 1001))));
        Assert.Equal("นิดา has this conversation", await Refused.WithAsync(HttpStatusCode.Conflict, await OfferAsync(lek, served, nida.Id)));
        Assert.Equal("นิดา has this conversation", await Refused.WithAsync(HttpStatusCode.Conflict, await lek.Browser.GetFragmentAsync(Of(served))));
        using var nonsense = await nida.Browser.PostAsync(Of(served), new Dictionary<string, string>(StringComparer.Ordinal) { ["toId"] = "ใครสักคน", ["summary"] = "x" });
        Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
        Assert.False(await app.ReadAsync(db => db.AuditEntries.AnyAsync(entry => entry.ConversationId == served.ConversationId && entry.Action.StartsWith("session.transfer"))));
    }

    [Fact]
    public async Task When_nobody_else_is_there_the_dialog_says_so_and_offers_no_form_to_send()
    {
        using var nida = await app.GivenAtWorkAsync(language: "en");
        var served = await app.GivenServedByAsync(nida);
        await app.ReadAsync(db => db.Operators.ExecuteUpdateAsync(set => set.SetProperty(found => found.LastSeenAt, (DateTimeOffset?)null)));
        var asked = await nida.Browser.GetPageAsync(Of(served));
        Assert.Contains("No other colleague is online right now", asked.QuerySelector("main form")!.TextContent, StringComparison.Ordinal);
        Assert.Null(asked.QuerySelector("main form [type=submit]"));
    }

    private Task<int> SeenAsync(AtWork someone) =>
        app.ReadAsync(db => db.Operators.Where(found => found.Id == someone.Id).ExecuteUpdateAsync(set => set.SetProperty(found => found.LastSeenAt, DateTimeOffset.UtcNow)));

    private static string Of(Served served) => $"/admin/live-chat/{served.ConversationId}/transfer";

    private static Task<HttpResponseMessage> OfferAsync(AtWork owner, Served served, long toId, string summary = "ช่วยดูต่อ") =>
        owner.Browser.PostAsync(Of(served), new Dictionary<string, string>(StringComparer.Ordinal) { ["toId"] = toId.ToString(), ["summary"] = summary });
}
