namespace LiveChat.Tests.Support;

/// <summary>Where the checkout is that these tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "LiveChat.sln"))) return folder.FullName;
        throw new InvalidOperationException("The tests are not inside a checkout.");
    }
}
