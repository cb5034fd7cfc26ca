using LiveChat.Core.Media;

namespace LiveChat.Web.Setup;

public static class MediaStorageSetup
{
    /// <summary>On the disk, or in the bucket that the settings name.</summary>
    public static void AddMediaStore(this IServiceCollection services, Settings settings)
    {
        RefuseUnlessWritable(settings.Media.Path);
        services.AddSingleton(settings.Media);
        if (settings.Media.S3 is { } bucket) services.AddSingleton<IMediaStore>(new S3MediaStore(bucket));
        else services.AddSingleton<IMediaStore, DiskMediaStore>();
    }

    private static void RefuseUnlessWritable(string path)
    {
        try
        {
            File.Create(Path.Combine(Directory.CreateDirectory(path).FullName, $".probe-{Guid.NewGuid():N}"), bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"Media__Path names a folder that cannot be written to: {path}.");
        }
    }
}
