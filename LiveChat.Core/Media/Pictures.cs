using ImageMagick;

namespace LiveChat.Core.Media;

public readonly record struct PictureSize(int Width, int Height);

/// <summary>A picture drawn anew, and whether the whole of it was there to be drawn; where nothing can be drawn there is no file.</summary>
public sealed record DrawnPicture(SpooledFile? File, bool IsWhole) : IDisposable
{
    public void Dispose() => File?.Dispose();
}

/// <summary>A picture as it may go to LINE.</summary>
public sealed record PreparedPicture(SpooledFile File, string ContentType, PictureSize Size);

/// <summary>
/// What is done with pictures of strangers. They are measured by their header before anything is decoded, decoded by the one decoder that their bytes
/// call for, one at a time, within limits of memory and time; what is shown or sent on is drawn anew, without metadata.
/// </summary>
public sealed class Pictures(MediaSpool spool, TimeProvider clock) : IDisposable
{
    /// <summary>Pixels of a preview's longer side.</summary>
    public const int PreviewSide = 640;

    /// <summary>Pixels of the longer side of what is sent to LINE.</summary>
    public const int SentSide = 4096;

    /// <summary>JPEG is decoded at an eighth of its size where that is enough; all others are unpacked whole, four bytes a pixel.</summary>
    private const long MostPixelsOfJpeg = 110_000_000, MostPixels = 64_000_000;

    private const int LongestSide = 32_000;
    private const int PreviewQuality = 80, SentQuality = 90;
    private static readonly TimeSpan LongestWork = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim oneAtATime = new(1);

    static Pictures()
    {
        // Beyond these the library gives up, and never turns to the disk. Its own limit of time counts from the start of the process: not for a server.
        (ResourceLimits.Width, ResourceLimits.Height, ResourceLimits.ListLength, ResourceLimits.Thread) = (LongestSide, LongestSide, 16, 1);
        (ResourceLimits.Memory, ResourceLimits.Disk) = (768UL * 1024 * 1024, 0);
        (ResourceLimits.MaxMemoryRequest, ResourceLimits.MaxProfileSize) = (768UL * 1024 * 1024, 16UL * 1024 * 1024);
    }

    /// <summary>The size as people see it, turned as the camera was held; null for what is no picture, or too large a one to be opened.</summary>
    public async Task<PictureSize?> MeasureAsync(string path, string contentType, CancellationToken ct)
    {
        if (FormatOf(contentType) is not { } format) return null;
        return await AloneAsync<PictureSize?>(() => Measure(path, format) is { } info ? info.Size : null, ct);
    }

    /// <summary>A small JPEG beside the file; null where it cannot be made.</summary>
    public async Task<DrawnPicture?> PreviewAsync(string path, string contentType, CancellationToken ct)
    {
        if (FormatOf(contentType) is not { } format) return null;
        return await AloneAsync(() => Measure(path, format) is { } info ? Preview(path, format, info.Size, ct) : null, ct);
    }

    /// <summary>
    /// What LINE takes: JPEG or PNG within its size, nothing said of where and when. A file that is so already stays as it is (null); of what is no
    /// picture, or cannot be opened, there is none either.
    /// </summary>
    public async Task<PreparedPicture?> PrepareAsync(string path, string contentType, long mostBytes, CancellationToken ct)
    {
        if (FormatOf(contentType) is not { } format) return null;
        return await AloneAsync(() =>
        {
            if (Measure(path, format) is not { } info) return null;
            var isFine = format is MagickFormat.Jpeg or MagickFormat.Png && new FileInfo(path).Length <= mostBytes && Math.Max(info.Size.Width, info.Size.Height) <= SentSide && !info.TellsMore;
            return isFine ? null : Convert(path, format, info.Size, mostBytes, ct);
        }, ct);
    }

    /// <summary>What stands for a film of which there is no picture: a triangle on grey, of the film's shape.</summary>
    public Task<SpooledFile> PosterAsync(int width, int height, CancellationToken ct) => AloneAsync(() =>
    {
        var scale = (double)PreviewSide / Math.Max(width, height);
        var (w, h) = ((uint)Math.Max(16, width * scale), (uint)Math.Max(16, height * scale));
        using var poster = new MagickImage(new MagickColor("#3a4540"), w, h);
        var (x, y, r) = (w / 2.0, h / 2.0, Math.Min(w, h) / 6.0);
        poster.Draw(new ImageMagick.Drawing.Drawables().FillColor(new MagickColor("#ffffff"))
            .Polygon(new PointD(x - 0.7 * r, y - r), new PointD(x - 0.7 * r, y + r), new PointD(x + r, y)));
        return Write(poster, MagickFormat.Jpeg, PreviewQuality);
    }, ct);

    public void Dispose() => oneAtATime.Dispose();

