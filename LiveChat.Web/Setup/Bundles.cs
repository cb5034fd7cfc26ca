using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.FileProviders;
using NUglify;

namespace LiveChat.Web.Setup;

/// <summary>
/// The many small files of wwwroot/js and wwwroot/css as one script and one style sheet, so that a page costs two requests: put together, without
/// comments and blanks, and compressed, once per process. The address names the content, so a browser keeps it for ever. There is no build step: a
/// behaviour or a component is added by adding its file.
/// </summary>
public sealed partial class Bundles(IWebHostEnvironment environment, StaticNames names)
{
    private readonly Lazy<Bundle> script = new(() => Bundle.Of("js", "text/javascript; charset=utf-8", NewScript(environment.WebRootFileProvider)));
    private readonly Lazy<Bundle> style = new(() => Bundle.Of("css", "text/css; charset=utf-8", NewStyle(environment.WebRootFileProvider, names)));

    public Bundle Script => script.Value;

    public Bundle Style => style.Value;

    private static string NewScript(IFileProvider files)
    {
        var behaviours = FilesOf(files, "js", ".js").Select(file => Minify(file.Name, Uglify.Js(ReadAll(file))));
        return string.Join(";\n", behaviours.Prepend(ReadAll(files.GetFileInfo("vendor/htmx/htmx-4.0.1.min.js"))));
    }

    /// <summary>layers.css goes first: it says in which order the layers stand.</summary>
    private static string NewStyle(IFileProvider files, StaticNames names)
    {
        var sheets = FilesOf(files, "css", ".css").OrderBy(file => file.Name != "layers.css").Select(file => Minify(file.Name, Uglify.Css(ReadAll(file))));
        return FileOfOurs.Replace(string.Join('\n', sheets), match => names.UrlOf(match.Value[1..]));
    }

    private static IEnumerable<IFileInfo> FilesOf(IFileProvider files, string folder, string ending) =>
        files.GetDirectoryContents(folder).Where(file => !file.IsDirectory && file.Name.EndsWith(ending, StringComparison.Ordinal)).OrderBy(file => file.Name, StringComparer.Ordinal);

    private static string ReadAll(IFileInfo file)
    {
        using var reader = new StreamReader(file.CreateReadStream(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string Minify(string name, UglifyResult result) =>
        result.HasErrors ? throw new InvalidOperationException($"{name} cannot be read: {result.Errors[0]}") : result.Code;

    /// <summary>The address in <c>url(/fonts/inter.woff2)</c>.</summary>
    [GeneratedRegex(@"(?<=url\(""?)/[\w./-]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex FileOfOurs { get; }
}

/// <summary>One of the two, in the three ways a browser may take it.</summary>
public sealed record Bundle(string Url, string ContentType, byte[] Plain, byte[] Brotli, byte[] Gzip)
{
    public static Bundle Of(string kind, string contentType, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var name = Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 6));
        return new($"/{kind}/livechat.{name}.{kind}", contentType, plain, Pack(plain, packed => new BrotliStream(packed, CompressionLevel.SmallestSize)), Pack(plain, packed => new GZipStream(packed, CompressionLevel.SmallestSize)));
    }

    private static byte[] Pack(byte[] plain, Func<Stream, Stream> packer)
    {
        var packed = new MemoryStream();
        using (var stream = packer(packed)) stream.Write(plain);
        return packed.ToArray();
    }
}

public static class BundlesSetup
{
    public static void MapBundles(this WebApplication app)
    {
        app.MapGet("/js/livechat.{content}.js", (HttpContext context, Bundles bundles) => SendAsync(context, bundles.Script)).AllowAnonymous();
        app.MapGet("/css/livechat.{content}.css", (HttpContext context, Bundles bundles) => SendAsync(context, bundles.Style)).AllowAnonymous();
    }

    /// <summary>What a page of another version asks for is answered with what there is now, and not kept.</summary>
    private static async Task SendAsync(HttpContext context, Bundle bundle)
    {
        var isCurrent = context.Request.Path == bundle.Url;
        var accepted = context.Request.Headers.AcceptEncoding.ToString();
        var (encoding, bytes) = accepted.Contains("br", StringComparison.Ordinal) ? ("br", bundle.Brotli) : accepted.Contains("gzip", StringComparison.Ordinal) ? ("gzip", bundle.Gzip) : (null, bundle.Plain);
        var headers = context.Response.Headers;
        (headers.CacheControl, headers.Vary, headers.ContentType, headers.ContentLength) = (isCurrent ? "public, max-age=31536000, immutable" : "no-store", "Accept-Encoding", bundle.ContentType, bytes.Length);
        if (encoding is not null) headers.ContentEncoding = encoding;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
