namespace LiveChat.Web.Simulator;

/// <summary>Pictures, a video, a sound and a document made by us (see <c>Samples/README.md</c>), as a customer's phone would send them.</summary>
public static class SampleMedia
{
    public const long ClipDurationMs = 2500;
    public const long VoiceDurationMs = 3000;
    public const string MenuName = "รายการน้ำชา.pdf";

    public static FakeContent Tea { get; } = Read("tea.jpg", "image/jpeg");
    public static FakeContent Cloth { get; } = Read("cloth.png", "image/png");

    /// <summary>Lies on its side, and says in its EXIF data which way is up, and where it was taken.</summary>
    public static FakeContent Upright { get; } = Read("upright.jpg", "image/jpeg");

    public static FakeContent Clip { get; } = Read("clip.mp4", "video/mp4") with { Preview = Read("clip.jpg", "image/jpeg").Bytes };
    public static FakeContent Voice { get; } = Read("voice.m4a", "audio/x-m4a");
    public static FakeContent Menu { get; } = Read("menu.pdf", "application/pdf");

    private static FakeContent Read(string file, string contentType)
    {
        using var stored = typeof(SampleMedia).Assembly.GetManifestResourceStream($"{typeof(SampleMedia).Namespace}.Samples.{file}")!;
        var bytes = new byte[stored.Length];
        stored.ReadExactly(bytes);
        return new(contentType, bytes);
    }
}
