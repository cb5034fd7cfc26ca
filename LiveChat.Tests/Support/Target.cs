using Xunit;

namespace LiveChat.Tests.Support;

/// <summary>What the browser tests are aimed at: the application in this process, or the running instance that BASE_URL names (docs/qa.md).</summary>
public static class Target
{
    public static Uri? Elsewhere { get; } = Environment.GetEnvironmentVariable("BASE_URL") is { Length: > 0 } given ? new Uri(given.TrimEnd('/') + "/") : null;

    public static bool IsElsewhere => Elsewhere is not null;

    /// <summary>Ends a test that looks behind the pages: into the database, the clock, LINE's faults.</summary>
    public static void MustBeThisProcess() => Assert.SkipWhen(IsElsewhere, "Needs the application in this process.");

    /// <summary>Ends a test that counts what is there.</summary>
    public static void MustBeEmpty() => Assert.SkipWhen(IsElsewhere, "Needs an instance of its own that nobody else writes to.");
}
