using System.Net;
using System.Security.Cryptography;
using LiveChat.Core.Channels;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.Tests.Setup;

public sealed class KeyRingTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_second_instance_reads_secrets_and_cookies_of_the_first_and_the_database_alone_reads_neither()
    {
        var secret = app.LineHost.Channel.Secret;
        var stored = await app.ReadAsync(db => db.Channels.Select(channel => channel.SealedSecret).SingleAsync());
        await app.GivenOperatorAsync("roaming");
        using var visitor = await app.SignedInAsync("roaming");

        await using var second = new AppBeside(app, app.KeysPath);
        await second.InitializeAsync();
        Assert.Equal(secret, second.Services.GetRequiredService<ISecrets>().Open(stored));
        Assert.Equal(HttpStatusCode.OK, await OpenConsoleAsync(second, visitor));

        using var elsewhere = new Operations.TemporaryFolder();
        await using var thief = new AppBeside(app, elsewhere.Path);
        await thief.InitializeAsync();
        Assert.ThrowsAny<CryptographicException>(() => thief.Services.GetRequiredService<ISecrets>().Open(stored));
        Assert.Equal(HttpStatusCode.Redirect, await OpenConsoleAsync(thief, visitor));
    }

    [Fact]
    public async Task Neither_the_channels_nor_the_key_ring_show_a_secret()
    {
        var channel = await app.ReadAsync(db => db.Channels.AsNoTracking().SingleAsync());
        Assert.DoesNotContain(app.LineHost.Channel.Secret, channel.SealedSecret, StringComparison.Ordinal);
        Assert.DoesNotContain(app.LineHost.Channel.AccessToken, channel.SealedAccessToken, StringComparison.Ordinal);
        Assert.NotEqual(app.Services.GetRequiredService<ISecrets>().Seal("the same"), app.Services.GetRequiredService<ISecrets>().Seal("the same"));

        var ring = await app.ReadAsync(db => db.KeyRing.Select(entry => entry.Xml).ToListAsync());
        Assert.NotEmpty(ring);
        Assert.All(ring, xml => Assert.Contains("encryptedSecret", xml, StringComparison.Ordinal));
        Assert.All(ring, xml => Assert.DoesNotContain("<masterKey", xml, StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_application_may_read_the_file_that_opens_the_ring()
    {
        var file = Path.Combine(app.KeysPath, "livechat.pfx");
        Assert.True(File.Exists(file));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    private static async Task<HttpStatusCode> OpenConsoleAsync(App at, Visitor visitor)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = at.BaseUrl };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin/live-chat");
        request.Headers.Add("Cookie", string.Join("; ", visitor.Cookies.GetAllCookies().Select(cookie => $"{cookie.Name}={cookie.Value}")));
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>Another instance on the same database.</summary>
    private sealed class AppBeside(App first, string keysPath) : App
    {
        protected override IDictionary<string, string> Settings()
        {
            var settings = base.Settings();
            settings["ConnectionStrings:Postgres"] = first.Postgres;
            settings["Keys:Path"] = keysPath;
            return settings;
        }
    }
}
