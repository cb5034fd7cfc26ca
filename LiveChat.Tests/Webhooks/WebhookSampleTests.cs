using System.Text;
using System.Text.Json;
using LiveChat.Core.Conversations;
using LiveChat.Core.Messages;
using LiveChat.Tests.Line;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Webhooks;

public sealed class WebhookSampleTests(App app) : IClassFixture<App>
{
    private const string SampleUser = "Ua1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1";

    private static readonly string[] Others = ["Ub1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1", "Uc1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1", "Ud1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1"];

    [Fact]
    public async Task Whatever_LINE_sends_is_answered_200_kept_byte_for_byte_once_and_shown_where_it_has_a_place()
    {
        foreach (var sample in WebhookSamples.All)
            Assert.True(await app.PostWebhookAsync(sample.Body) == 200, sample.File);
        var stored = (await app.AllProcessedAsync()).Where(received => received.WebhookEventId.StartsWith("01KYX", StringComparison.Ordinal)).ToArray();

        var sent = WebhookSamples.All.SelectMany(ReadEvents).DistinctBy(e => e.Id).ToArray();
        var unsent = await app.ReadAsync(db => db.UnsentMessages.Select(message => message.LineMessageId).ToListAsync());
        Assert.Equal(sent.Select(e => e.Id), stored.Select(e => e.WebhookEventId));
        Assert.All(sent.Zip(stored), pair => Assert.Equal(unsent.Contains(pair.First.MessageId ?? "-") ? Redacted(pair.Second.Raw) : pair.First.Raw, Encoding.UTF8.GetString(pair.Second.Raw)));
        Assert.DoesNotContain(stored, received => received.Outcome == EventOutcome.Dead);

        var told = await app.ReadAsync(db => db.Messages.AsNoTracking().Said().Where(message => !db.Conversations.Any(conversation => conversation.Id == message.ConversationId && Others.Contains(conversation.Customer.LineId)))
            .OrderBy(message => message.Id).Select(message => new { message.Kind, message.IsSupported }).ToListAsync());
        var expected = sent.Where(e => e.HasPlace && e.Kind != "event.unsend").Select(e => new { e.Kind, IsSupported = e.Kind != "event.greatNewFeature" });
        Assert.Equal(expected, told);
        Assert.Equal(told.Count + sent.Count(e => e.Kind == "event.unsend"), stored.Count(received => received.Outcome == EventOutcome.Recorded));
    }

    [Fact]
    public async Task A_chat_that_a_module_has_is_shown_but_asks_for_nobody()
    {
        var user = Others[0];
        Assert.Equal(200, await PostAsync("message-standby.json", user));

        var conversation = await ConversationOfAsync(user);
        Assert.Equal((ConversationStatus.Bot, 0, null), (conversation.Status, conversation.IncomingCount, conversation.NeedsReplySince));
        Assert.Equal("a module channel has the chat", conversation.Preview);
        Assert.Null(conversation.ReplyToken);
        Assert.False(await app.ReadAsync(db => db.Sessions.AnyAsync(session => session.ConversationId == conversation.Id)));
        Assert.NotNull(conversation.StandbySince);
    }

    [Fact]
    public async Task A_new_friend_stands_in_the_list_but_asks_for_nobody()
    {
        var user = Others[1];
        Assert.Equal(200, await PostAsync("follow.json", user));

        var conversation = await ConversationOfAsync(user);
        Assert.Equal((ConversationStatus.Bot, 0, null), (conversation.Status, conversation.IncomingCount, conversation.NeedsReplySince));
    }

    [Fact]
    public async Task What_a_customer_does_later_does_not_hide_what_they_said()
    {
        var user = Others[2];
        await PostAsync("message-text.json", user);
        await PostAsync("postback.json", user);

        await app.AllProcessedAsync();
        var conversation = await ConversationOfAsync(user);
        Assert.Equal(("Hello, world", 1), (conversation.Preview, conversation.IncomingCount));
        Assert.Equal(2, await app.ReadAsync(db => db.Messages.Said().CountAsync(message => message.ConversationId == conversation.Id)));
    }

    /// <summary>A sample as if somebody else had sent it: their own id, and ids of its own for event and message.</summary>
    private Task<int?> PostAsync(string file, string user)
    {
        var body = Encoding.UTF8.GetString(WebhookSamples.Named(file).Body);
        return app.PostWebhookAsync(body.Replace(SampleUser, user, StringComparison.Ordinal).Replace("01KYX", user[1..6], StringComparison.Ordinal).Replace("\"6108", $"\"{Convert.ToInt32(user[1..3], 16)}", StringComparison.Ordinal));
    }

    private async Task<Conversation> ConversationOfAsync(string user) => await Eventually.GetAsync(
        () => app.ReadAsync(db => db.Conversations.AsNoTracking().SingleOrDefaultAsync(conversation => conversation.Customer.LineId == user)!),
        conversation => conversation?.LastMessageId is not null) ?? throw new InvalidOperationException();

    /// <summary>What was taken back is kept without its words.</summary>
    private static string Redacted(byte[] raw)
    {
        using var kept = JsonDocument.Parse(raw);
        Assert.Equal(["type", "id"], kept.RootElement.GetProperty("message").EnumerateObject().Select(field => field.Name));
        return Encoding.UTF8.GetString(raw);
    }

    private sealed record Sent(string Id, string Raw, string Kind, bool HasPlace, string? MessageId);

    private static IEnumerable<Sent> ReadEvents(WebhookSample sample)
    {
        using var json = JsonDocument.Parse(sample.Body);
        return [.. json.RootElement.GetProperty("events").EnumerateArray().Select(e => new Sent(
            e.GetProperty("webhookEventId").GetString()!,
            e.GetRawText(),
            e.TryGetProperty("message", out var message) ? message.GetProperty("type").GetString()! : "event." + e.GetProperty("type").GetString(),
            HasPlace: e.TryGetProperty("source", out _),
            MessageId: message.ValueKind == JsonValueKind.Object ? message.GetProperty("id").GetString() : null))];
    }
}
