namespace LiveChat.Web.Simulator;

/// <summary>A profile picture to choose. The console keeps its address, so that it is the same after a restart, where what a phone uploaded would be gone.</summary>
public sealed record SampleFace(string Name, FakeContent Picture)
{
    public static IReadOnlyList<SampleFace> All { get; } = [new("tea", SampleMedia.Tea), new("cloth", SampleMedia.Cloth), new("evening", new("image/png", SamplePicture.Png(0)))];

    public string Path => $"/simulator/faces/{Name}";

    public static SampleFace? Find(string? name) => All.FirstOrDefault(face => face.Name.Is(name));
}
