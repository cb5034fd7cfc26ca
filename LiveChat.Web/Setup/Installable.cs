using System.Globalization;
using System.Text.Json;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Resources;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Setup;

/// <summary>
/// The console as an application of the phone: its manifest, and the service worker that keeps the files of this version (never a page, a fragment or
/// the stream), so that it opens at once, and can say that there is no connection.
/// </summary>
public static class Installable
{
    public const string ManifestUrl = "/manifest.webmanifest";

    public const string OfflineUrl = "/offline";

    /// <summary>The bar's colour (--surface-raised) goes on into the frame around the page.</summary>
    public const string LightBar = "#ffffff";
    public const string DarkBar = "#1d2421";

    private static readonly string[] Kept = ["fonts/inter.woff2", "fonts/noto-sans-thai.woff2", "icons/livechat.svg"];

    public static void MapInstallable(this WebApplication app)
    {
        app.MapGet(ManifestUrl, SendManifestAsync).AllowAnonymous();
        app.MapGet("/sw.js", SendWorkerAsync).AllowAnonymous();
    }

    private static Task SendManifestAsync(HttpContext context, StaticNames names, IStringLocalizer<Texts> texts) => context.Response.WriteAsJsonAsync(new
    {
        id = Urls.Console,
        name = texts["Install.Name"].Value,
        short_name = "LiveChat",
        description = texts["Install.Description"].Value,
        lang = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        start_url = Urls.Console,
        scope = "/",
        display = "standalone",
        theme_color = LightBar,
        background_color = LightBar,
        icons = new[] { Icon(names, "icons/livechat-192.png", 192, "any"), Icon(names, "icons/livechat-512.png", 512, "any"), Icon(names, "icons/livechat-maskable-512.png", 512, "maskable") },
    }, options: null, "application/manifest+json", context.RequestAborted);

    private static object Icon(StaticNames names, string file, int size, string purpose) => new { src = names.UrlOf(file), sizes = $"{size}x{size}", type = "image/png", purpose };

    /// <summary>wwwroot/js/worker/sw.js, told what this version consists of: another version is another script, which is how browsers notice.</summary>
    private static async Task<ContentHttpResult> SendWorkerAsync(HttpContext context, IWebHostEnvironment environment, Bundles bundles, StaticNames names, CancellationToken ct)
    {
        using var reader = new StreamReader(environment.WebRootFileProvider.GetFileInfo("js/worker/sw.js").CreateReadStream());
        string[] files = [OfflineUrl, bundles.Style.Url, bundles.Script.Url, .. Kept.Select(names.UrlOf)];
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Text($"const offline = {JsonSerializer.Serialize(OfflineUrl)}, files = {JsonSerializer.Serialize(files)};\n{await reader.ReadToEndAsync(ct)}", "text/javascript; charset=utf-8");
    }
}
