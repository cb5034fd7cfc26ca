using System.Text;
using System.Text.Json;
using LiveChat.Web.Live;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LiveChat.Tests.Live;

/// <summary>Who looks at what, as streams are told of it.</summary>
public sealed class PresenceTests
{
    private const long Chat = 7, Other = 8;
    private static readonly Eye Koys = new("koy", "tab-1"), KoysOther = new("koy", "tab-2"), Noks = new("nok", "tab-1");

    private readonly FakeTimeProvider clock = new();
    private readonly LiveHub hub = new();
    private readonly LiveStream stream = new(operatorId: 1, "sign-in", "th");
    private readonly Presence presence;

    public PresenceTests()
    {
        presence = new(hub, clock);
        hub.Add(stream);
    }

    [Fact]
    public async Task Who_opens_a_conversation_is_told_once_and_who_goes_on_to_another_has_left_the_first()
    {
        KoyViews(Chat);
        clock.Advance(TimeSpan.FromSeconds(20));
        KoyViews(Chat);
        presence.View(Noks, 4, "นก", Chat);
        KoyViews(Other);
        presence.Leave(Koys, Chat); // late: they are elsewhere already
        presence.Leave(Koys, Other);

        Assert.Equal(["7: ก้อย", "7: ก้อย นก", "7: นก; 8: ก้อย", "8:"], await HeardAsync());
    }

    [Fact]
    public async Task Who_says_nothing_for_three_quarters_of_a_minute_is_gone()
    {
        KoyViews(Chat);
        clock.Advance(Presence.ViewingLasts - TimeSpan.FromSeconds(1));
        presence.Expire();
        clock.Advance(TimeSpan.FromSeconds(1));
        presence.Expire();
        presence.Expire();

        Assert.Equal(["7: ก้อย", "7:"], await HeardAsync());
    }

    [Fact]
    public async Task Typing_ends_by_itself_or_when_the_words_are_sent_and_who_types_looks()
    {
        presence.Type(Koys, 3, "ก้อย", Chat);
        KoyViews(Chat); // the beat does not end it
        clock.Advance(Presence.TypingLasts);
        presence.Expire();
        presence.Type(Koys, 3, "ก้อย", Chat);
        presence.Rest(Koys, Chat);
        presence.Rest(Noks, Chat); // nothing to end

        Assert.Equal(["7: ก้อย…", "7: ก้อย", "7: ก้อย…", "7: ก้อย"], await HeardAsync());
    }

    [Fact]
    public async Task In_two_tabs_an_operator_is_one_and_is_there_until_both_are_closed()
    {
        KoyViews(Chat);
        presence.View(KoysOther, 3, "ก้อย", Chat);
        presence.Leave(Koys, Chat);
        presence.Forget("koy");

        Assert.Equal(["7: ก้อย", "7:"], await HeardAsync());
    }

    [Fact]
    public async Task A_stream_that_comes_later_is_told_all_there_is()
    {
        KoyViews(Chat);
        presence.Type(Noks, 4, "นก", Other);
        var late = new LiveStream(operatorId: 2, "late", "en");
        presence.Greet(late);

        Assert.Equal(["all 7: ก้อย; 8: นก…"], await HeardAsync(late));
    }

    [Fact]
    public async Task A_sign_in_that_claims_a_thousand_pages_is_held_to_a_few()
    {
        for (var page = 0; page < 1000; page++) presence.View(new("koy", $"tab-{page}"), 3, "ก้อย", page);
        var late = new LiveStream(operatorId: 2, "late", "en");
        presence.Greet(late);
        Assert.InRange((await HeardAsync(late)).Single().Split(';').Length, 1, 20);
    }

    private void KoyViews(long conversationId) => presence.View(Koys, 3, "ก้อย", conversationId);

    private Task<string[]> HeardAsync() => HeardAsync(stream);

    /// <summary>What a stream was told, shortened: a conversation, who is there, and a … after who types.</summary>
    private static async Task<string[]> HeardAsync(LiveStream stream)
    {
        stream.Close();
        var events = await stream.ReadAllAsync(CancellationToken.None).ToListAsync();
        return [.. events.Select(bytes => Encoding.UTF8.GetString(bytes)).Select(text => Shorten(text["event: company\ndata: ".Length..]))];
    }

    private static string Shorten(string json)
    {
        var company = JsonDocument.Parse(json).RootElement;
        var of = company.GetProperty("of").EnumerateObject().Select(entry => $"{entry.Name}: {string.Join(' ', entry.Value.EnumerateArray().Select(Name))}".TrimEnd());
        return (company.GetProperty("all").GetBoolean() ? "all " : "") + string.Join("; ", of);
    }

    private static string Name(JsonElement companion) => companion.GetProperty("name").GetString() + (companion.GetProperty("types").GetBoolean() ? "…" : "");
}
