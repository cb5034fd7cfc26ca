using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using LiveChat.Core.Channels;
using LiveChat.Core.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace LiveChat.Web.Setup;

/// <summary>
/// The key ring lies in the database, for every instance; what opens it lies in a file beside the application (Keys__Path), so that a copy of the
/// database alone reads neither cookies nor channel secrets.
/// </summary>
public static class KeyRingSetup
{
    public static void AddKeyRing(this WebApplicationBuilder builder, Settings settings)
    {
        builder.Services.AddDataProtection().SetApplicationName("LiveChat").ProtectKeysWithCertificate(OpenOrCreate(Path.Combine(settings.KeysPath, "livechat.pfx")));
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(services =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = new DatabaseKeyRing(services.GetRequiredService<IDbContextFactory<LiveChatDb>>())));
        builder.Services.AddSingleton<ISecrets, DataProtectionSecrets>();
    }

    private static X509Certificate2 OpenOrCreate(string file)
    {
        try
        {
            if (!File.Exists(file)) Create(file);
            return X509CertificateLoader.LoadPkcs12FromFile(file, password: null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new SettingException($"Keys__Path cannot be used: {exception.Message}");
        }
    }

    /// <summary>Written under a name of its own and moved: of two instances that start at once, both end with the same file.</summary>
    private static void Create(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        using var key = RSA.Create(3072);
        var request = new CertificateRequest("CN=LiveChat key ring", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(100));
        var draft = $"{file}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(draft, options)) stream.Write(certificate.Export(X509ContentType.Pkcs12));
        try
        {
            File.Move(draft, file);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }
    }

    private sealed class DataProtectionSecrets(IDataProtectionProvider provider) : ISecrets
    {
        private readonly IDataProtector protector = provider.CreateProtector("LiveChat.Channels");

        public string Seal(string secret) => protector.Protect(secret);

        public string Open(string sealedSecret) => protector.Unprotect(sealedSecret);
    }

    /// <summary>The framework asks synchronously, at the start and once a day.</summary>
    private sealed class DatabaseKeyRing(IDbContextFactory<LiveChatDb> databases) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements()
        {
            using var db = databases.CreateDbContext();
            return [.. db.KeyRing.AsNoTracking().OrderBy(entry => entry.Id).Select(entry => entry.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
        }

        public void StoreElement(XElement element, string friendlyName)
        {
            using var db = databases.CreateDbContext();
            db.KeyRing.Add(new() { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
            db.SaveChanges();
        }
    }
}
