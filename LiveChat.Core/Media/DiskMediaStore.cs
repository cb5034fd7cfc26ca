namespace LiveChat.Core.Media;

/// <summary>Files in folders by the first digits of their names, so that no folder grows beyond what a disk likes.</summary>
public sealed class DiskMediaStore(MediaOptions options) : IMediaStore
{
    private const int BufferSize = 64 * 1024;

    /// <summary>A rename within one disk: whoever reads finds the old file, the new one or none.</summary>
    public Task KeepAsync(string name, SpooledFile file, CancellationToken ct)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(file.Path, path, overwrite: true);
        return Task.CompletedTask;
    }

    public Task<Stream?> OpenAsync(string name, CancellationToken ct)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task DeleteAsync(string name, CancellationToken ct)
    {
        var path = PathOf(name);
        if (File.Exists(path)) File.Delete(path);
        return Task.CompletedTask;
    }

    private string PathOf(string name) => Path.Combine(options.Path, MediaName.Checked(name)[..2], name[2..4], name);
}
