using LiveChat.Core.Media;
using Microsoft.AspNetCore.Hosting.Server;

namespace LiveChat.Web.Setup;

public static class MediaStorageSetup
{
    /// <summary>On the disk, or in the bucket that the settings name.</summary>
    public static void AddMediaStore(this WebApplicationBuilder builder, Settings settings)
    {
        var services = builder.Services;
        RefuseUnlessWritable(settings.Media.Path);
        services.AddSingleton(settings.Media);
        services.AddSingleton(provider => new PublicAddress(() => SiteOf(settings, builder.Environment, provider.GetRequiredService<IServer>())));
        if (settings.Media.S3 is { } bucket) services.AddSingleton<IMediaStore>(new S3MediaStore(bucket));
        else services.AddSingleton<IMediaStore, DiskMediaStore>();
    }

    /// <summary>What the settings say; where the simulator plays LINE it is this machine, under the scheme that LINE would insist on.</summary>
    private static Uri? SiteOf(Settings settings, IHostEnvironment environment, IServer server)
    {
        var site = settings.PublicBaseUrl ?? (environment.IsDevelopment() ? OwnAddress.Of(server) : null);
        return site is { Scheme: "http" } && environment.IsDevelopment() ? new UriBuilder(site) { Scheme = Uri.UriSchemeHttps, Port = site.Port }.Uri : site;
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
