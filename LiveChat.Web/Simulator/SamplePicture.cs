using System.Buffers.Binary;
using System.IO.Compression;

namespace LiveChat.Web.Simulator;

/// <summary>A picture nobody else has rights to: an evening sky over hills, drawn here and written as PNG.</summary>
internal static class SamplePicture
{
    private const int Width = 480;
    private const int Height = 360;

    /// <summary>The same number gives the same sky.</summary>
    public static byte[] Png(int number)
    {
        var sun = (X: 120 + number % 5 * 60, Y: 190 - number % 3 * 30, Radius: 46);
        var rows = new byte[Height * (1 + Width * 3)];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var (red, green, blue) = Colour(x, y, sun, number);
                var at = y * (1 + Width * 3) + 1 + x * 3;
                (rows[at], rows[at + 1], rows[at + 2]) = (red, green, blue);
            }
        }

        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        (header[8], header[9]) = (8, 2);    // 8 bits, RGB
        Chunk(png, "IHDR"u8, header);
        Chunk(png, "IDAT"u8, Compressed(rows));
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static (byte, byte, byte) Colour(int x, int y, (int X, int Y, int Radius) sun, int number)
    {
        var near = 250 + 34 * Math.Sin((x + number * 40) / 70.0) + 14 * Math.Sin(x / 23.0);
        var far = 215 + 30 * Math.Sin((x + number * 90) / 110.0);
        if (y > near) return (28, 58, 54);
        if (y > far) return (58, 92, 92);
        if ((x - sun.X) * (x - sun.X) + (y - sun.Y) * (y - sun.Y) < sun.Radius * sun.Radius) return (255, 236, 179);
        var height = y / 250.0;
        return (Mix(72, 255, height), Mix(84, 168, height), Mix(150, 110, height));
    }

    private static byte Mix(int from, int to, double share) => (byte)Math.Clamp(from + (to - from) * share, 0, 255);

    private static byte[] Compressed(byte[] data)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Optimal)) zlib.Write(data);
        return output.ToArray();
    }

    /// <summary>One part of a PNG: length, name, data and checksum.</summary>
    internal static void Chunk(Stream png, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(name);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32([.. name, .. data]));
        png.Write(number);
    }

    private static uint Crc32(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
