using LiveChat.Core.Search;
using Xunit;

namespace LiveChat.Tests.Search;

public sealed class ExcerptTests
{
    [Theory]
    [InlineData("มีน้ำหอมไหมคะ", "น้ำหอม", "มี[น้ำหอม]ไหมคะ")]
    [InlineData("มีน\u0E4D\u0E49\u0E32หอมไหมคะ", "น้ำหอม", "มี[น\u0E4D\u0E49\u0E32หอม]ไหมคะ")]
    [InlineData("Order ๑๒๓ and order 123", "ORDER 123", "[Order ๑๒๓] and [order 123]")]
    [InlineData("ส่วน\u200Bลด 50%", "ส่วนลด", "[ส่วน\u200Bลด] 50%")]
    [InlineData("น้ำ", "น", "[น้ำ]")] // half a character cannot be marked
    [InlineData("ก็ได้ค่ะ", "ได", "ก็[ได้]ค่ะ")]
    [InlineData("aaaa", "aa", "[aa][aa]")]
    [InlineData("ลด 😀😀 แลก", "😀", "ลด [😀][😀] แลก")]
    [InlineData("ไม่มีคำนั้น", "อื่น", "ไม่มีคำนั้น")]
    public void The_hit_is_marked_where_it_stands_in_the_original(string text, string words, string expected) => Assert.Equal(expected, Marked(text, words));

    [Fact]
    public void Of_a_long_text_the_part_around_the_hit_is_shown_and_no_character_is_cut()
    {
        var excerpt = Excerpt.Of(string.Concat(Enumerable.Repeat("ที่ปู่ ", 100)) + "เข็มในมหาสมุทร " + string.Concat(Enumerable.Repeat("ผู้ใหญ่ ", 100)), Sought.For("เข็มในมหาสมุทร")!);
        Assert.Equal(["…", "เข็มในมหาสมุทร", "…"], [excerpt[0].Text, excerpt.Single(piece => piece.IsHit).Text, excerpt[^1].Text]);
        Assert.InRange(excerpt.Sum(piece => piece.Text.Length), 150, 200);
        Assert.All(excerpt.Where(piece => piece.Text != "…"), piece => Assert.False(piece.Text[0] is '\u0E31' or (>= '\u0E34' and <= '\u0E3A') or (>= '\u0E47' and <= '\u0E4E'), "begins with a mark that lost its letter"));
    }

    [Fact]
    public void A_hit_that_is_longer_than_an_excerpt_is_shown_whole()
    {
        var words = new string('ย', 200);
        Assert.Equal(["…", new string('ก', 30), words, new string('ข', 120), "…"], Excerpt.Of(new string('ก', 300) + words + new string('ข', 300), Sought.For(words)!).Select(piece => piece.IsHit ? words : piece.Text));
    }

    [Theory]
    [InlineData("น้ำ", true)]
    [InlineData("ค่ะ", true)]
    [InlineData("abc", true)]
    [InlineData("ab", false)]
    [InlineData("a b c", false)]
    [InlineData("😀😀😀", false)]
    [InlineData("฿฿฿", false)]
    [InlineData("...", false)]
    public void Whether_the_index_can_find_it_is_known_beforehand(string words, bool expected) => Assert.Equal(expected, Sought.For(words)!.HasTrigram);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("\u200B\u200B")]
    public void Nothing_is_not_looked_for(string? typed) => Assert.Null(Sought.For(typed));

    private static string Marked(string text, string words) => string.Concat(Excerpt.Of(text, Sought.For(words)!).Select(piece => piece.IsHit ? $"[{piece.Text}]" : piece.Text));
}
