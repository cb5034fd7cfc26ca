using System.Net;
using AngleSharp.Dom;
using LiveChat.Core.Conversations;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Conversations;

/// <summary>What one operator keeps of a conversation: pins and marks are their own.</summary>
public sealed class OwnListTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    [Fact]
    public async Task A_pinned_conversation_is_on_top_of_ones_own_list_and_of_nobody_elses_until_it_is_let_go()
    {
        var pinned = await app.GivenServedAsync();
        await app.GivenCustomersWhoWroteAsync(60);
        using var someone = await app.GivenAtWorkAsync();
        using var other = await app.GivenAtWorkAsync();

        var row = await ReadRowAsync(await someone.Browser.PostAsync($"/admin/live-chat/{pinned.ConversationId}/pin"));
        Assert.Equal($"{someone.Id}:0:p", row.QuerySelector("unread-badge")!.GetAttribute("readers"));
        Assert.Equal(($"conversation-{pinned.ConversationId}", "true"), await FirstAsync(someone));
        Assert.NotEqual($"conversation-{pinned.ConversationId}", (await FirstAsync(other)).Id);

        using var again = await someone.Browser.PostAsync($"/admin/live-chat/{pinned.ConversationId}/pin");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        await ReadRowAsync(await someone.Browser.DeleteAsync($"/admin/live-chat/{pinned.ConversationId}/pin"));
        Assert.NotEqual($"conversation-{pinned.ConversationId}", (await FirstAsync(someone)).Id);
    }

    [Fact]
    public async Task The_twenty_first_pin_is_refused_with_a_sentence()
    {
        await app.GivenCustomersWhoWroteAsync(PinConversation.MostPinned + 1);
        using var someone = await app.GivenAtWorkAsync(language: "en");
        var ids = await app.ReadAsync(db => db.Conversations.OrderByDescending(found => found.Id).Select(found => found.Id).Take(PinConversation.MostPinned + 1).ToListAsync());
        foreach (var id in ids.Take(PinConversation.MostPinned)) (await someone.Browser.PostAsync($"/admin/live-chat/{id}/pin")).Dispose();

        Assert.Equal("You can pin 20 conversations at most. Unpin one first", await Refused.WithAsync(HttpStatusCode.Conflict, await someone.Browser.PostAsync($"/admin/live-chat/{ids[^1]}/pin")));
        Assert.Equal(PinConversation.MostPinned, await app.ReadAsync(db => db.ReadCursors.CountAsync(cursor => cursor.OperatorId == someone.Id && cursor.PinnedAt != null)));
        Assert.Equal(HttpStatusCode.OK, (await someone.Browser.PostAsync($"/admin/live-chat/{ids[0]}/pin")).StatusCode); // pinned already
    }

    [Fact]
    public async Task What_one_marks_unread_stays_so_for_oneself_until_it_is_opened_again()
    {
        using var someone = await app.GivenAtWorkAsync();
        using var other = await app.GivenAtWorkAsync();
        var (served, id) = await GivenReadAsync(someone);
        Assert.DoesNotContain(id, await UnreadAsync(someone));

        await ReadRowAsync(await someone.Browser.DeleteAsync($"/admin/live-chat/{served}/reading"));
        Assert.Contains(id, await UnreadAsync(someone));
        Assert.False(await app.ReadAsync(db => db.ReadCursors.AnyAsync(cursor => cursor.OperatorId == other.Id)));

        await ReadAsync(someone, served);
        Assert.DoesNotContain(id, await UnreadAsync(someone));
    }

    [Fact]
    public async Task Opening_a_conversation_one_is_mentioned_in_takes_the_mention_away()
    {
        using var someone = await app.GivenAtWorkAsync();
        var (served, id) = await GivenReadAsync(someone);
        await app.ReadAsync(db => db.ReadCursors.Where(cursor => cursor.ConversationId == served && cursor.OperatorId == someone.Id).ExecuteUpdateAsync(set => set.SetProperty(cursor => cursor.IsMentioned, true)));
        Assert.Contains(id, await UnreadAsync(someone));

        await ReadAsync(someone, served);
        Assert.DoesNotContain(id, await UnreadAsync(someone));
    }

    [Theory]
    [InlineData("pin", false)]
    [InlineData("pin", true)]
    [InlineData("reading", true)]
    public async Task There_is_nothing_to_keep_of_a_conversation_that_does_not_exist(string resource, bool delete)
    {
        using var someone = await app.GivenAtWorkAsync(language: "en");
        var url = $"/admin/live-chat/987654321/{resource}";
        await Refused.WithAsync(HttpStatusCode.NotFound, delete ? await someone.Browser.DeleteAsync(url) : await someone.Browser.PostAsync(url));
        Assert.False(await app.ReadAsync(db => db.ReadCursors.AnyAsync(cursor => cursor.OperatorId == someone.Id)));
    }

    [Fact]
    public async Task Without_script_the_same_buttons_are_forms_that_lead_back_to_the_list()
    {
        var served = await app.GivenServedAsync();
        using var someone = await app.GivenAtWorkAsync();
        var id = $"conversation-{served.ConversationId}";

        foreach (var pressed in new[] { "false", "true" })
        {
            var button = (await someone.Browser.GetPageAsync("/admin/live-chat?status=active")).QuerySelector($"#{id} .row__pin")!;
            Assert.Equal((pressed, "list-form"), (button.GetAttribute("aria-pressed"), button.GetAttribute("form")));
            using var answer = await someone.Browser.PostAsync(button.GetAttribute("formaction")!, htmx: false);
            Assert.Equal((HttpStatusCode.Redirect, "/admin/live-chat"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        }
        var mark = (await someone.Browser.GetPageAsync("/admin/live-chat")).QuerySelector($"#{id} .row__mark")!;
        await ReadAsync(someone, served.ConversationId);
        (await someone.Browser.PostAsync(mark.GetAttribute("formaction")!, htmx: false)).Dispose();
        var row = (await someone.Browser.GetPageAsync("/admin/live-chat")).QuerySelector($"#{id}")!;
        Assert.Contains("row--unread", row.ClassList);
        Assert.False(row.QuerySelector("unread-badge")!.HasAttribute("hidden"));
    }

    private async Task<(long Id, string Row)> GivenReadAsync(AtWork someone)
    {
        var served = await app.GivenServedAsync();
        await ReadAsync(someone, served.ConversationId);
        return (served.ConversationId, $"conversation-{served.ConversationId}");
    }

    private async Task ReadAsync(AtWork someone, long id)
    {
        var revision = await app.ReadAsync(db => db.Conversations.Where(found => found.Id == id).Select(found => found.Revision).SingleAsync());
        using var answer = await someone.Browser.PostAsync($"/admin/live-chat/{id}/reading", new Dictionary<string, string>(StringComparer.Ordinal) { ["revision"] = revision.ToString() });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static async Task<IElement> ReadRowAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await Visitor.ReadAsync(answer)).QuerySelector("hx-partial[hx-target='#conversations'][hx-swap=upsert] > li.row")!;
    }

    private static async Task<(string? Id, string? Pressed)> FirstAsync(AtWork someone)
    {
        var row = (await someone.Browser.GetPageAsync("/admin/live-chat")).QuerySelector("#conversations > .row")!;
        return (row.Id, row.QuerySelector(".row__pin")!.GetAttribute("aria-pressed"));
    }

    private static async Task<IEnumerable<string?>> UnreadAsync(AtWork someone) =>
        (await someone.Browser.GetPageAsync("/admin/live-chat?unread=1")).QuerySelectorAll("#conversations > .row").Select(row => row.Id);
}
