using System.Linq.Expressions;

namespace LiveChat.Core.Media;

/// <summary>A file as its bubble shows it.</summary>
public sealed record MediaView
{
    public required long Id { get; init; }
    public required long ConversationId { get; init; }
    public required long? MessageId { get; init; }
    public required string Key { get; init; }
    public required MediaOrigin Origin { get; init; }
    public required MediaKind Kind { get; init; }
    public required MediaState State { get; init; }
    public required MediaProblem? Problem { get; init; }
    public required string? ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public required long? Size { get; init; }

    public required int? Width { get; init; }
    public required int? Height { get; init; }
    public required int? DurationMs { get; init; }
    public required string? FileName { get; init; }
    public required bool HasPreview { get; init; }

    public bool MayBeAskedForAgain => State == MediaState.Failed && Problem?.MayPass() is true;

    internal static readonly Expression<Func<MediaFile, MediaView>> Of = file => new()
    {
        Id = file.Id,
        ConversationId = file.ConversationId,
        MessageId = file.MessageId,
        Key = file.Key,
        Origin = file.Origin,
        Kind = file.Kind,
        State = file.State,
        Problem = file.Problem,
        ContentType = file.ContentType,
        Size = file.Size,
        Width = file.Width,
        Height = file.Height,
        DurationMs = file.DurationMs,
        FileName = file.FileName,
        HasPreview = file.HasPreview,
    };
}
