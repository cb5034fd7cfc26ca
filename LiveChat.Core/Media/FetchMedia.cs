using LiveChat.Core.Channels;
using LiveChat.Core.Line;
using LiveChat.Core.Live;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace LiveChat.Core.Media;

/// <summary>
/// Fetches what a customer sent, before LINE forgets it (LINE.md §5): takes one that is due, streams it into the store, finds out what it is, makes a
/// preview, and records it: no transaction waits for the network. Killed at any step it comes round again, under the same key.
/// </summary>
public sealed class FetchMedia(LiveChatDb db, NpgsqlDataSource source, ChannelDirectory channels, LineDataClient line, IMediaStore store, MediaSpool spool, Pictures pictures, MediaOptions options, ILiveFeed live, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A file in our hands; the attempt's number is the fence against a worker that comes back from the dead.</summary>
    private sealed record Taken(long Id, long ConversationId, long ChannelId, string Key, string Kind, long? Announced, int Attempt, string? LineMessageId)
    {
        public MediaKind MediaKind => Enum.Parse<MediaKind>(Kind, ignoreCase: true);
    }

    /// <summary>What became of an attempt.</summary>
    private sealed record Result
    {
        public MediaProblem? Problem { get; init; }
        public string? Detail { get; init; }
        public long Size { get; init; }
        public byte[] Sha256 { get; init; } = [];
        public string ContentType { get; init; } = MediaType.Unknown;
        public PictureSize? Shape { get; init; }
        public int? DurationMs { get; init; }
        public bool HasPreview { get; init; }
    }

    /// <returns>False when nothing was due.</returns>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        if (await TakeAsync(ct) is not { } taken) return false;
        await using var lease = new MediaLease(source, clock, taken.Id, taken.Attempt, ct);
        Result result;
        try
        {
            result = await FetchAsync(taken, lease.Lost);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return true; // unsent meanwhile: there is nothing to fetch any more
        }
        await SettleAsync(taken, result, ct);
        return true;
    }

    private async Task<Taken?> TakeAsync(CancellationToken ct)
    {
        var taken = await db.Database.SqlQuery<Taken>($"""
            update media_files f set attempts = f.attempts + 1, next_attempt_at = now() + make_interval(secs => {MediaLease.Seconds}) from messages m
            where m.id = f.message_id and f.id = (
                select id from media_files where state = 'waiting' and message_id is not null and next_attempt_at <= now() order by next_attempt_at limit 1 for update skip locked)
            returning f.id, f.conversation_id, f.channel_id, f.key, f.kind, f.size as announced, f.attempts as attempt, m.line_message_id
            """).ToListAsync(ct);
        return taken.SingleOrDefault();
    }

    private async Task<Result> FetchAsync(Taken taken, CancellationToken ct)
    {
        if (taken.LineMessageId is not { } messageId) return new() { Problem = MediaProblem.NotFound };
        var channel = await channels.GetAsync(taken.ChannelId, ct);
        using var data = await line.ReadContentAsync(channel, messageId, ct);
        if (data.Problem is { } problem)
        {
            var isHopeless = problem == MediaProblem.NotPrepared && taken.MediaKind is MediaKind.Video or MediaKind.Audio && await line.HasFailedAsync(channel, messageId, ct);
            return new() { Problem = isHopeless ? MediaProblem.NotFound : problem, Detail = isHopeless ? "LINE could not prepare it" : data.Detail };
        }

        using var file = spool.NewFile();
        var most = taken.MediaKind == MediaKind.Image ? options.LargestPicture : options.LargestFile;
        if (data.Length > most) return new() { Problem = MediaProblem.TooLarge, Detail = data.Detail };
        byte[] hash;
        try
        {
            hash = await file.FillAsync(await data.OpenAsync(ct), most, Patience, clock, ct);
        }
        catch (TooLargeException)
        {
            return new() { Problem = MediaProblem.TooLarge, Detail = data.Detail };
        }
        catch (StalledException)
        {
            return new() { Problem = MediaProblem.LineUnavailable, Detail = "the bytes stopped coming" };
        }
        catch (BrokenOffException)
        {
            return new() { Problem = MediaProblem.Truncated, Detail = data.Detail };
        }
        var size = file.Length;
        if (data.Length is { } promised && promised != size) return new() { Problem = MediaProblem.Truncated, Detail = data.Detail };
        if (size == 0) return new() { Problem = MediaProblem.Empty, Detail = data.Detail };
        if (size < taken.Announced) return new() { Problem = MediaProblem.Truncated, Detail = $"{data.Detail}; {size} bytes of {taken.Announced}" }; // said in the message itself (LINE.md §4)
        return await KeepAsync(taken, channel, file, new() { Detail = data.Detail, Size = size, Sha256 = hash }, ct);
    }

    /// <summary>The preview first: whoever sees the file in the store may expect it.</summary>
    private async Task<Result> KeepAsync(Taken taken, ChannelCredentials channel, SpooledFile file, Result result, CancellationToken ct)
    {
        var facts = await MediaFacts.ReadAsync(file, pictures, ct);
        if (!facts.IsWhole && taken.MediaKind != MediaKind.File) return result with { Problem = MediaProblem.Truncated };
        using var drawn = await DrawAsync(taken, channel, file, facts, ct);
        if (drawn is { IsWhole: false } && taken.MediaKind == MediaKind.Image) return result with { Problem = MediaProblem.Truncated };
        var preview = drawn?.File;
        var shape = facts.Shape;
        if (preview is not null)
        {
            shape ??= await pictures.MeasureAsync(preview.Path, MediaType.Jpeg, ct);
            await store.KeepAsync(MediaName.Preview(taken.Key), preview, ct);
        }
        await store.KeepAsync(taken.Key, file, ct);
        return result with { ContentType = facts.ContentType, Shape = shape, DurationMs = facts.DurationMs, HasPreview = preview is not null };
    }

    /// <summary>A file is a file: only what was sent to be seen is drawn.</summary>
    private async Task<DrawnPicture?> DrawAsync(Taken taken, ChannelCredentials channel, SpooledFile file, MediaFacts facts, CancellationToken ct)
    {
        if (taken.MediaKind == MediaKind.Image) return await pictures.PreviewAsync(file.Path, facts.ContentType, ct);
        if (taken.MediaKind != MediaKind.Video || !MediaType.IsVideo(facts.ContentType)) return null;
        using var data = await line.ReadPreviewAsync(channel, taken.LineMessageId!, ct);
        if (data.Problem is not null) return null; // a film without its picture is a film all the same
        using var still = spool.NewFile();
        try
        {
            await still.FillAsync(await data.OpenAsync(ct), options.LargestPicture, Patience, clock, ct);
        }
        catch (Exception exception) when (exception is BrokenOffException or StalledException or TooLargeException)
        {
            return null;
        }
        return await pictures.PreviewAsync(still.Path, await MediaFacts.TypeOfAsync(still, ct), ct);
    }

    private async Task SettleAsync(Taken taken, Result result, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(taken.ConversationId, clock, ct);
        var file = await db.MediaFiles.SingleAsync(found => found.Id == taken.Id, ct);
        if (file.State is MediaState.Erasing or MediaState.Gone)
        {
            await store.DeleteAsync(taken.Key, ct); // taken back while we were at it
            await store.DeleteAsync(MediaName.Preview(taken.Key), ct);
            return;
        }
        if (work.Conversation is not { } conversation || file.State != MediaState.Waiting || file.Attempts != taken.Attempt) return;

        var isNews = Record(file, result, work.Now);
        if (file.State == MediaState.Waiting)
        {
            await db.SaveChangesAsync(ct);
            var pause = PauseAfter(file.Problem!.Value, file.Attempts).TotalSeconds;
            await db.Database.ExecuteSqlAsync($"update media_files set next_attempt_at = now() + make_interval(secs => {pause}) where id = {file.Id}", ct);
        }
        var message = await db.Messages.SingleAsync(found => found.Id == file.MessageId, ct);
        if (isNews) message.Revision = conversation.NextRevision();
        await work.CommitAsync(ct);
        if (isNews) await live.AnnounceAsync(new MessageChanged(conversation.Id, message.Revision, message.Id), ct);
    }

    /// <returns>False when watchers see nothing new.</returns>
    private static bool Record(MediaFile file, Result result, DateTimeOffset now)
    {
        if (result.Problem is { } problem)
        {
            var isNews = file.Problem != problem;
            file.Stumble(problem, result.Detail, mayTryAgain: file.Attempts < MostAttempts(problem), now);
            return isNews || file.State == MediaState.Failed;
        }
        file.Keep(result.ContentType, result.Size, result.Sha256, result.HasPreview, now);
        (file.Width, file.Height, file.Detail) = (result.Shape?.Width, result.Shape?.Height, result.Detail);
        file.DurationMs ??= result.DurationMs;
        return true;
    }

    /// <summary>What LINE prepares or cannot give now is asked for again for hours; what came broken, a few times; what it does not have, never.</summary>
    private static int MostAttempts(MediaProblem problem) => problem switch
    {
        _ when problem.IsOutage() => 60,
        MediaProblem.NotPrepared => 90,
        MediaProblem.Truncated or MediaProblem.Empty or MediaProblem.Unauthorised => 6,
        _ => 1,
    };

    /// <summary>2 s, 4 s, 8 s …, each up to a quarter longer; what is being prepared is ready within the minute, mostly.</summary>
    private static TimeSpan PauseAfter(MediaProblem problem, int attempts)
    {
        var longest = problem == MediaProblem.NotPrepared ? 30 : 300;
        return TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(attempts, 20)), longest) * (1 + Random.Shared.NextDouble() / 4));
    }
}
