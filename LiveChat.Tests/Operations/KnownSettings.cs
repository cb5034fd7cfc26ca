using LiveChat.Web.Setup;

namespace LiveChat.Tests.Operations;

/// <summary>What may stand in the environment of the application.</summary>
internal static class KnownSettings
{
    public static IEnumerable<string> All => Settings.Names.Concat(OfTheHost);

    /// <summary>What ASP.NET Core itself reads.</summary>
    public static readonly IReadOnlySet<string> OfTheHost = new HashSet<string>(StringComparer.Ordinal)
    {
        "ASPNETCORE_FORWARDEDHEADERS_ENABLED", "ASPNETCORE_HTTP_PORTS",
    };
}
