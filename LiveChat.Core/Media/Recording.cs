using System.Buffers.Binary;

namespace LiveChat.Core.Media;

/// <summary>
/// How long a film or a sound is, and a film's shape as it is shown: what the file says of itself. Whatever it does not say is null. Not whole is an MP4
/// that ends within one of its boxes, or without the one that says how it is played.
/// </summary>
public sealed record Recording(int? DurationMs, int? Width = null, int? Height = null, bool IsWhole = true)
{
    private const long LargestMoov = 64L * 1024 * 1024;
    private static readonly Recording Silent = new(DurationMs: null);

    /// <summary>Reads what is known of MP4 and MP3; of others nothing.</summary>
    public static Recording Read(Stream file, string contentType)
    {
        try
        {
            return contentType switch
            {
                MediaType.Mp4 or MediaType.QuickTime or MediaType.Mp4Audio => ReadMp4(file),
                MediaType.Mp3 => new(Mp3Duration(file)),
                _ => Silent,
            };
        }
        catch (EndOfStreamException)
        {
            return Silent with { IsWhole = contentType == MediaType.Mp3 }; // of an MP3 a part is a shorter MP3
        }
    }

    /// <summary>The boxes of ISO/IEC 14496-12: the film's length is in moov/mvhd, its shape in the first moov/trak/tkhd that has one.</summary>
    private static Recording ReadMp4(Stream file)
    {
        Recording? known = null;
        Span<byte> head = stackalloc byte[16];
        for (long at = 0; at + 8 <= file.Length;)
        {
            file.Position = at;
            file.ReadExactly(head[..8]);
            long size = BinaryPrimitives.ReadUInt32BigEndian(head);
            var skip = 8;
            if (size == 1)
            {
                file.ReadExactly(head[8..16]);
                (size, skip) = (BinaryPrimitives.ReadInt64BigEndian(head[8..16]), 16);
            }
            if (size == 0) size = file.Length - at;
            if (size < skip) break; // not a box: something that was put behind the film
            if (size > file.Length - at) return (known ?? Silent) with { IsWhole = false };
            if (known is null && head[4..8].SequenceEqual("moov"u8)) known = size > LargestMoov ? Silent : ReadMoov(file, size - skip);
            at += size;
        }
        return known ?? Silent with { IsWhole = false };
    }

    private static Recording ReadMoov(Stream file, long length)
    {
        var moov = new byte[length];
        file.ReadExactly(moov);
        return ReadMoov(moov);
    }

    private static Recording ReadMoov(ReadOnlySpan<byte> moov)
    {
        int? duration = null;
        (int Width, int Height)? shape = null;
        while (Next(ref moov, out var kind, out var box))
        {
            if (kind.SequenceEqual("mvhd"u8)) duration = DurationOf(box);
            else if (kind.SequenceEqual("trak"u8) && shape is null)
                while (Next(ref box, out var part, out var inner))
                    if (part.SequenceEqual("tkhd"u8)) shape = ShapeOf(inner);
        }
        return new(duration, shape?.Width, shape?.Height);
    }

    private static bool Next(ref ReadOnlySpan<byte> boxes, out ReadOnlySpan<byte> kind, out ReadOnlySpan<byte> box)
    {
        kind = box = [];
        if (boxes.Length < 8) return false;
        var size = BinaryPrimitives.ReadUInt32BigEndian(boxes);
        if (size < 8 || size > boxes.Length) return false;
        kind = boxes[4..8];
        box = boxes[8..(int)size];
        boxes = boxes[(int)size..];
        return true;
    }

    private static int? DurationOf(ReadOnlySpan<byte> mvhd)
    {
        var isLong = mvhd.Length > 0 && mvhd[0] == 1;
        if (mvhd.Length < (isLong ? 32 : 20)) return null;
        var scale = BinaryPrimitives.ReadUInt32BigEndian(mvhd[(isLong ? 20 : 12)..]);
        var length = isLong ? BinaryPrimitives.ReadUInt64BigEndian(mvhd[24..]) : BinaryPrimitives.ReadUInt32BigEndian(mvhd[16..]);
        return scale == 0 ? null : Milliseconds(length / (double)scale);
    }

    /// <summary>Width and height are the last eight bytes, as 16.16; the matrix before them says whether the camera lay on its side.</summary>
    private static (int Width, int Height)? ShapeOf(ReadOnlySpan<byte> tkhd)
    {
        if (tkhd.Length < 80) return null;
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(tkhd[^8..]) >> 16, BinaryPrimitives.ReadUInt32BigEndian(tkhd[^4..]) >> 16);
        if (width == 0 || height == 0) return null;
        var isTurned = BinaryPrimitives.ReadInt32BigEndian(tkhd[^44..]) == 0 && BinaryPrimitives.ReadInt32BigEndian(tkhd[^40..]) != 0;
        return isTurned ? ((int)height, (int)width) : ((int)width, (int)height);
    }

    private static readonly int[] BitratesOfMpeg1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] BitratesOfMpeg2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    private static readonly int[] RatesOfMpeg1 = [44_100, 48_000, 32_000];

    /// <summary>The first frame says the bit rate; where it varies, the Xing header inside it counts the frames.</summary>
    private static int? Mp3Duration(Stream file)
    {
        Span<byte> start = stackalloc byte[10];
        file.Position = 0;
        file.ReadExactly(start);
        long at = start.StartsWith("ID3"u8) ? 10 + (start[6] << 21 | start[7] << 14 | start[8] << 7 | start[9]) : 0;
        Span<byte> frame = stackalloc byte[64];
        file.Position = at;
        file.ReadExactly(frame);
        if (!MediaType.IsMp3Frame(frame)) return null;

        var header = BinaryPrimitives.ReadUInt32BigEndian(frame);
        var (version, isMono) = (header >> 19 & 3, (header >> 6 & 3) == 3);
        var isMpeg1 = version == 3;
        var rate = RatesOfMpeg1[header >> 10 & 3] / (version switch { 3 => 1, 2 => 2, _ => 4 });
        var bitrate = (isMpeg1 ? BitratesOfMpeg1 : BitratesOfMpeg2)[header >> 12 & 15];
        var xing = frame[(4 + (isMpeg1 ? isMono ? 17 : 32 : isMono ? 9 : 17))..];
        if ((xing.StartsWith("Xing"u8) || xing.StartsWith("Info"u8)) && (xing[7] & 1) == 1)
            return Milliseconds(BinaryPrimitives.ReadUInt32BigEndian(xing[8..]) * (isMpeg1 ? 1152.0 : 576.0) / rate);
        return Milliseconds((file.Length - at) / (bitrate * 125.0));
    }

    private static int? Milliseconds(double seconds) => seconds is > 0 and < 1_000_000 ? (int)(seconds * 1000) : null;
}
