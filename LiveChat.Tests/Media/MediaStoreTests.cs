using Amazon.S3;
using LiveChat.Core.Media;
using LiveChat.Tests.Operations;
using Xunit;

namespace LiveChat.Tests.Media;

/// <summary>What both stores have to do.</summary>
public abstract class MediaStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly MediaSpool spool;

    protected MediaStoreTests() => spool = new(Options, TimeProvider.System);

    protected MediaOptions Options => new() { Path = folder.Path, LargestFile = 1 << 30 };

    protected abstract IMediaStore Store { get; }

    public virtual void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300_000)]
    public async Task What_is_kept_comes_back_and_is_gone_when_it_is_deleted(int length)
    {
        var (name, bytes) = (MediaFile.NewKey(), NewBytes(length));
        await KeepAsync(name, bytes);
        Assert.Equal(bytes, await ReadAsync(name, from: 0));
        await Store.DeleteAsync(name, CancellationToken.None);
        Assert.Null(await Store.OpenAsync(name, CancellationToken.None));
        await Store.DeleteAsync(name, CancellationToken.None); // twice is once
    }

    [Fact]
    public async Task Any_part_of_it_can_be_asked_for()
    {
        var (name, bytes) = (MediaFile.NewKey(), NewBytes(100_000));
        await KeepAsync(name, bytes);
        Assert.Equal(bytes[70_000..], await ReadAsync(name, from: 70_000));
        await using var open = (await Store.OpenAsync(name, CancellationToken.None))!;
        Assert.Equal(100_000, open.Length);
        var part = new byte[10];
        foreach (var from in (int[])[50, 99_990, 0])
        {
            open.Seek(from, SeekOrigin.Begin);
            await open.ReadExactlyAsync(part);
            Assert.Equal(bytes[from..(from + 10)], part);
        }
    }

    [Fact]
    public async Task What_is_kept_again_is_the_newer()
    {
        var name = MediaName.Preview(MediaFile.NewKey());
        await KeepAsync(name, NewBytes(500));
        var newer = NewBytes(400);
        await KeepAsync(name, newer);
        Assert.Equal(newer, await ReadAsync(name, from: 0));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("0123456789abcdef0123456789ABCDEF")]
    [InlineData("0123456789abcdef0123456789abcdef/..")]
    [InlineData("")]
    public async Task A_name_that_we_did_not_make_is_no_name(string name) => await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenAsync(name, CancellationToken.None));

    protected async Task KeepAsync(string name, byte[] bytes)
    {
        using var file = spool.NewFile();
        await file.FillAsync(new MemoryStream(bytes), long.MaxValue, TimeSpan.FromMinutes(1), TimeProvider.System, CancellationToken.None);
        await Store.KeepAsync(name, file, CancellationToken.None);
    }

    protected async Task<byte[]> ReadAsync(string name, long from)
    {
        await using var open = (await Store.OpenAsync(name, CancellationToken.None))!;
        open.Seek(from, SeekOrigin.Begin);
        using var bytes = new MemoryStream();
        await open.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    protected static byte[] NewBytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}

public sealed class DiskMediaStoreTests : MediaStoreTests
{
    private readonly DiskMediaStore store;

    public DiskMediaStoreTests() => store = new(Options);

    protected override IMediaStore Store => store;

    [Fact]
    public async Task Nothing_half_written_lies_about()
    {
        await KeepAsync(MediaFile.NewKey(), NewBytes(1000));
        Assert.Single(Directory.EnumerateFiles(Options.Path, "*", SearchOption.AllDirectories));
    }
}

public sealed class S3MediaStoreTests : MediaStoreTests, IAsyncLifetime
{
    private FakeS3 fake = null!;
    private S3MediaStore store = null!;

    protected override IMediaStore Store => store;

    public async ValueTask InitializeAsync()
    {
        fake = await FakeS3.StartAsync();
        store = NewStore(FakeS3.Bucket, FakeS3.SecretKey);
    }

    public async ValueTask DisposeAsync()
    {
        store.Dispose();
        await fake.DisposeAsync();
        Dispose();
    }

    [Fact]
    public async Task A_large_file_goes_in_parts_and_arrives_whole()
    {
        var (name, bytes) = (MediaFile.NewKey(), NewBytes((40 * 1024 * 1024) + 7));
        await KeepAsync(name, bytes);
        Assert.Equal(bytes, fake.Objects[name]);
        Assert.Equal((3, 0), (fake.Asked.Count(asked => asked.StartsWith("PUT", StringComparison.Ordinal)), fake.OpenUploads));
    }

    [Fact]
    public async Task An_upload_that_breaks_leaves_nothing_in_the_bucket()
    {
        fake.BreaksAtPart = 2;
        await Assert.ThrowsAsync<AmazonS3Exception>(() => KeepAsync(MediaFile.NewKey(), NewBytes(33 * 1024 * 1024)));
        Assert.Equal((0, 0), (fake.OpenUploads, fake.Objects.Count));
    }

    [Fact]
    public async Task Only_what_is_sought_in_is_asked_for_by_range()
    {
        var name = MediaFile.NewKey();
        await KeepAsync(name, NewBytes(1000));
        await ReadAsync(name, from: 0);
        await ReadAsync(name, from: 900);
        Assert.Equal([$"PUT {name}", $"GET {name}", $"GET {name}", $"GET {name} bytes=900-999"], fake.Asked);
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_and_a_wrong_secret_are_no_missing_files()
    {
        using var elsewhere = NewStore("no-such-bucket", FakeS3.SecretKey);
        using var stranger = NewStore(FakeS3.Bucket, "another secret");
        foreach (var wrong in (S3MediaStore[])[elsewhere, stranger]) await Assert.ThrowsAsync<AmazonS3Exception>(() => wrong.OpenAsync(MediaFile.NewKey(), CancellationToken.None));
    }

    private S3MediaStore NewStore(string bucket, string secret) => new(new(bucket, fake.Url, FakeS3.Region, FakeS3.AccessKey, secret));
}
