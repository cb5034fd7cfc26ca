using System.Text;
using System.Text.Json;
using LiveChat.Core.Customers;
using LiveChat.Core.Line;
using Xunit;

namespace LiveChat.Tests.Line;

public sealed class LineEventTests
{
    [Fact]
    public void A_text_message_is_read_in_our_words()
    {
        var said = LineEvent.Read(LineWebhook.Read(WebhookSamples.Named("message-text.json").Body).Events.Single().Bytes);

        Assert.Equal(("message", false), (said.Type, said.IsStandby));
        Assert.Equal(new LineSource(CustomerKind.User, "Ua1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1", "Ua1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1"), said.Source);
        Assert.NotNull(said.ReplyToken);
        Assert.Equal("text", said.Message!.Kind);
        Assert.Equal("Hello, world", said.Message.Words);
        Assert.True(ulong.TryParse(said.Message.Id, out _));
    }

    [Fact]
    public void A_group_speaks_through_a_member_who_may_be_unknown()
    {
        var said = LineEvent.Read(LineWebhook.Read(WebhookSamples.Named("message-text-group-no-userid.json").Body).Events.Single().Bytes);
        Assert.Equal(new LineSource(CustomerKind.Group, "Cc3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3", null), said.Source);
    }

    [Theory]
    [InlineData("""{"type":"follow"}""")]
    [InlineData("""{"type":"follow","source":null,"timestamp":null,"replyToken":null,"mode":null}""")]
    [InlineData("""{"type":"follow","source":"U1","timestamp":"now","replyToken":5,"mode":["standby"]}""")]
    [InlineData("""{"type":"follow","source":{"type":"user"},"timestamp":-1}""")]
    [InlineData("""{"type":"follow","source":{"type":"planet","planetId":"P1"},"timestamp":1.5}""")]
    [InlineData("""{"type":"follow","source":{"type":"group","userId":"U1"},"timestamp":99999999999999999999}""")]
    [InlineData("""{"type":"follow","source":{"type":"user","userId":""},"timestamp":253402300800000}""")]
    public void Every_field_but_the_type_may_be_missing_or_something_else(string json)
    {
        var said = Read(json);
        Assert.Equal("follow", said.Type);
        Assert.Equal((null, null, null, false), (said.Source, said.SentAt, said.ReplyToken, said.IsStandby));
    }

    [Theory]
    [InlineData("""{"type":"message","message":{}}""", "unknown")]
    [InlineData("""{"type":"message","message":{"type":"hologram","id":"1"}}""", "hologram")]
    [InlineData("""{"type":"message","message":{"type":"text","text":{"x":1},"id":17}}""", "text")]
    public void A_message_of_any_kind_is_a_message(string json, string kind)
    {
        var said = Read(json);
        Assert.Equal((kind, null), (said.Message!.Kind, said.Message.Words));
    }

    [Theory]
    [InlineData("")]
    [InlineData("17")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":""}""")]
    [InlineData("""{"type":"message"}""")]
    [InlineData("""{"type":"message","message":"hello"}""")]
    [InlineData("""{"type":"message","message":[]}""")]
    public void What_is_no_event_says_so(string json) => Assert.ThrowsAny<JsonException>(() => Read(json));

    [Theory]
    [InlineData("""a\u0000b""", "a\uFFFDb")]
    [InlineData("""\ud800""", "\uFFFD")]
    [InlineData("""\udc00\ud800x""", "\uFFFD\uFFFDx")]
    [InlineData("""\ud83d\ude00""", "😀")]
    [InlineData("""\uD83D\ud83d\uDE00""", "\uFFFD😀")]
    [InlineData("""\\u0000""", "\\u0000")]
    [InlineData("""\\\u0000""", "\\\uFFFD")]
    [InlineData("""\ud83d\n""", "\uFFFD\n")]
    [InlineData("""\u0001""", "\u0001")]
    [InlineData("""\ud83d""" + "😀", "\uFFFD😀")]
    public void What_is_spelled_but_is_no_text_becomes_the_replacement_character(string spelled, string read)
    {
        var said = Read($$$"""{"type":"message","message":{"type":"text","text":"{{{spelled}}}"}}""");
        Assert.Equal(read, said.Message!.Words);
        Assert.False(said.Message.Json.Contains("\\u0000", StringComparison.Ordinal) && !spelled.Contains("\\\\", StringComparison.Ordinal));
    }

    [Fact]
    public void Bytes_that_are_no_text_become_the_replacement_character()
    {
        byte[] raw = [.. """{"type":"message","message":{"type":"text","text":"a"""u8, 0xFF, 0xED, 0xA0, 0x80, .. "b\"}}"u8];
        Assert.Equal("a\uFFFD\uFFFD\uFFFD\uFFFDb", LineEvent.Read(raw).Message!.Words);
    }

    [Fact]
    public void A_name_can_be_no_text_either()
    {
        var said = Read("""{"type":"message","\ud800":1,"\u0000":2,"message":{"type":"te\u0000xt","\udfff":"x"}}""");
        Assert.Equal("te\uFFFDxt", said.Message!.Kind);
        Assert.DoesNotContain("\\u0000", said.Json, StringComparison.Ordinal);
    }

    private static LineEvent Read(string json) => LineEvent.Read(Encoding.UTF8.GetBytes(json));
}
