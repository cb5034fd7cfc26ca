using System.Globalization;

namespace LiveChat.Core.Media;

/// <summary>1.4 MB: bytes in the units that phones count in; empty where nobody knows.</summary>
public static class ByteSize
{
    public static string Of(long? bytes) => bytes switch
    {
        null => "",
        < 1_000_000 => $"{Math.Max(1, bytes.Value / 1000)} KB",
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes.Value / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes.Value / 1e9:0.#} GB"),
    };
}
