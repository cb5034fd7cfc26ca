using LiveChat.Core.Media;
using LiveChat.Web.Security;
using Microsoft.Net.Http.Headers;

namespace LiveChat.Web.Media;

/// <summary>
/// Files as they are handed out (SAFETY rule 8): what a browser can only show is shown, everything else is saved; no page is ever made of it. An address
/// says which bytes, for ever, so a browser asks once.
/// </summary>
public static class MediaEndpoints
{
    private static readonly HashSet<string> Shown =
    [
        MediaType.Jpeg, MediaType.Png, MediaType.Gif, MediaType.WebP, MediaType.Heic, MediaType.Avif, MediaType.Mp4, MediaType.QuickTime, MediaType.Mp4Audio, MediaType.Mp3, MediaType.Ogg, MediaType.Wav,
    ];

    public static void MapMedia(this WebApplication app)
    {
        string[] asks = [HttpMethods.Get, HttpMethods.Head];
        app.MapMethods("/media/{key}", asks, (string key, HttpContext context, FindMedia find, IMediaStore store) => SendAsync(context, store, find.ForOperatorsAsync, key, isPreview: false)).RequireAuthorization(Policies.Operator);
        app.MapMethods("/media/{key}/preview", asks, (string key, HttpContext context, FindMedia find, IMediaStore store) => SendAsync(context, store, find.ForOperatorsAsync, key, isPreview: true)).RequireAuthorization(Policies.Operator);
        app.MapMethods("/public/media/{key}", asks, (string key, HttpContext context, FindMedia find, IMediaStore store) => SendAsync(context, store, find.ForAnybodyAsync, key, isPreview: false)).AllowAnonymous();
        app.MapMethods("/public/media/{key}/preview", asks, (string key, HttpContext context, FindMedia find, IMediaStore store) => SendAsync(context, store, find.ForAnybodyAsync, key, isPreview: true)).AllowAnonymous();
    }

    private static async Task<IResult> SendAsync(HttpContext context, IMediaStore store, Func<string, CancellationToken, Task<FoundMedia?>> find, string key, bool isPreview)
    {
        var ct = context.RequestAborted;
        if (!MediaName.IsKey(key) || await find(key, ct) is not { } found || (isPreview && !found.HasPreview)) return TypedResults.NotFound();
        if (await store.OpenAsync(isPreview ? MediaName.Preview(key) : key, ct) is not { } content) return TypedResults.NotFound();

        var type = isPreview ? MediaType.Jpeg : found.ContentType;
        var isPublic = context.Request.Path.StartsWithSegments("/public");
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = $"{(isPublic ? "public" : "private")}, max-age=31536000, immutable";
        headers.ContentDisposition = Disposition(found, type, isShown: isPreview || (found.Kind != MediaKind.File && Shown.Contains(type)));
        return TypedResults.Stream(content, type, entityTag: new EntityTagHeaderValue($"\"{key}{(isPreview ? "-preview" : "")}\""), enableRangeProcessing: true);
    }

    private static string Disposition(FoundMedia found, string type, bool isShown)
    {
        var disposition = new ContentDispositionHeaderValue(isShown ? "inline" : "attachment");
        disposition.SetHttpFileName(FileNames.Safe(found.FileName, type, found.Key));
        return disposition.ToString();
    }
}
