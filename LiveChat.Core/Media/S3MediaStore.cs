using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace LiveChat.Core.Media;

/// <summary>A bucket of S3, or of a store that speaks like it. Large files go in parts, so that a broken connection costs one of them.</summary>
public sealed class S3MediaStore : IMediaStore, IDisposable
{
    private const long PartSize = 16L * 1024 * 1024;

    private readonly AmazonS3Client client;
    private readonly string bucket;

    public S3MediaStore(S3Options options)
    {
        bucket = options.Bucket;
        var config = new AmazonS3Config
        {
            ForcePathStyle = true,
            AuthenticationRegion = options.Region,
            // Checksums in trailers are Amazon's own and unknown to many a store that speaks like it; TLS and the signature guard the bytes.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            Timeout = TimeSpan.FromMinutes(5),
            MaxErrorRetry = 2,
        };
        if (options.Endpoint is { } endpoint) config.ServiceURL = endpoint.ToString();
        else config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(options.Region);
        client = new(new BasicAWSCredentials(options.AccessKey, options.SecretKey), config);
    }

    public async Task KeepAsync(string name, SpooledFile file, CancellationToken ct)
    {
        if (file.Length > PartSize)
        {
            await KeepInPartsAsync(name, file, ct);
            return;
        }
        await using var content = file.OpenRead();
        await client.PutObjectAsync(new() { BucketName = bucket, Key = MediaName.Checked(name), InputStream = content, AutoCloseStream = false, UseChunkEncoding = false }, ct);
    }

    /// <summary>The first request also finds out whether it is there; only what is sought in is asked for by range.</summary>
    public async Task<Stream?> OpenAsync(string name, CancellationToken ct)
    {
        try
        {
            return new S3Stream(this, name, await client.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = MediaName.Checked(name) }, ct));
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound && exception.ErrorCode != "NoSuchBucket")
        {
            return null;
        }
    }

    public Task DeleteAsync(string name, CancellationToken ct) => client.DeleteObjectAsync(new() { BucketName = bucket, Key = MediaName.Checked(name) }, ct);

    public void Dispose() => client.Dispose();

    /// <summary>What was begun and not ended would be paid for and never seen: it is taken back.</summary>
    private async Task KeepInPartsAsync(string name, SpooledFile file, CancellationToken ct)
    {
        var begun = await client.InitiateMultipartUploadAsync(new() { BucketName = bucket, Key = MediaName.Checked(name) }, ct);
        try
        {
            List<PartETag> parts = [];
            for (long from = 0, length = file.Length; from < length; from += PartSize)
            {
                var part = new UploadPartRequest
                {
                    BucketName = bucket, Key = name, UploadId = begun.UploadId, PartNumber = parts.Count + 1, FilePath = file.Path, FilePosition = from, PartSize = Math.Min(PartSize, length - from), UseChunkEncoding = false,
                };
                parts.Add(new(parts.Count + 1, (await client.UploadPartAsync(part, ct)).ETag));
            }
            await client.CompleteMultipartUploadAsync(new() { BucketName = bucket, Key = name, UploadId = begun.UploadId, PartETags = parts }, ct);
        }
        catch
        {
            await client.AbortMultipartUploadAsync(new() { BucketName = bucket, Key = name, UploadId = begun.UploadId }, CancellationToken.None);
            throw;
        }
    }

    /// <summary>An object as a file: reading goes on where it was; seeking asks for the rest from there, when somebody reads.</summary>
    private sealed class S3Stream(S3MediaStore store, string name, GetObjectResponse whole) : Stream
    {
        private GetObjectResponse? open = whole;
        private long openAt;

        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;
        public override long Length { get; } = whole.ContentLength;
        public override long Position { get; set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= Length) return 0;
            if (open is null || openAt != Position)
            {
                open?.Dispose();
                open = null;
                open = await store.client.GetObjectAsync(new GetObjectRequest { BucketName = store.bucket, Key = name, ByteRange = new(Position, Length - 1) }, cancellationToken);
                openAt = Position;
            }
            var read = await open.ResponseStream.ReadAsync(buffer, cancellationToken);
            Position = openAt += read;
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is read asynchronously.");

        public override long Seek(long offset, SeekOrigin origin) => Position = offset + (origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => Position, _ => Length });

        public override void Flush() => throw new NotSupportedException("It is only read.");

        public override void SetLength(long value) => throw new NotSupportedException("It is only read.");

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is only read.");

        protected override void Dispose(bool disposing)
        {
            if (disposing) open?.Dispose();
            base.Dispose(disposing);
        }
    }
}
