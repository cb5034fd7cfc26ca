using System.Linq.Expressions;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Media;

/// <summary>A file that is here, as it is handed out.</summary>
public sealed record FoundMedia(string Key, MediaKind Kind, string ContentType, string? FileName, bool HasPreview);

/// <summary>Finds what an address asks for: operators may see everything, the world what was sent to a customer (their phone fetches it from us, LINE.md §6).</summary>
public sealed class FindMedia(LiveChatDb db)
{
    public Task<FoundMedia?> ForOperatorsAsync(string key, CancellationToken ct) => FindAsync(file => file.Key == key, ct);

    public Task<FoundMedia?> ForAnybodyAsync(string key, CancellationToken ct) => FindAsync(file => file.Key == key && file.Origin == MediaOrigin.Operator && file.MessageId != null, ct);

    private Task<FoundMedia?> FindAsync(Expression<Func<MediaFile, bool>> which, CancellationToken ct) =>
        db.MediaFiles.AsNoTracking().Where(which).Where(file => file.State == MediaState.Kept)
            .Select(file => new FoundMedia(file.Key, file.Kind, file.ContentType ?? MediaType.Unknown, file.FileName, file.HasPreview)).SingleOrDefaultAsync(ct);
}
