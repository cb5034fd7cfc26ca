using LiveChat.Core;
using Xunit;

namespace LiveChat.Tests.Operations;

public sealed class ArchitectureTests
{
    private static readonly string[] Forbidden = ["Microsoft.AspNetCore", "StackExchange.Redis", "LiveChat.Web", "Microsoft.Extensions.Hosting"];

    [Fact]
    public void Core_knows_neither_ASP_NET_nor_Redis_nor_the_web()
    {
        var referenced = typeof(CoreSetup).Assembly.GetReferencedAssemblies().Select(name => name.Name!).ToArray();
        Assert.Contains("Npgsql", referenced); // what it does use is seen
        Assert.DoesNotContain(referenced, name => Forbidden.Any(word => name.StartsWith(word, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_web_depends_on_core_and_core_on_nothing_of_ours()
    {
        Assert.Contains("LiveChat.Core", typeof(Program).Assembly.GetReferencedAssemblies().Select(name => name.Name));
        Assert.DoesNotContain(typeof(CoreSetup).Assembly.GetReferencedAssemblies(), name => name.Name!.StartsWith("LiveChat", StringComparison.Ordinal));
    }
}
