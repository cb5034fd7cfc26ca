namespace LiveChat.Core.Media;

/// <summary>Where the bytes lie, under names of our own making (<see cref="MediaName"/>). A name exists whole or not at all.</summary>
public interface IMediaStore
{
    /// <summary>Takes a finished file over; what lay under the name before is replaced.</summary>
    Task KeepAsync(string name, SpooledFile file, CancellationToken ct);

    /// <summary>A stream that knows its length and can be sought in; null when nothing lies there.</summary>
    Task<Stream?> OpenAsync(string name, CancellationToken ct);

    /// <summary>What is not there is deleted already.</summary>
    Task DeleteAsync(string name, CancellationToken ct);
}

/// <summary>What a file and its preview are called in the store.</summary>
public static class MediaName
{
    private const int KeyLength = 32;
    private const string PreviewEnding = "-preview";

    public static string Preview(string key) => key + PreviewEnding;

    /// <summary>A key as it stands in addresses: only what we could have made is looked for.</summary>
    public static bool IsKey(string? key) => key is { Length: KeyLength } && key.All(char.IsAsciiHexDigitLower);

    /// <summary>Checked wherever a name becomes a path: nothing else may ever get there.</summary>
    internal static string Checked(string name) =>
        IsKey(name.EndsWith(PreviewEnding, StringComparison.Ordinal) ? name[..^PreviewEnding.Length] : name) ? name : throw new ArgumentException("No name of ours.", nameof(name));
}
