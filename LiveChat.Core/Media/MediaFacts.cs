namespace LiveChat.Core.Media;

/// <summary>What a file is and how it is shown, by its bytes alone; whether a film or a sound goes on to its end (of a picture that shows when it is drawn).</summary>
public sealed record MediaFacts(string ContentType, PictureSize? Shape, int? DurationMs, bool IsWhole = true)
{
    /// <summary>What only begins like a picture, or is too large to be opened, is an unknown file.</summary>
    public static async Task<MediaFacts> ReadAsync(SpooledFile file, Pictures pictures, CancellationToken ct)
    {
        var type = await TypeOfAsync(file, ct);
        if (MediaType.IsPicture(type)) return await pictures.MeasureAsync(file.Path, type, ct) is { } size ? new(type, size, DurationMs: null) : new(MediaType.Unknown, Shape: null, DurationMs: null);

        await using var content = file.OpenRead();
        var recording = Recording.Read(content, type);
        if (type == MediaType.Mp4 && recording is { Width: null, DurationMs: not null }) type = MediaType.Mp4Audio; // an MP4 without anything to see
        return new(type, recording is { Width: { } width, Height: { } height } ? new(width, height) : null, recording.DurationMs, recording.IsWhole);
    }

    public static async Task<string> TypeOfAsync(SpooledFile file, CancellationToken ct)
    {
        var start = new byte[MediaType.Enough];
        await using var content = file.OpenRead();
        return MediaType.Of(start.AsSpan(0, await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct)));
    }
}
