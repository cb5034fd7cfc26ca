namespace LiveChat.Core.Media;

/// <summary>Where media is kept and how much of it at once.</summary>
public sealed record MediaOptions
{
    /// <summary>The folder of the disk store; with S3, where files are put together on their way there.</summary>
    public required string Path { get; init; }

    /// <summary>Bytes. What a customer sends beyond this is not fetched.</summary>
    public required long LargestFile { get; init; }

    /// <summary>Null: on disk.</summary>
    public S3Options? S3 { get; init; }

    /// <summary>Bytes. LINE shrinks pictures; whatever calls itself one beyond this is none of theirs.</summary>
    public long LargestPicture => Math.Min(LargestFile, 50L * 1024 * 1024);
}

/// <summary>A bucket of S3 or of whatever speaks like it. Without an endpoint it is Amazon's own in that region.</summary>
public sealed record S3Options(string Bucket, Uri? Endpoint, string Region, string AccessKey, string SecretKey)
{
    /// <summary>Records print their members; this one must not.</summary>
    public override string ToString() => $"bucket {Bucket}";
}
