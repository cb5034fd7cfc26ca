using System.Text;
using System.Text.Json;

namespace LiveChat.Tests.Line;

/// <summary>One body, one signature, one secret, and whether they fit: from LINE's documentation, its SDKs' own tests and our edge cases.</summary>
public sealed record SignatureVector(string Name, string Secret, byte[] Body, string Signature, bool Valid)
{
    public override string ToString() => Name;
}

public static class SignatureVectors
{
    public static IReadOnlyList<SignatureVector> All { get; } = Read();

    public static IEnumerable<string> Names => All.Select(vector => vector.Name);

    public static SignatureVector Named(string name) => All.Single(vector => vector.Name == name);

    private static SignatureVector[] Read()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "signature-vectors.json")));
        return [.. file.RootElement.GetProperty("vectors").EnumerateArray().Select(vector => new SignatureVector(
            vector.GetProperty("name").GetString()!,
            vector.GetProperty("secret").GetString()!,
            vector.TryGetProperty("bodyBase64", out var bytes) ? bytes.GetBytesFromBase64() : Encoding.UTF8.GetBytes(vector.GetProperty("body").GetString()!),
            vector.GetProperty("signature").GetString()!,
            vector.GetProperty("valid").GetBoolean()))];
    }
}
