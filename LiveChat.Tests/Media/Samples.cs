using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using ImageMagick;
using LiveChat.Web.Simulator;

namespace LiveChat.Tests.Media;

/// <summary>Files as phones make them, and as nobody should.</summary>
internal static class Samples
{
    public static byte[] Picture(MagickFormat format, uint width, uint height, Action<MagickImage>? change = null)
    {
        using var picture = new MagickImage("plasma:tomato-steelblue", width, height);
        change?.Invoke(picture);
        return picture.ToByteArray(format);
    }

    /// <summary>A photograph that was held on its side, and says where it was taken.</summary>
    public static byte[] PhotoWithPlace(uint width = 400, uint height = 300) => Picture(MagickFormat.Jpeg, width, height, picture =>
    {
        var exif = new ExifProfile();
        exif.SetValue(ExifTag.Orientation, (ushort)6);
        exif.SetValue(ExifTag.GPSLatitudeRef, "N");
        exif.SetValue(ExifTag.GPSLatitude, [new Rational(13), new Rational(45), new Rational(0)]);
        picture.SetProfile(exif);
        picture.Orientation = Orientation.RightTop;
    });

    /// <summary>A PNG whose header promises this size; what follows is a few bytes of black.</summary>
    public static byte[] PngThatClaims(int width, int height)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 0);
        SamplePicture.Chunk(png, "IHDR"u8, header);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(new byte[100_000]);
        SamplePicture.Chunk(png, "IDAT"u8, packed.ToArray());
        SamplePicture.Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    /// <summary>An MP4 of this length and shape, without anything in it.</summary>
    public static byte[] Mp4(int milliseconds, int width = 0, int height = 0, bool isTurned = false, string brand = "isom")
    {
        var mvhd = new byte[100];
        BinaryPrimitives.WriteUInt32BigEndian(mvhd.AsSpan(12), 1000);
        BinaryPrimitives.WriteUInt32BigEndian(mvhd.AsSpan(16), (uint)milliseconds);
        var tkhd = new byte[84];
        BinaryPrimitives.WriteInt32BigEndian(tkhd.AsSpan(isTurned ? 44 : 40), 0x10000);
        BinaryPrimitives.WriteUInt32BigEndian(tkhd.AsSpan(76), (uint)width << 16);
        BinaryPrimitives.WriteUInt32BigEndian(tkhd.AsSpan(80), (uint)height << 16);
        return [.. Box("ftyp", [.. Encoding.ASCII.GetBytes(brand), 0, 0, 2, 0]), .. Box("mdat", new byte[500]), .. Box("moov", [.. Box("mvhd", mvhd), .. Box("trak", Box("tkhd", tkhd))])];
    }

    /// <summary>MPEG-1 layer III at 128 kbit/s: 417 bytes are 26 ms.</summary>
    public static byte[] Mp3(int frames)
    {
        var frame = new byte[417];
        (frame[0], frame[1], frame[2], frame[3]) = (0xFF, 0xFB, 0x90, 0x00);
        return [.. Enumerable.Repeat(frame, frames).SelectMany(bytes => bytes)];
    }

    public static byte[] Pdf => Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF");

    private static byte[] Box(string name, byte[] content)
    {
        var box = new byte[8 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        Encoding.ASCII.GetBytes(name).CopyTo(box, 4);
        content.CopyTo(box, 8);
        return box;
    }
}
