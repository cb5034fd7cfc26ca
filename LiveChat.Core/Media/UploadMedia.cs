using System.Security.Cryptography;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Media;

/// <summary>
/// Takes what an operator wants to send: makes of it what LINE accepts (LINE.md §6), a picture, a film or a sound, or else a file that customers fetch
/// by a link; and keeps it until it is sent, taken off, or a day old.
/// </summary>
public sealed class UploadMedia(LiveChatDb db, IMediaStore store, MediaSpool spool, Pictures pictures, PublicAddress address, TimeProvider clock)
{
    /// <summary>Bytes that LINE takes of a film or a sound; nothing larger is taken at all.</summary>
    public const long LargestFile = 200L * 1024 * 1024;

    /// <summary>Bytes that LINE takes of a picture. Larger ones are made smaller.</summary>
    public const long LargestPicture = 10L * 1024 * 1024;

    /// <summary>In one answer.</summary>
    public const int MostFiles = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public enum Refusal { Empty, TooLarge, TooMany, NoAddress, NotOwner, Closed, NotFound }

    private sealed record Made(MediaKind Kind, string ContentType, SpooledFile File, byte[] Sha256, SpooledFile? Preview, PictureSize? Shape, int? DurationMs);

    /// <returns>Why it was not taken; null when it was.</returns>
    public async Task<Refusal?> RunAsync(long conversationId, long operatorId, Stream content, string? fileName, CancellationToken ct)
    {
        if (!address.IsKnown) return Refusal.NoAddress;
        var channelId = await db.Conversations.Where(found => found.Id == conversationId).Select(found => (long?)found.ChannelId).SingleOrDefaultAsync(ct);
        if (channelId is null) return Refusal.NotFound;
        if (await db.OpenSessionAsync(conversationId, ct) is not { } session) return Refusal.Closed;
        if (!session.IsOwnedBy(operatorId)) return Refusal.NotOwner;
        if (await db.MediaFiles.CountAsync(file => file.ConversationId == conversationId && file.OperatorId == operatorId && file.MessageId == null, ct) >= MostFiles) return Refusal.TooMany;

        using var original = spool.NewFile();
        byte[] hash;
        try
        {
            hash = await original.FillAsync(content, LargestFile, Patience, clock, ct);
        }
        catch (TooLargeException)
        {
            return Refusal.TooLarge;
        }
        if (original.Length == 0) return Refusal.Empty;

        var made = await MakeAsync(original, hash, ct);
        using var file = made.File;
        using var preview = made.Preview;
        await KeepAsync(made, new MediaFile
        {
            ChannelId = channelId.Value, ConversationId = conversationId, OperatorId = operatorId, Key = MediaFile.NewKey(), Origin = MediaOrigin.Operator, Kind = made.Kind, State = MediaState.Waiting,
            FileName = Words.OnOneLine(fileName), NextAttemptAt = clock.GetUtcNow(), CreatedAt = clock.GetUtcNow(),
        }, ct);
        return null;
    }

    /// <summary>The row first: should the process die now, it is swept, and with it whatever bytes there are.</summary>
    private async Task KeepAsync(Made made, MediaFile file, CancellationToken ct)
    {
        db.MediaFiles.Add(file);
        await db.SaveChangesAsync(ct);
        var size = made.File.Length;
        if (made.Preview is { } preview) await store.KeepAsync(MediaName.Preview(file.Key), preview, ct);
        await store.KeepAsync(file.Key, made.File, ct);
        file.Keep(made.ContentType, size, made.Sha256, made.Preview is not null, clock.GetUtcNow());
        (file.Width, file.Height, file.DurationMs) = (made.Shape?.Width, made.Shape?.Height, made.DurationMs);
        await db.SaveChangesAsync(ct);
    }

    private async Task<Made> MakeAsync(SpooledFile original, byte[] hash, CancellationToken ct)
    {
        var facts = await MediaFacts.ReadAsync(original, pictures, ct);
        if (MediaType.IsPicture(facts.ContentType)) return await PictureAsync(original, hash, facts, ct);
        if (facts is { ContentType: MediaType.Mp4 })
        {
            var shape = facts.Shape ?? new(1280, 720);
            return new(MediaKind.Video, facts.ContentType, original, hash, await pictures.PosterAsync(shape.Width, shape.Height, ct), shape, facts.DurationMs);
        }
        var isSound = facts is { ContentType: MediaType.Mp4Audio or MediaType.Mp3, DurationMs: not null }; // LINE wants to know how long it is
        return new(isSound ? MediaKind.Audio : MediaKind.File, facts.ContentType, original, hash, Preview: null, Shape: null, facts.DurationMs);
    }

    private async Task<Made> PictureAsync(SpooledFile original, byte[] hash, MediaFacts facts, CancellationToken ct)
    {
        var preview = (await pictures.PreviewAsync(original.Path, facts.ContentType, ct))?.File;
        if (await pictures.PrepareAsync(original.Path, facts.ContentType, LargestPicture, ct) is { } prepared)
            return new(MediaKind.Image, prepared.ContentType, prepared.File, await HashAsync(prepared.File, ct), preview, prepared.Size, DurationMs: null);
        return new(MediaKind.Image, facts.ContentType, original, hash, preview, facts.Shape, DurationMs: null);
    }

    private static async Task<byte[]> HashAsync(SpooledFile file, CancellationToken ct)
    {
        await using var content = file.OpenRead();
        return await SHA256.HashDataAsync(content, ct);
    }
}
