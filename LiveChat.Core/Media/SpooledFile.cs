using System.Buffers;
using System.Security.Cryptography;

namespace LiveChat.Core.Media;

/// <summary>The source sent nothing for too long.</summary>
public sealed class StalledException() : IOException("Nothing came for too long.");

/// <summary>The source ended before its end. What goes wrong on our own disk is something else.</summary>
public sealed class BrokenOffException(Exception inner) : IOException("It broke off.", inner);

/// <summary>The source is longer than it may be.</summary>
public sealed class TooLargeException() : IOException("It is too large.");

/// <summary>Bytes on their way into the store: in a file of its own until they are kept, and gone with it otherwise.</summary>
public sealed class SpooledFile(string path) : IDisposable
{
    private const int BufferSize = 128 * 1024;

    public string Path => path;

    public long Length => new FileInfo(path).Length;

    public FileStream OpenRead() => new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous);

    /// <summary>Copies all of a source, a piece at a time, and makes sure it is on the disk. How long it takes does not matter as long as something comes.</summary>
    /// <returns>The SHA-256 of what came.</returns>
    public async Task<byte[]> FillAsync(Stream source, long most, TimeSpan patience, TimeProvider clock, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var target = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
            long length = 0;
            while (await ReadAsync(source, buffer, patience, clock, ct) is > 0 and var read)
            {
                if ((length += read) > most) throw new TooLargeException();
                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), ct);
            }
            target.Flush(flushToDisk: true);
            return hash.GetHashAndReset();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<int> ReadAsync(Stream source, byte[] buffer, TimeSpan patience, TimeProvider clock, CancellationToken ct)
    {
        using var stalled = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, stalled.Token);
        try
        {
            return await source.ReadAsync(buffer, either.Token);
        }
        catch (OperationCanceledException) when (stalled.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new StalledException();
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw new BrokenOffException(exception);
        }
    }

    /// <summary>What was kept is no longer here, and that is no matter.</summary>
    public void Dispose() => File.Delete(path);
}

/// <summary>Where files lie until they are whole. On the disk store's own disk, so that keeping one is a rename.</summary>
public sealed class MediaSpool(MediaOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private readonly string folder = Directory.CreateDirectory(Path.Combine(options.Path, "incoming")).FullName;

    public SpooledFile NewFile() => new(Path.Combine(folder, Guid.NewGuid().ToString("N")));

    /// <summary>What a process that died has left behind.</summary>
    public void Sweep()
    {
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
            if (clock.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc > Abandoned) file.Delete();
    }
}
