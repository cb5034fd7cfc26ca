using System.Text;
using LiveChat.Core.Messages;
using Xunit;

namespace LiveChat.Tests.Messages;

/// <summary>What looks alike is found alike, however it was typed.</summary>
public sealed class ThaiTextTests
{
    [Theory]
    [InlineData("น\u0E49\u0E33", "น\u0E4D\u0E49\u0E32", "sara am written as its two halves around the tone")]
    [InlineData("น\u0E49\u0E33", "น\u0E49\u0E4D\u0E32", "the tone first, then the two halves")]
    [InlineData("น\u0E49\u0E33", "น\u0E33\u0E49", "the tone after sara am")]
    [InlineData("ทำ", "ท\u0E4D\u0E32", "sara am in two halves")]
    [InlineData("ที่", "ท\u0E48\u0E35", "the tone before the vowel above")]
    [InlineData("ปู่", "ป\u0E48\u0E39", "the tone before the vowel below")]
    [InlineData("หั้น", "ห\u0E49\u0E31น", "the tone before mai han akat")]
    [InlineData("สิทธิ์", "สิทธ\u0E4C\u0E34", "the silencer before the vowel")]
    [InlineData("พันธุ์", "พันธ\u0E4C\u0E38", "the silencer before the vowel below")]
    [InlineData("แม่", "\u0E40\u0E40ม\u0E48", "two sara e for sara ae")]
    [InlineData("ที่นี่", "ท\u0E35\u0E48\u0E48น\u0E35\u0E48", "a tone struck twice")]
    [InlineData("ดีมาก", "ด\u0E35\u0E35มาก", "a vowel struck twice")]
    [InlineData("ที่", "ท\u0E35\u0E48\u0E35", "a vowel struck before and after the tone")]
    [InlineData("0812345678", "๐๘๑๒๓๔๕๖๗๘", "Thai digits")]
    [InlineData("สวัสดีค่ะ", "สวัส\u200Bดี\u2060ค่ะ\uFEFF", "zero-width characters")]
    [InlineData("hello", "HeLLo", "case")]
    [InlineData("café", "CAFE\u0301", "a decomposed accent")]
    [InlineData("❤", "❤\uFE0F", "how an emoji is drawn")]
    [InlineData("สี ดำ", "  สี \u00A0\n\t ดำ ", "blanks of all kinds")]
    [InlineData("", "\u200B \u200D", "nothing that shows")]
    public void What_looks_alike_is_searched_for_alike(string usual, string other, string why)
    {
        Assert.True(ThaiText.Searchable(usual) == ThaiText.Searchable(other), why);
        Assert.Equal(ThaiText.Searchable(usual), ThaiText.Searchable(ThaiText.Searchable(other)));
    }

    [Theory]
    [InlineData("ปา", "ป่า")]
    [InlineData("ใกล้", "ไกล้")]
    [InlineData("มา", "ม้า")]
    [InlineData("เ", "แ")]
    [InlineData("ก", "ข")]
    public void What_looks_different_stays_different(string one, string other) => Assert.NotEqual(ThaiText.Searchable(one), ThaiText.Searchable(other));

    [Theory]
    [InlineData("\uD800")]
    [InlineData("ก\uDC00ข")]
    [InlineData("😀\uD83D")]
    [InlineData("\0\u0001")]
    [InlineData("\u0E49\u0E31\u0E4D\u0E33")] // marks with no letter to stand on
    public void What_is_no_text_does_no_harm(string hostile)
    {
        var (text, origins) = ThaiText.Normalise(hostile);
        Assert.Equal(text.Length, origins.Length);
        Assert.All(origins, origin => Assert.InRange(origin, 0, hostile.Length - 1));
        Assert.True(text.IsNormalized(NormalizationForm.FormC));
    }

    [Fact]
    public void Each_letter_knows_where_its_character_began_in_the_original()
    {
        // 0 ก, 1 zero-width, 2-4 น้ำ with its tone last, 5 blank, 6-7 emoji, 8-9 two sara e, 10 ม
        var (text, origins) = ThaiText.Normalise("ก\u200Bน\u0E33\u0E49 😀\u0E40\u0E40ม");
        Assert.Equal("กน\u0E49\u0E33 😀\u0E41ม", text);
        Assert.Equal([0, 2, 2, 2, 5, 6, 6, 8, 10], origins);
    }

    [Fact]
    public void For_the_index_marks_are_letters_and_nothing_else_is_touched()
    {
        var written = ThaiText.Indexable("น้ำใจ ค่ะ ก็ 100% a_b\\c");
        Assert.DoesNotContain(written, letter => letter is >= '\u0E47' and <= '\u0E4C');
        Assert.Equal("นᐃำใจ คᐂะ กᐁ 100% a_b\\c", written);
    }

    [Fact]
    public void A_megabyte_is_normalised_at_once() => Assert.Equal(1_000_000, ThaiText.Searchable(new string('น', 1_000_000)).Length);
}
