using System.Text;
using System.Text.Json;
using LiveChat.Core.Line;
using Xunit;

namespace LiveChat.Tests.Line;

public sealed class LineWebhookTests
{
    public static TheoryData<string> Samples => [.. WebhookSamples.Names];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_splits_into_its_events_byte_for_byte_and_each_is_read(string file)
    {
        var sample = WebhookSamples.Named(file);
        var webhook = LineWebhook.Read(sample.Body);

        Assert.Equal(WebhookSamples.Destination, webhook.Destination);
        using var json = JsonDocument.Parse(sample.Body);
        var expected = json.RootElement.GetProperty("events").EnumerateArray().ToArray();
        Assert.Equal(expected.Select(e => e.GetProperty("webhookEventId").GetString()), webhook.Events.Select(e => e.WebhookEventId));
        Assert.Equal(expected.Select(e => e.GetRawText()), webhook.Events.Select(e => Encoding.UTF8.GetString(e.Bytes)));
        Assert.Equal(sample.Types, webhook.Events.Select(e => LineEvent.Read(e.Bytes)).Select(e => e.Message is { } message ? $"{e.Type}/{message.Kind}" : e.Type));
    }

    [Fact]
    public void No_sample_is_forgotten_by_the_manifest()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Data", "webhooks"), "*.json").Select(Path.GetFileName).Where(file => file != "manifest.json");
        Assert.Equal(files.Order(StringComparer.Ordinal), WebhookSamples.Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_event_without_an_id_goes_by_its_bytes_so_a_repetition_has_the_same_name()
    {
        var one = Split("""{"events":[{"type":"follow","timestamp":1}]}""").Single();
        var again = Split("""{"destination":"U1","events":[{"type":"follow","timestamp":1},{"type":"follow","timestamp":2}]}""");

        Assert.StartsWith("sha256-", one.WebhookEventId, StringComparison.Ordinal);
        Assert.Equal(one.WebhookEventId, again[0].WebhookEventId);
        Assert.NotEqual(one.WebhookEventId, again[1].WebhookEventId);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("17")]
    [InlineData("null")]
    [InlineData("{\"id\":\"A\"}")]
    [InlineData("[\"A\"]")]
    [InlineData("\"A\\u0000\"")]
    [InlineData("\"น้ำ\"")]
    public void An_id_that_is_none_is_as_good_as_missing(string id) =>
        Assert.StartsWith("sha256-", Split($$"""{"events":[{"webhookEventId":{{id}},"type":"follow"}]}""").Single().WebhookEventId, StringComparison.Ordinal);

    [Fact]
    public void An_id_of_ten_thousand_letters_is_as_good_as_missing() =>
        Assert.StartsWith("sha256-", Split($$"""{"events":[{"webhookEventId":"{{new string('A', 10_000)}}"}]}""").Single().WebhookEventId, StringComparison.Ordinal);

    [Fact]
    public void An_id_inside_the_message_is_not_the_events()
    {
        var raw = Split("""{"events":[{"message":{"webhookEventId":"INNER"},"webhookEventId":"OUTER"}]}""").Single();
        Assert.Equal("OUTER", raw.WebhookEventId);
    }

    [Fact]
    public void What_is_no_event_at_all_is_kept_too_to_be_told_later()
    {
        var events = Split("""{"events":[17,"x",null,[1,{"webhookEventId":"A"}],{"type":"follow","webhookEventId":"B"}]}""");
        Assert.Equal(["17", "\"x\"", "null", """[1,{"webhookEventId":"A"}]"""], events.Take(4).Select(e => Encoding.UTF8.GetString(e.Bytes)));
        Assert.Equal("B", events[4].WebhookEventId);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"hello\":\"world\"}")]
    [InlineData("{\"destination\":\"U1\"}")]
    [InlineData("{\"destination\":{\"events\":[1]},\"events\":[]}")]
    public void Without_events_there_is_nothing_to_do_and_nothing_wrong(string body) => Assert.Empty(Split(body));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("i am not jason")]
    [InlineData("[]")]
    [InlineData("\"events\"")]
    [InlineData("null")]
    [InlineData("{\"events\":[]")]
    [InlineData("{\"events\":[]}{}")]
    [InlineData("{\"events\":[]} trailing")]
    [InlineData("{\"events\":[]},")]
    [InlineData("{\"events\":{}}")]
    [InlineData("{\"events\":null}")]
    [InlineData("{\"events\":\"[]\"}")]
    [InlineData("{\"events\":[{]}")]
    [InlineData("{\"events\":[{\"type\":\"follow\"]}")]
    [InlineData("{'events':[]}")]
    [InlineData("{\"events\":[],}")]
    [InlineData("// comment\n{\"events\":[]}")]
    [InlineData("\uFEFF{\"events\":[]}")]
    public void What_is_no_webhook_says_so(string body) => Assert.ThrowsAny<JsonException>(() => LineWebhook.Read(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void A_thousand_levels_of_JSON_are_refused_not_climbed(string open, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 1000)) + "1" + string.Concat(Enumerable.Repeat(close, 1000));
        Assert.ThrowsAny<JsonException>(() => Split($$"""{"events":[{"type":"message","message":{{deep}}}]}"""));
        Assert.ThrowsAny<JsonException>(() => Split($$"""{"extra":{{deep}},"events":[]}"""));
    }

    private static IReadOnlyList<RawEvent> Split(string body) => LineWebhook.Read(Encoding.UTF8.GetBytes(body)).Events;
}
