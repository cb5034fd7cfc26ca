using LiveChat.Core.CannedResponses;
using LiveChat.Core.Operators;
using Xunit;

namespace LiveChat.Tests.CannedResponses;

public sealed class CannedTextTests
{
    [Theory]
    [InlineData("สวัสดีค่ะ/ครับ คุณ{{customer}} {{ operator }} ยินดีให้บริการ มีอะไรให้ช่วยคะ/ครับ", Politeness.Kha, "สวัสดีค่ะ คุณสมศรี นิดา ยินดีให้บริการ มีอะไรให้ช่วยคะ")]
    [InlineData("สวัสดีค่ะ/ครับ คุณ{{customer}} รอสักครู่นะคะ/ครับ", Politeness.Khrap, "สวัสดีครับ คุณสมศรี รอสักครู่นะครับ")]
    [InlineData("เลข {{order}} ของ {{customer}}", Politeness.Kha, "เลข {{order}} ของ สมศรี")]
    [InlineData("{{customer}}{{customer}}", Politeness.Kha, "สมศรีสมศรี")]
    [InlineData("{{}} {customer} {{customer", Politeness.Kha, "{{}} {customer} {{customer")]
    [InlineData("", Politeness.Kha, "")]
    public void Its_places_are_filled_in_and_what_nobody_knows_stays_as_it_is(string text, Politeness politeness, string filled) =>
        Assert.Equal(filled, CannedText.Fill(text, "สมศรี", "นิดา", politeness));

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void A_customer_without_a_name_is_spoken_to_politely_all_the_same(string? name) =>
        Assert.Equal("คุณลูกค้า", CannedText.Fill("คุณ{{customer}}", name, "นิดา", Politeness.Kha));

    [Fact]
    public void Words_that_come_in_by_a_name_are_not_filled_in_again() =>
        Assert.Equal("{{operator}} ค่ะ/ครับ", CannedText.Fill("{{customer}}", "{{operator}} ค่ะ/ครับ", "นิดา", Politeness.Kha));

    [Fact]
    public void What_nobody_knows_is_told_apart() =>
        Assert.Equal(["{{ชื่อร้าน}}"], CannedText.Pieces("จาก {{ชื่อร้าน}} ถึง {{customer}}", "ส", "น", Politeness.Kha).Where(piece => piece.IsUnknown).Select(piece => piece.Text));
}
