using System.Text;
using ImageMagick;
using LiveChat.Core.Media;
using Xunit;

namespace LiveChat.Tests.Media;

public sealed class MediaTypeTests
{
    public static TheoryData<string, byte[]> Known => new()
    {
        { MediaType.Jpeg, Samples.Picture(MagickFormat.Jpeg, 8, 8) },
        { MediaType.Png, Samples.Picture(MagickFormat.Png, 8, 8) },
        { MediaType.Gif, Samples.Picture(MagickFormat.Gif, 8, 8) },
        { MediaType.WebP, Samples.Picture(MagickFormat.WebP, 8, 8) },
        { MediaType.Avif, [0, 0, 0, 28, .. "ftypavif"u8, 0, 0, 0, 0] },
        { MediaType.Heic, [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0] },
        { MediaType.Heic, [0, 0, 0, 24, .. "ftypmif1"u8, 0, 0, 0, 0] },
        { MediaType.Mp4, Samples.Mp4(1000, 640, 360) },
        { MediaType.Mp4Audio, Samples.Mp4(1000, brand: "M4A ") },
        { MediaType.QuickTime, Samples.Mp4(1000, 640, 360, brand: "qt  ") },
        { MediaType.Mp3, Samples.Mp3(3) },
        { MediaType.Mp3, [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 0] },
        { MediaType.Ogg, [.. "OggS"u8, 0, 2] },
        { MediaType.Wav, [.. "RIFF"u8, 1, 0, 0, 0, .. "WAVEfmt "u8] },
        { MediaType.Pdf, Samples.Pdf },
        { MediaType.Zip, [.. "PK\x03\x04"u8, 20, 0] },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void A_file_is_what_its_first_bytes_say(string type, byte[] bytes) => Assert.Equal(type, MediaType.Of(bytes.AsSpan(0, Math.Min(MediaType.Enough, bytes.Length))));

    [Theory]
    [InlineData("")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("<!DOCTYPE html><script>alert(1)</script>")]
    [InlineData("MZ this program cannot be run")]
    [InlineData("RIFF")]
    [InlineData("GIF88a")]
    [InlineData("    ftyp")]
    public void Whatever_is_not_on_the_list_is_unknown_and_so_is_half_a_beginning(string text) => Assert.Equal(MediaType.Unknown, MediaType.Of(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Bytes_of_a_voice_in_another_format_are_no_MP3() => Assert.Equal(MediaType.Unknown, MediaType.Of([0xFF, 0xF1, 0x50, 0x80]));
}

public sealed class RecordingTests
{
    [Theory]
    [InlineData(61_500, 1920, 1080, false, 1920, 1080)]
    [InlineData(800, 1920, 1080, true, 1080, 1920)]
    public void A_film_says_how_long_it_is_and_which_shape_it_has_as_it_was_held(int milliseconds, int width, int height, bool isTurned, int shownWidth, int shownHeight) =>
        Assert.Equal(new Recording(milliseconds, shownWidth, shownHeight), Read(Samples.Mp4(milliseconds, width, height, isTurned), MediaType.Mp4));

    [Fact]
    public void A_voice_message_has_a_length_and_no_shape() => Assert.Equal(new Recording(2300), Read(Samples.Mp4(2300, brand: "M4A "), MediaType.Mp4Audio));

    [Fact]
    public void An_MP3_is_as_long_as_its_bit_rate_says() => Assert.InRange(Read(Samples.Mp3(100), MediaType.Mp3).DurationMs!.Value, 2590, 2620);

    [Fact]
    public void Whatever_is_cut_short_or_says_nonsense_has_no_length()
    {
        var film = Samples.Mp4(1000, 640, 360);
        for (var length = 0; length < film.Length; length += 7) Assert.Null(Read(film[..length], MediaType.Mp4).Width);
        Assert.Null(Read([0, 0, 0, 1, .. "mdat"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], MediaType.Mp4).DurationMs);
        Assert.Null(Read([0xFF, 0xFB], MediaType.Mp3).DurationMs);
    }

    [Fact]
    public void A_film_that_ends_before_its_end_is_not_whole_wherever_it_says_how_it_is_played()
    {
        var film = Samples.Mp4(1000, 640, 360);
        byte[] streamed = [.. film[..16], .. film[524..], .. film[16..524]]; // what says it before the pictures themselves
        Assert.True(Read(film, MediaType.Mp4).IsWhole);
        Assert.Equal(new Recording(1000, 640, 360), Read(streamed, MediaType.Mp4));
        Assert.Equal(new Recording(1000, 640, 360), Read([.. streamed, .. new byte[50]], MediaType.Mp4)); // as some cameras end theirs
        foreach (var half in (byte[][])[film[..(film.Length / 2)], film[..524], streamed[..(streamed.Length / 2)], streamed[..^1]]) Assert.False(Read(half, MediaType.Mp4).IsWhole);
    }

    private static Recording Read(byte[] bytes, string type)
    {
        using var file = new MemoryStream(bytes);
        return Recording.Read(file, type);
    }
}
