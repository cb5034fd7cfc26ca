using ImageMagick;
using LiveChat.Core.Media;
using LiveChat.Tests.Operations;
using Xunit;

namespace LiveChat.Tests.Media;

public sealed class PicturesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Pictures pictures;

    public PicturesTests() => pictures = new(new MediaSpool(new() { Path = folder.Path, LargestFile = 1 << 20 }, TimeProvider.System), TimeProvider.System);

    public void Dispose()
    {
        pictures.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(MagickFormat.Jpeg, MediaType.Jpeg)]
    [InlineData(MagickFormat.Png, MediaType.Png)]
    [InlineData(MagickFormat.Gif, MediaType.Gif)]
    [InlineData(MagickFormat.WebP, MediaType.WebP)]
    public async Task Every_kind_of_picture_is_measured_and_has_a_small_one_made_of_it(MagickFormat format, string type)
    {
        var path = Write(Samples.Picture(format, 1600, 900));
        Assert.Equal(new PictureSize(1600, 900), await pictures.MeasureAsync(path, type, CancellationToken.None));
        using var preview = await pictures.PreviewAsync(path, type, CancellationToken.None);
        using var seen = new MagickImage(preview!.File!.Path);
        Assert.True(preview.IsWhole);
        Assert.Equal((MagickFormat.Jpeg, 640u, 360u), (seen.Format, seen.Width, seen.Height));
    }

    [Theory]
    [InlineData(MagickFormat.Jpeg, MediaType.Jpeg, 300)]
    [InlineData(MagickFormat.Jpeg, MediaType.Jpeg, 1600)]
    [InlineData(MagickFormat.Png, MediaType.Png, 300)]
    [InlineData(MagickFormat.Gif, MediaType.Gif, 300)]
    public async Task Half_a_picture_is_known_for_it(MagickFormat format, string type, uint side)
    {
        var whole = Samples.Picture(format, side, side);
        using var preview = await pictures.PreviewAsync(Write(whole[..(whole.Length / 2)]), type, CancellationToken.None);
        Assert.False(preview!.IsWhole);
    }

    [Fact]
    public async Task The_picture_of_an_iPhone_can_be_opened()
    {
        var path = Checkout.Path(Path.Combine("LiveChat.Tests", "Data", "iphone.heic"));
        Assert.Equal(new PictureSize(64, 48), await pictures.MeasureAsync(path, MediaType.Heic, CancellationToken.None));
        using var prepared = (await pictures.PrepareAsync(path, MediaType.Heic, 10_000_000, CancellationToken.None))!.File;
        Assert.Equal(MagickFormat.Jpeg, new MagickImageInfo(prepared.Path).Format);
    }

    [Fact]
    public async Task A_photograph_is_turned_as_it_was_held_and_does_not_say_where_it_was_taken()
    {
        var path = Write(Samples.PhotoWithPlace());
        Assert.Equal(new PictureSize(300, 400), await pictures.MeasureAsync(path, MediaType.Jpeg, CancellationToken.None));
        using var preview = (await pictures.PreviewAsync(path, MediaType.Jpeg, CancellationToken.None))!.File!;
        var prepared = (await pictures.PrepareAsync(path, MediaType.Jpeg, 10_000_000, CancellationToken.None))!;
        using var sent = prepared.File;
        foreach (var file in (SpooledFile[])[preview, sent])
        {
            using var seen = new MagickImage(file.Path);
            Assert.Equal((300u, 400u), (seen.Width, seen.Height));
            Assert.Empty(seen.ProfileNames);
        }
    }

    [Fact]
    public async Task A_picture_that_says_nothing_of_its_maker_goes_as_it_is() =>
        Assert.Null(await pictures.PrepareAsync(Write(Samples.Picture(MagickFormat.Jpeg, 640, 480, picture => picture.Strip())), MediaType.Jpeg, 10_000_000, CancellationToken.None));

    [Theory]
    [InlineData(MagickFormat.Gif, MediaType.Gif, false, MediaType.Jpeg)]
    [InlineData(MagickFormat.WebP, MediaType.WebP, false, MediaType.Jpeg)]
    [InlineData(MagickFormat.WebP, MediaType.WebP, true, MediaType.Png)]
    public async Task What_LINE_does_not_take_becomes_JPEG_and_PNG_where_one_can_see_through(MagickFormat format, string type, bool isTransparent, string becomes)
    {
        var path = Write(Samples.Picture(format, 200, 100, picture =>
        {
            if (!isTransparent) return;
            picture.Alpha(AlphaAction.Set);
            picture.Evaluate(ImageMagick.Channels.Alpha, EvaluateOperator.Set, new Percentage(50));
        }));
        var prepared = await pictures.PrepareAsync(path, type, 10_000_000, CancellationToken.None);
        using var file = prepared!.File;
        Assert.Equal((becomes, new PictureSize(200, 100)), (prepared.ContentType, prepared.Size));
    }

    [Fact]
    public async Task A_picture_that_is_too_large_for_LINE_is_scaled()
    {
        var prepared = await pictures.PrepareAsync(Write(Samples.Picture(MagickFormat.Png, 5000, 500)), MediaType.Png, 10_000_000, CancellationToken.None);
        using var file = prepared!.File;
        Assert.Equal(new PictureSize(4096, 410), prepared.Size);
    }

    [Fact]
    public async Task A_picture_that_claims_to_be_enormous_is_refused_by_its_header()
    {
        var path = Write(Samples.PngThatClaims(50_000, 50_000));
        Assert.Null(await pictures.MeasureAsync(path, MediaType.Png, CancellationToken.None));
        Assert.Null(await pictures.PreviewAsync(path, MediaType.Png, CancellationToken.None));
        Assert.Null(await pictures.PrepareAsync(path, MediaType.Png, 10_000_000, CancellationToken.None));
        Assert.Null(await pictures.MeasureAsync(Write(Samples.PngThatClaims(31_000, 3_000)), MediaType.Png, CancellationToken.None));
    }

    [Theory]
    [InlineData("GIF89a/*<script>alert(1)</script>*/=1;")]
    [InlineData("push graphic-context\nviewbox 0 0 640 480\nimage over 0,0 0,0 'https://example.com/x.png'\npop graphic-context")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    public async Task What_only_calls_itself_a_picture_is_opened_by_no_other_decoder(string text)
    {
        var path = Write(System.Text.Encoding.UTF8.GetBytes(text));
        foreach (var type in (string[])[MediaType.Gif, MediaType.Png, MediaType.Jpeg]) Assert.Null(await pictures.MeasureAsync(path, type, CancellationToken.None));
    }

    [Fact]
    public async Task A_film_without_a_picture_has_one_of_its_shape()
    {
        using var poster = await pictures.PosterAsync(1080, 1920, CancellationToken.None);
        var seen = new MagickImageInfo(poster.Path);
        Assert.Equal((MagickFormat.Jpeg, 360u, 640u), (seen.Format, seen.Width, seen.Height));
    }

    private string Write(byte[] bytes)
    {
        var path = Path.Combine(folder.Path, Guid.NewGuid().ToString("N"));
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
