using System.Text.Json;

namespace LiveChat.Tests.Line;

/// <summary>What LINE may send: one body of every kind we know of, and of some that nobody knows yet.</summary>
public sealed record WebhookSample(string File, IReadOnlyList<string> Types, byte[] Body)
{
    public override string ToString() => File;
}

public static class WebhookSamples
{
    /// <summary>The account that all samples are for.</summary>
    public const string Destination = "Ub07b07b07b07b07b07b07b07b07b07b0";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data", "webhooks");

    /// <summary>In the order of the manifest.</summary>
    public static IReadOnlyList<WebhookSample> All { get; } = Read();

    public static IEnumerable<string> Names => All.Select(sample => sample.File);

    public static WebhookSample Named(string file) => All.Single(sample => sample.File == file);

    private static WebhookSample[] Read()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "manifest.json")));
        return [.. manifest.RootElement.GetProperty("files").EnumerateArray().Select(entry => (
            File: entry.GetProperty("file").GetString()!,
            Types: entry.GetProperty("types").EnumerateArray().Select(type => type.GetString()!).ToArray()))
            .Select(entry => new WebhookSample(entry.File, entry.Types, System.IO.File.ReadAllBytes(Path.Combine(Folder, entry.File))))];
    }
}