    /// <summary>Of what breaks off some decoders give the half they have and a warning, others nothing. Other warnings are no matter.</summary>
    private DrawnPicture? Preview(string path, MagickFormat format, PictureSize size, CancellationToken ct)
    {
        var isWhole = true;
        try
        {
            using var picture = Open(path, format, size, PreviewSide, ct, warned: warning => isWhole &= !warning.Message.Contains("Premature end", StringComparison.Ordinal));
            return new(Write(Drawn(picture, PreviewSide, MagickFormat.Jpeg), MagickFormat.Jpeg, PreviewQuality), isWhole);
        }
        catch (MagickResourceLimitErrorException)
        {
            return null;
        }
        catch (MagickException) when (!ct.IsCancellationRequested)
        {
            return new(File: null, IsWhole: false);
        }
    }

    private PreparedPicture Convert(string path, MagickFormat format, PictureSize size, long mostBytes, CancellationToken ct)
    {
        using var picture = Open(path, format, size, SentSide, ct);
        var target = picture is { HasAlpha: true, IsOpaque: false } ? MagickFormat.Png : MagickFormat.Jpeg;
        using var drawn = Drawn(picture, SentSide, target);
        var file = Write(drawn, target, SentQuality);
        if (file.Length > mostBytes) // a transparent photograph: white behind it is better than none at all
        {
            file.Dispose();
            target = MagickFormat.Jpeg;
            drawn.BackgroundColor = MagickColors.White;
            drawn.Alpha(AlphaAction.Remove);
            file = Write(drawn, target, PreviewQuality);
        }
        return new(file, target == MagickFormat.Png ? MediaType.Png : MediaType.Jpeg, new((int)drawn.Width, (int)drawn.Height));
    }

    private sealed record Measured(PictureSize Size, bool TellsMore);

    private static Measured? Measure(string path, MagickFormat format)
    {
        try
        {
            using var header = new MagickImage();
            header.Ping(path, new MagickReadSettings { Format = format, FrameIndex = 0, FrameCount = 1 });
            var pixels = (long)header.Width * header.Height;
            if (pixels == 0 || pixels > (format == MagickFormat.Jpeg ? MostPixelsOfJpeg : MostPixels)) return null;
            var isTurned = header.Orientation is Orientation.LeftTop or Orientation.RightTop or Orientation.RightBottom or Orientation.LeftBottom;
            var size = isTurned ? new PictureSize((int)header.Height, (int)header.Width) : new((int)header.Width, (int)header.Height);
            return new(size, TellsMore: header.ProfileNames.Any(name => name is not ("icc" or "icm")) || header.Comment is not null);
        }
        catch (MagickException)
        {
            return null;
        }
    }

    /// <summary>Only the first picture of several, and of a JPEG no more points than are needed.</summary>
    private MagickImage Open(string path, MagickFormat format, PictureSize size, int side, CancellationToken ct, Action<Exception>? warned = null)
    {
        var settings = new MagickReadSettings { Format = format, FrameIndex = 0, FrameCount = 1 };
        if (Math.Max(size.Width, size.Height) >= side * 2) settings.SetDefine(MagickFormat.Jpeg, "size", $"{side * 2}x{side * 2}"); // asked of a smaller one it would draw a larger
        var end = clock.GetUtcNow() + LongestWork;
        var picture = new MagickImage();
        picture.Warning += (_, warning) => warned?.Invoke(warning.Exception);
        picture.Progress += (_, progress) => progress.Cancel = ct.IsCancellationRequested || clock.GetUtcNow() > end;
        try
        {
            picture.Read(path, settings);
            return picture;
        }
        catch
        {
            picture.Dispose();
            throw;
        }
    }

    private static MagickImage Drawn(MagickImage picture, int side, MagickFormat target)
    {
        picture.AutoOrient();
        if (picture.GetColorProfile() is not null) picture.TransformColorSpace(ColorProfiles.SRGB);
        if (Math.Max(picture.Width, picture.Height) > side) picture.Resize(new MagickGeometry((uint)side, (uint)side) { Greater = true });
        if (target == MagickFormat.Jpeg && picture.HasAlpha)
        {
            picture.BackgroundColor = MagickColors.White;
            picture.Alpha(AlphaAction.Remove);
        }
        picture.Strip();
        return picture;
    }

    private SpooledFile Write(MagickImage picture, MagickFormat format, uint quality)
    {
        var file = spool.NewFile();
        picture.Quality = quality;
        picture.Write(file.Path, format);
        return file;
    }

    /// <summary>The work is done on a thread of its own: a picture may take seconds, and it is not the server's requests that should wait.</summary>
    private async Task<T> AloneAsync<T>(Func<T> work, CancellationToken ct)
    {
        await oneAtATime.WaitAsync(ct);
        try
        {
            return await Task.Factory.StartNew(work, ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private static MagickFormat? FormatOf(string contentType) => contentType switch
    {
        MediaType.Jpeg => MagickFormat.Jpeg,
        MediaType.Png => MagickFormat.Png,
        MediaType.Gif => MagickFormat.Gif,
        MediaType.WebP => MagickFormat.WebP,
        MediaType.Heic => MagickFormat.Heic,
        MediaType.Avif => MagickFormat.Avif,
        _ => null,
    };
}
