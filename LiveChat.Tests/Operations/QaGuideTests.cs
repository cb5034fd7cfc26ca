using System.Reflection;
using System.Text.RegularExpressions;
using LiveChat.Tests.Browser;
using Xunit;

namespace LiveChat.Tests.Operations;

/// <summary>docs/qa.md speaks of what there is.</summary>
public sealed partial class QaGuideTests
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
    private static readonly string Guide = Checkout.Read("docs/qa.md");

    [Theory]
    [InlineData(typeof(Operator))]
    [InlineData(typeof(Customer))]
    public void Every_word_of_a_page_object_is_one_it_knows(Type who)
    {
        var row = Guide.Split('\n').Single(line => line.StartsWith($"| `{who.Name}` |", StringComparison.Ordinal));
        var words = Word().Matches(row).Select(word => word.Value.Trim('`')).Where(word => word != who.Name).ToList();
        Assert.NotEmpty(words);
        Assert.Empty(words.Except(who.GetMembers(Everything).Select(member => member.Name)));
    }

    [Theory]
    [InlineData("BASE_URL", "LiveChat.Tests/Support/Target.cs")]
    [InlineData("QA_USERNAME", "LiveChat.Tests/Browser/SignIn.cs")]
    [InlineData("QA_PASSWORD", "LiveChat.Tests/Browser/SignIn.cs")]
    [InlineData("QA_SECOND_USERNAME", "LiveChat.Tests/Browser/SignIn.cs")]
    [InlineData("QA_SECOND_PASSWORD", "LiveChat.Tests/Browser/SignIn.cs")]
    [InlineData("SCREENSHOTS", "LiveChat.Tests/Browser/ScreensTests.cs")]
    public void Every_setting_is_told_and_read(string setting, string by)
    {
        Assert.Contains(setting, Guide, StringComparison.Ordinal);
        Assert.Contains($"\"{setting}\"", Checkout.Read(by), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:5080", "BASE_URL needs an address like http://localhost:5080, not localhost:5080.")]
    [InlineData("http://localhost:1", "Nobody answers at http://localhost:1: start an instance there; docs/qa.md tells how.")]
    public async Task An_aim_that_cannot_be_hit_is_answered_in_one_sentence(string aim, string sentence) =>
        Assert.Equal(new Ended(1, "", sentence), await Checkout.RunInAsync(Checkout.Root, "/usr/bin/env", $"BASE_URL={aim}", "./test"));

    [GeneratedRegex("`[A-Z][A-Za-z]+`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
