using LiveChat.Web.Pages.LiveChat;
using Xunit;

namespace LiveChat.Tests.Pages.LiveChat;

/// <summary>What of somebody's words can be clicked, and where it leads.</summary>
public sealed class LinkedTests
{
    [Theory]
    [InlineData("https://shop.example/a?b=1&c=2#d", "https://shop.example/a?b=1&c=2#d")]
    [InlineData("ดูที่ http://shop.example ได้เลย", "http://shop.example")]
    [InlineData("ดูที่https://shop.example/สินค้าค่ะ", "https://shop.example/")] // browsers copy addresses in ASCII; what follows in Thai is the sentence
    [InlineData("https://shop.example/aค่ะ", "https://shop.example/a")]
    [InlineData("https://th.example/wiki/%E0%B8%A0 (ไทย)", "https://th.example/wiki/%E0%B8%A0")]
    [InlineData("HTTPS://Shop.Example/A", "HTTPS://Shop.Example/A")]
    [InlineData("www.shop.example/x", "https://www.shop.example/x")]
    [InlineData("https://shop.example/a.", "https://shop.example/a")]
    [InlineData("(https://shop.example/a)", "https://shop.example/a")]
    [InlineData("https://en.example/wiki/Cat_(animal)", "https://en.example/wiki/Cat_(animal)")]
    [InlineData("จริงเหรอ https://shop.example/a?!", "https://shop.example/a")]
    [InlineData("\"https://shop.example/a\"", "https://shop.example/a")]
    [InlineData("<https://shop.example/a>", "https://shop.example/a")]
    [InlineData("https://medium.example/@nok/post", "https://medium.example/@nok/post")]
    [InlineData("โทร 081-234-5678 ค่ะ", "tel:+66812345678")]
    [InlineData("โทร0812345678นะคะ", "tel:+66812345678")]
    [InlineData("06 1234 5678", null)]
    [InlineData("061 234 5678", "tel:+66612345678")]
    [InlineData("02-123-4567", "tel:+6621234567")]
    [InlineData("0 2123 4567", "tel:+6621234567")]
    [InlineData("053-123-456", "tel:+6653123456")]
    [InlineData("+66 81 234 5678", "tel:+66812345678")]
    [InlineData("+66812345678", "tel:+66812345678")]
    [InlineData("+66 (0)81-234-5678", "tel:+66812345678")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("data:text/html,<script>alert(1)</script>", null)]
    [InlineData("JAVASCRIPT://www%0aalert(1)", null)]
    [InlineData("ftp://shop.example/a", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("https://", null)]
    [InlineData("https:// shop.example", null)]
    [InlineData("https://google.com@evil.example/", null)] // the host is not what comes first
    [InlineData("https://ร้าน.ไทย/", null)]
    [InlineData("https://shop.example\\@evil.example", "https://shop.example")]
    [InlineData("nok@www.shop.example", null)]
    [InlineData("\u202Ehttps://elpmaxe.live/\u202C", null)] // shown from right to left
    [InlineData("ราคา 1,500 บาท ส่งวันที่ 25/11/2569 เวลา 14:05", null)]
    [InlineData("เลขพัสดุ TH0812345678901", null)]
    [InlineData("บัญชี 123-0-81234-5678", null)]
    [InlineData("081234567890", null)]
    [InlineData("ไม่มีอะไร", null)]
    [InlineData("", null)]
    public void An_address_leads_to_itself_and_to_nothing_else(string words, string? url)
    {
        var parts = Linked.Parts(words);
        Assert.Equal(words, string.Concat(parts.Select(part => part.Text)));
        Assert.Equal(url, parts.SingleOrDefault(part => part.Url is not null).Url);
    }

    [Fact]
    public void Several_stand_in_one_sentence_and_the_rest_is_left_as_it_was()
    {
        var parts = Linked.Parts("ดู https://a.example, www.b.example หรือโทร 02 123 4567\nขอบคุณค่ะ");
        Assert.Equal(["ดู ", "https://a.example", ", ", "www.b.example", " หรือโทร ", "02 123 4567", "\nขอบคุณค่ะ"], parts.Select(part => part.Text));
        Assert.Equal(["https://a.example", "https://www.b.example", "tel:+6621234567"], parts.Where(part => part.Url is not null).Select(part => part.Url));
    }
}
