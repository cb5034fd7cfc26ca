namespace LiveChat.Core.Media;

/// <summary>Where customers' phones find what was sent to them: by https, for as long as the chat shows it (LINE.md §6).</summary>
public sealed class PublicAddress(Func<Uri?> site)
{
    public bool IsKnown => site() is { Scheme: "https" };

    public string Of(string key) => new Uri(site()!, $"public/media/{key}").ToString();

    public string OfPreview(string key) => Of(key) + "/preview";
}
