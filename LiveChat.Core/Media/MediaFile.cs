using System.Security.Cryptography;
using LiveChat.Core.Line;
using LiveChat.Core.Messages;

namespace LiveChat.Core.Media;

public enum MediaKind { Image, Video, Audio, File }

/// <summary>Who brought it: a customer through LINE, or an operator who sends it.</summary>
public enum MediaOrigin { Customer, Operator }

/// <summary><c>Waiting</c>: to be fetched from LINE; <c>Kept</c>: ours; <c>Failed</c>: see the problem, an operator may ask again; <c>Erasing</c>: unsent, its bytes still to be deleted; <c>Gone</c>: nothing is left of it.</summary>
public enum MediaState { Waiting, Kept, Failed, Erasing, Gone }

/// <summary>Why a customer's file is not here, as operators are told.</summary>
public enum MediaProblem { LineUnavailable, LineTrouble, RateLimited, BrokenOff, NotPrepared, NotFound, Gone, Truncated, Empty, TooLarge, Unauthorised, External }

public static class MediaProblems
{
    /// <summary>Asking again could bring it: LINE was away, busy, not ready, broke off, or did not let us in.</summary>
    public static bool MayPass(this MediaProblem problem) =>
        problem.IsOutage() || problem is MediaProblem.NotPrepared or MediaProblem.Truncated or MediaProblem.Empty or MediaProblem.Unauthorised;

    /// <summary>It is not about the file: nothing comes from LINE at the moment.</summary>
    public static bool IsOutage(this MediaProblem problem) =>
        problem is MediaProblem.LineUnavailable or MediaProblem.LineTrouble or MediaProblem.RateLimited or MediaProblem.BrokenOff;
}

/// <summary>
/// A picture, video, sound or file of a message. The bytes lie in the media store under the key; their name is only said, never used as a path.
/// </summary>
public sealed class MediaFile
{
    /// <summary>What a customer sent, to be fetched; what lies elsewhere is never fetched (LINE.md §4, SAFETY rule 9).</summary>
    public static MediaFile OfCustomer(Message message, LineContent content, DateTimeOffset now) => new()
    {
        ChannelId = message.ChannelId,
        ConversationId = message.ConversationId,
        MessageId = message.Id,
        Key = NewKey(),
        Origin = MediaOrigin.Customer,
        Kind = content.Kind,
        State = content.IsExternal ? MediaState.Failed : MediaState.Waiting,
        Problem = content.IsExternal ? MediaProblem.External : null,
        Size = content.Size,
        DurationMs = content.DurationMs,
        FileName = Words.OnOneLine(content.FileName),
        NextAttemptAt = now,
        CreatedAt = now,
    };

    /// <summary>128 random bits: whoever does not have the address does not find it.</summary>
    public static string NewKey() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    public long Id { get; private set; }
    public required long ChannelId { get; init; }
    public required long ConversationId { get; init; }

    /// <summary>The message it belongs to; null while an operator has uploaded it and not sent it yet.</summary>
    public long? MessageId { get; set; }

    /// <summary>Who uploaded it; null for a customer's.</summary>
    public long? OperatorId { get; init; }

    /// <summary>128 random bits in hexadecimal digits: the name in the store and in addresses.</summary>
    public required string Key { get; init; }

    public required MediaOrigin Origin { get; init; }
    public required MediaKind Kind { get; set; }
    public required MediaState State { get; set; }
    public MediaProblem? Problem { get; set; }

    /// <summary>LINE's own words and request id, for whoever must find out more.</summary>
    public string? Detail { get; set; }

    /// <summary>What the bytes are, by the bytes; null until they are here.</summary>
    public string? ContentType { get; set; }

    /// <summary>Bytes.</summary>
    public long? Size { get; set; }

    public byte[]? Sha256 { get; set; }
    public int? Width { get; set; }
    public int? Height { get; set; }
    public int? DurationMs { get; set; }

    /// <summary>As the sender called it.</summary>
    public string? FileName { get; set; }

    /// <summary>A smaller picture without metadata lies beside it.</summary>
    public bool HasPreview { get; set; }

    public int Attempts { get; set; }
    public required DateTimeOffset NextAttemptAt { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The bytes are in the store. What was sent to be seen or heard and is not what it says is a file like any other.</summary>
    public void Keep(string contentType, long size, byte[] sha256, bool hasPreview, DateTimeOffset now)
    {
        (State, Problem, ContentType, Size, Sha256, HasPreview, FinishedAt) = (MediaState.Kept, null, contentType, size, sha256, hasPreview, now);
        Kind = Kind switch
        {
            MediaKind.Image when !MediaType.IsPicture(contentType) => MediaKind.File,
            MediaKind.Video when !MediaType.IsVideo(contentType) => MediaKind.File,
            MediaKind.Audio when !MediaType.IsAudio(contentType) => MediaKind.File,
            _ => Kind,
        };
    }

    /// <summary>It did not come this time.</summary>
    public void Stumble(MediaProblem problem, string? detail, bool mayTryAgain, DateTimeOffset now)
    {
        (Problem, Detail) = (problem, detail);
        if (!mayTryAgain) (State, FinishedAt) = (MediaState.Failed, now);
    }

    public bool TryAskAgain(DateTimeOffset now)
    {
        if (State != MediaState.Failed || Problem?.MayPass() is not true) return false;
        (State, Problem, Detail, Attempts, NextAttemptAt, FinishedAt) = (MediaState.Waiting, null, null, 0, now, null);
        return true;
    }
}
