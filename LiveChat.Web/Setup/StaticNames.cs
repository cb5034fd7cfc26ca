using Microsoft.AspNetCore.StaticAssets;

namespace LiveChat.Web.Setup;

/// <summary>
/// The address of a file of wwwroot under the name that changes with its content, which browsers keep for ever: for what refers to files without
/// being a Razor page (<c>fonts/inter.woff2</c> is <c>/fonts/inter.x1y2z3.woff2</c>).
/// </summary>
public sealed class StaticNames(EndpointDataSource endpoints)
{
    private const string PlainName = "label";

    private readonly Lazy<Dictionary<string, string>> urls = new(() => Read(endpoints));

    public string UrlOf(string file) => urls.Value.TryGetValue(file, out var url) ? url : throw new InvalidOperationException($"wwwroot has no {file}.");

    private static Dictionary<string, string> Read(EndpointDataSource endpoints) =>
        endpoints.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>())
            .SelectMany(descriptor => (descriptor?.Properties ?? []).Where(property => property.Name == PlainName).Select(property => (File: property.Value, Url: "/" + descriptor!.Route)))
            .DistinctBy(name => name.File, StringComparer.Ordinal).ToDictionary(name => name.File, name => name.Url, StringComparer.Ordinal);
}
