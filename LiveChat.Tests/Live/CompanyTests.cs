using System.Net;
using System.Text.Json;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Live;

/// <summary>Operators who look at a conversation and type in it, as the pages of the others hear of it.</summary>
public sealed class CompanyTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Who_looks_who_types_and_who_leaves_is_heard_by_the_others()
    {
        var (_, conversation) = await app.GivenCustomerWhoWroteAsync("มีใครดูอยู่ไหม");
        using var koy = await app.GivenAtWorkAsync("ก้อย");
        using var nok = await app.GivenAtWorkAsync("นก");
        await using var listener = await LiveListener.ReadyAsync(nok.Browser);
        var address = $"/admin/live-chat/{conversation.Id}";

        await DoneAsync(koy.Browser.PostAsync(address + "/viewing", Page));
        Assert.Equal((koy.Id, "ก้อย", false), await NextAsync());
        await DoneAsync(koy.Browser.PostAsync(address + "/typing", Page));
        Assert.Equal((koy.Id, "ก้อย", true), await NextAsync());
        await using var late = await LiveListener.ReadyAsync(nok.Browser);
        Assert.True((await late.NextAsync(next => next.Name == "company" && next.Data.Contains($"\"{conversation.Id}\":", StringComparison.Ordinal))).Data.Contains("\"all\":true", StringComparison.Ordinal));
        await DoneAsync(koy.Browser.DeleteAsync(address + "/typing?page=tab"));
        Assert.Equal((koy.Id, "ก้อย", false), await NextAsync());
        await DoneAsync(koy.Browser.DeleteAsync(address + "/viewing?page=tab"));
        Assert.Null(await NextAsync());

        async Task<(long, string, bool)?> NextAsync() => Companion(await listener.NextAsync(next => next.Name == "company" && Of(next, conversation.Id) is not null), conversation.Id);
    }

    [Fact]
    public async Task Who_signs_out_has_left()
    {
        var (_, conversation) = await app.GivenCustomerWhoWroteAsync("แล้วเจอกัน");
        using var koy = await app.GivenAtWorkAsync("ก้อย");
        using var nok = await app.GivenAtWorkAsync("นก");
        await DoneAsync(koy.Browser.PostAsync($"/admin/live-chat/{conversation.Id}/viewing", Page));
        await using var listener = await LiveListener.ReadyAsync(nok.Browser);
        (await koy.Browser.PostAsync("/logout", htmx: false)).Dispose();

        await listener.NextAsync(next => next.Name == "company" && Of(next, conversation.Id)?.GetArrayLength() == 0);
    }

    [Theory]
    [InlineData("viewing")]
    [InlineData("typing")]
    public async Task Pages_without_a_name_or_with_one_too_long_are_refused_and_so_are_conversations_that_are_not(string what)
    {
        var (_, conversation) = await app.GivenCustomerWhoWroteAsync($"ใครน่ะ {what}");
        using var koy = await app.GivenAtWorkAsync();
        foreach (var page in new[] { "", new string('x', 65) })
            await Refused.WithAsync(HttpStatusCode.BadRequest, await koy.Browser.PostAsync($"/admin/live-chat/{conversation.Id}/{what}", new Dictionary<string, string>(StringComparer.Ordinal) { ["page"] = page }));
        await Refused.WithAsync(HttpStatusCode.BadRequest, await koy.Browser.DeleteAsync($"/admin/live-chat/{conversation.Id}/{what}"));
        await Refused.WithAsync(HttpStatusCode.NotFound, await koy.Browser.PostAsync($"/admin/live-chat/999999/{what}", Page));
    }

    private static Dictionary<string, string> Page => new(StringComparer.Ordinal) { ["page"] = "tab" };

    private static async Task DoneAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static JsonElement? Of(LiveEvent told, long conversationId) =>
        JsonDocument.Parse(told.Data).RootElement.GetProperty("of").TryGetProperty($"{conversationId}", out var companions) ? companions : null;

    private static (long, string, bool)? Companion(LiveEvent told, long conversationId) =>
        Of(told, conversationId)!.Value.EnumerateArray().Select(one => ((long, string, bool)?)(one.GetProperty("id").GetInt64(), one.GetProperty("name").GetString()!, one.GetProperty("types").GetBoolean())).SingleOrDefault();
}

/// <summary>Who is here is written down, for those who look for somebody to hand a customer to.</summary>
public sealed class LastSeenTests(AppWithClock app) : IClassFixture<AppWithClock>
{
    [Fact]
    public async Task Whoever_has_a_page_open_was_seen_at_the_last_beat_and_others_were_not()
    {
        var (here, away) = (await app.GivenOperatorAsync("here"), await app.GivenOperatorAsync("away"));
        using var browser = await app.SignedInAsync("here");
        await using var listener = await LiveListener.ReadyAsync(browser);
        app.Time.Advance(TimeSpan.FromSeconds(15));

        await Eventually.TrueAsync(async () => await SeenAsync(here.Id) is not null);
        Assert.InRange((await SeenAsync(here.Id))!.Value, app.Time.GetUtcNow().AddMilliseconds(-1), app.Time.GetUtcNow());
        Assert.Null(await SeenAsync(away.Id));
    }

    private Task<DateTimeOffset?> SeenAsync(long id) => app.ReadAsync(db => db.Operators.Where(found => found.Id == id).Select(found => found.LastSeenAt).SingleAsync());
}
