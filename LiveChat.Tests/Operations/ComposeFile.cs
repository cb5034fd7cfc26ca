using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace LiveChat.Tests.Operations;

/// <summary>docker-compose.yml, read for what the tests ask; anchors and merges are resolved.</summary>
internal sealed class ComposeFile
{
    private readonly Dictionary<string, object?> document;

    public ComposeFile(string yaml)
    {
        document = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object?>>(new MergingParser(new Parser(new StringReader(yaml))));
        Services = [.. Map(document["services"]).Select(entry => new Service(entry.Key, Map(entry.Value)))];
        Volumes = [.. Map(document["volumes"]).Keys];
    }

    public IReadOnlyList<Service> Services { get; }
    public IReadOnlyList<string> Volumes { get; }
    public Service this[string name] => Services.Single(service => service.Name == name);

    private static Dictionary<string, object?> Map(object? node) =>
        node is IDictionary<object, object?> map ? map.ToDictionary(entry => (string)entry.Key, entry => entry.Value, StringComparer.Ordinal) : [];

    internal sealed class Service(string name, Dictionary<string, object?> keys)
    {
        public string Name => name;
        public string Image => (string)keys["image"]!;
        public bool IsApplication => Image == "livechat";
        public string? Build => keys.GetValueOrDefault("build") as string;
        public bool PublishesPorts => keys.ContainsKey("ports");
        public bool HasHealthCheck => keys.ContainsKey("healthcheck");

        /// <summary>Name and value; without a value, it is passed on from .env when it is there.</summary>
        public IReadOnlyDictionary<string, string?> Environment => Map(keys.GetValueOrDefault("environment")).ToDictionary(entry => entry.Key, entry => entry.Value as string, StringComparer.Ordinal);

        /// <summary>Other service, and what must be true of it.</summary>
        public IReadOnlyDictionary<string, string> DependsOn => Map(keys.GetValueOrDefault("depends_on")).ToDictionary(entry => entry.Key, entry => (string)Map(entry.Value)["condition"]!, StringComparer.Ordinal);

        /// <summary>A volume's name or a file of ours, and where the container sees it.</summary>
        public IEnumerable<(string Source, string Target)> Mounts =>
            (keys.GetValueOrDefault("volumes") as IEnumerable<object> ?? []).Select(mount => ((string)mount).Split(':')).Select(parts => (parts[0], parts[1]));
    }
}
