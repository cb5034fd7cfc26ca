namespace LiveChat.Core.Live;

/// <summary>Tells whoever is watching, on this instance and on others. Called after the commit, never before.</summary>
public interface ILiveFeed
{
    ValueTask AnnounceAsync(Change change, CancellationToken ct);
}
