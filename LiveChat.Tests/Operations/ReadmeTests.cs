using System.Text.RegularExpressions;
using LiveChat.Web.Setup;
using Xunit;

namespace LiveChat.Tests.Operations;

public sealed partial class ReadmeTests
{
    public static TheoryData<string> Documents => ["README.md", "docs/operations.md", "docs/qa.md", "docs/security.md", "docs/reliability.md"];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_file_that_is_named_is_there(string document)
    {
        var folder = Path.GetDirectoryName(Checkout.Path(document))!;
        var named = Link().Matches(Checkout.Read(document)).Select(link => link.Groups["target"].Value).Where(target => !target.StartsWith("http", StringComparison.Ordinal)).ToList();
        Assert.All(named, target => Assert.True(Path.Exists(Path.Combine(folder, target)), $"{document} names {target}"));
    }

    [Fact]
    public void Every_setting_is_told()
    {
        var told = Checkout.Read("README.md");
        Assert.All(Settings.Names, name => Assert.Contains($"`{name}`", told, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
