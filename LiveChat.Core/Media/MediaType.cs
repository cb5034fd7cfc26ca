using System.Buffers.Binary;

namespace LiveChat.Core.Media;

/// <summary>What a file is by its first bytes: never by its name, nor by what somebody says of it.</summary>
public static class MediaType
{
    public const string Unknown = "application/octet-stream";
    public const string Jpeg = "image/jpeg", Png = "image/png", Gif = "image/gif", WebP = "image/webp", Heic = "image/heic", Avif = "image/avif";
    public const string Mp4 = "video/mp4", QuickTime = "video/quicktime", Mp4Audio = "audio/mp4", Mp3 = "audio/mpeg", Ogg = "audio/ogg", Wav = "audio/wav";
    public const string Pdf = "application/pdf", Zip = "application/zip";

    /// <summary>How many bytes it takes to tell.</summary>
    public const int Enough = 32;

    public static string Of(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith<byte>([0xFF, 0xD8, 0xFF])) return Jpeg;
        if (start.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])) return Png;
        if (start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8)) return Gif;
        if (start.StartsWith("RIFF"u8) && start.Length >= 12) return start[8..].StartsWith("WEBP"u8) ? WebP : start[8..].StartsWith("WAVE"u8) ? Wav : Unknown;
        if (start.StartsWith("OggS"u8)) return Ogg;
        if (start.StartsWith("%PDF-"u8)) return Pdf;
        if (start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8)) return Zip;
        if (start.Length >= 12 && start[4..].StartsWith("ftyp"u8)) return OfBrand(start[8..12]);
        return start.StartsWith("ID3"u8) || IsMp3Frame(start) ? Mp3 : Unknown;
    }

    public static bool IsPicture(string? type) => type?.StartsWith("image/", StringComparison.Ordinal) is true;

    public static bool IsVideo(string? type) => type?.StartsWith("video/", StringComparison.Ordinal) is true;

    public static bool IsAudio(string? type) => type?.StartsWith("audio/", StringComparison.Ordinal) is true;

    /// <summary>The ISO container is pictures, films and sounds; its brand says which (ISO/IEC 14496-12).</summary>
    private static string OfBrand(ReadOnlySpan<byte> brand)
    {
        if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8)) return Avif;
        if (brand.StartsWith("he"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8)) return Heic;
        if (brand.StartsWith("M4A"u8) || brand.StartsWith("M4B"u8)) return Mp4Audio;
        return brand.StartsWith("qt"u8) ? QuickTime : Mp4;
    }

    /// <summary>MPEG audio, layer III: a frame's first four bytes (ISO/IEC 11172-3).</summary>
    internal static bool IsMp3Frame(ReadOnlySpan<byte> start)
    {
        if (start.Length < 4) return false;
        var header = BinaryPrimitives.ReadUInt32BigEndian(start);
        var (version, layer, bitrate, rate) = (header >> 19 & 3, header >> 17 & 3, header >> 12 & 15, header >> 10 & 3);
        return header >> 21 == 0x7FF && version != 1 && layer == 1 && bitrate is not (0 or 15) && rate != 3;
    }
}
