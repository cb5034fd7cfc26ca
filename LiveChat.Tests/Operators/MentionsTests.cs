using LiveChat.Core.Operators;
using Xunit;

namespace LiveChat.Tests.Operators;

public sealed class MentionsTests
{
    private static readonly Mentions.Mentionable[] Team = [new(1, "Nok"), new(2, "Nokia Lee"), new(3, "นิดา"), new(4, "นิดาพร ใจดี"), new(5, "Nok")];

    [Theory]
    [InlineData("@นิดา ดูหน่อย", "3")]
    [InlineData("ฝาก@นิดาพร ใจดีด้วย", "4")]
    [InlineData("@นิดาพร ใจร้าย", "3")]
    [InlineData("@nok", "1,5")]
    [InlineData("@Nokia Lee", "2")]
    [InlineData("@Nokia", "")]
    [InlineData("@@Nok! @นิดา", "1,3,5")]
    [InlineData("mail@Nok.example", "")]
    [InlineData("นิดา", "")]
    [InlineData("@", "")]
    [InlineData("", "")]
    public void A_name_behind_an_at_is_the_longest_that_fits(string text, string named) =>
        Assert.Equal(named, string.Join(',', Mentions.In(text, Team).Order()));
}
