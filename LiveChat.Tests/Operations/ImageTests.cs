using System.Text.Json;
using Xunit;

namespace LiveChat.Tests.Operations;

/// <summary>No Docker engine is at hand, so the build stage of the Dockerfile is carried out step by step in a folder: what it forgets to copy is missing here too.</summary>
public sealed class ImageTests
{
    [Fact]
    public async Task The_image_contains_the_fingerprinted_and_compressed_htmx_and_it_is_not_empty()
    {
        using var folder = new TemporaryFolder();

        await BuildAsync(folder.Path);

        var published = Path.Combine(folder.Path, "app");
        Assert.True(File.Exists(Path.Combine(published, "LiveChat.Web.dll")));
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(published, "LiveChat.Web.staticwebassets.endpoints.json")));
        var files = manifest.RootElement.GetProperty("Endpoints").EnumerateArray()
            .Where(endpoint => IsFingerprintedHtmx(endpoint.GetProperty("Route").GetString()!))
            .Select(endpoint => endpoint.GetProperty("AssetFile").GetString()!)
            .ToList();
        Assert.Contains(files, file => file.EndsWith(".js", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith(".br", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith(".gz", StringComparison.Ordinal));
        Assert.All(files, file => Assert.InRange(new FileInfo(Path.Combine(published, "wwwroot", file)).Length, 5_000, 100_000));
    }

    [Fact]
    public void The_image_does_not_run_as_root_and_says_whether_it_is_ready()
    {
        var final = Instructions(Stages()[^1]).ToList();

        Assert.Contains(("USER", "$APP_UID"), final);
        Assert.Contains(final, step => step.Verb == "HEALTHCHECK" && step.What.Contains("/readyz", StringComparison.Ordinal));
        Assert.Contains(("ENTRYPOINT", """["dotnet", "LiveChat.Web.dll"]"""), final);
    }

    // "vendor/htmx/htmx-4.0.1.min.8ixfhn1iwf.js"
    private static bool IsFingerprintedHtmx(string route) =>
        route.StartsWith("vendor/htmx/htmx-", StringComparison.Ordinal) && route.EndsWith(".js", StringComparison.Ordinal) && !route.EndsWith(".min.js", StringComparison.Ordinal);

    private static async Task BuildAsync(string folder)
    {
        var workdir = folder;
        foreach (var (verb, what) in Instructions(Stages()[0]))
        {
            switch (verb)
            {
                case "WORKDIR":
                    workdir = Directory.CreateDirectory(folder + what).FullName;
                    break;
                case "COPY":
                    Copy(what.Split(' '), workdir);
                    break;
                case "RUN":
                    // Build servers would outlive the test, and keep its folder open; what analysers say of the code the build before has heard.
                    var command = what.Replace(" /app", $" {folder}/app", StringComparison.Ordinal);
                    var ended = await Checkout.RunInAsync(workdir, "env", "MSBUILDDISABLENODEREUSE=1", "DOTNET_CLI_USE_MSBUILD_SERVER=0", "UseSharedCompilation=false", "RunAnalyzers=false", "bash", "-c", command);
                    Assert.True(ended.Code == 0, $"{command}\n{ended.Output}\n{ended.Errors}");
                    break;
            }
        }
    }

    private static void Copy(string[] names, string workdir)
    {
        foreach (var name in names[..^1])
        {
            var (source, target) = (Checkout.Path(name), Path.Combine(workdir, names[^1]));
            if (Directory.Exists(source)) CopyFolder(source, target);
            else File.Copy(source, Path.Combine(Directory.CreateDirectory(target).FullName, Path.GetFileName(name)));
        }
    }

    private static void CopyFolder(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.GetFiles(source)) File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        foreach (var folder in Directory.GetDirectories(source).Where(folder => Path.GetFileName(folder) is not ("bin" or "obj")))   // as .dockerignore says
            CopyFolder(folder, Path.Combine(target, Path.GetFileName(folder)));
    }

    private static string[] Stages() => ("\n" + Checkout.Read("Dockerfile")).Split("\nFROM ", StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<(string Verb, string What)> Instructions(string stage) =>
        stage.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Skip(1)
            .Where(line => line.Contains(' ', StringComparison.Ordinal) && !line.StartsWith('#'))
            .Select(line => line.Split(' ', 2)).Select(parts => (parts[0], parts[1].Trim()));
}
