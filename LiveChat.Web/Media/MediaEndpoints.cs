using LiveChat.Core.Media;
using LiveChat.Web.Security;
using Microsoft.Net.Http.Headers;

namespace LiveChat.Web.Media;

/// <summary>
/// Files as they are handed out (SAFETY rule 8): what a browser can only show is shown, everything else is saved; no page is ever made of it. An address
/// says which bytes, for ever: a customer's phone asks once. An operator's browser asks each time whether they are still to be seen (SAFETY P16), and is
/// told so without them.
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
        var tag = new EntityTagHeaderValue($"\"{key}{(isPreview ? "-preview" : "")}\"");
        var isKnown = context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false));
        var content = isKnown ? null : await store.OpenAsync(isPreview ? MediaName.Preview(key) : key, ct); // the store is not asked for what will not be read
        if (content is null && !isKnown) return TypedResults.NotFound();

        var headers = context.Response.Headers;
        (headers.CacheControl, headers.ETag) = (context.Request.Path.StartsWithSegments("/public") ? "public, max-age=31536000, immutable" : "private, no-cache", tag.ToString());
        if (content is null) return TypedResults.StatusCode(StatusCodes.Status304NotModified);

        var type = isPreview ? MediaType.Jpeg : found.ContentType;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.ContentDisposition = Disposition(found, type, isShown: isPreview || (found.Kind != MediaKind.File && Shown.Contains(type)));
        return TypedResults.Stream(content, type, entityTag: tag, enableRangeProcessing: true);
    }

    private static string Disposition(FoundMedia found, string type, bool isShown)
    {
        var disposition = new ContentDispositionHeaderValue(isShown ? "inline" : "attachment");
        disposition.SetHttpFileName(FileNames.Safe(found.FileName, type, found.Key));
        return disposition.ToString();
    }
}
