using LiveChat.Web.Setup;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace LiveChat.Web.Security;

/// <summary>Which site a browser says that a request comes from (Fetch Metadata, and RFC 6454 for browsers that do not send it).</summary>
public static class Origins
{
    /// <summary>What changes something is taken from our own pages only, token or not. LINE and its fake are no browsers and sign what they send.</summary>
    public static void UseOwnOriginOnly(this WebApplication app) => app.Use((context, next) =>
    {
        var path = context.Request.Path;
        var isForPeople = !path.StartsWithSegments("/line") && !path.StartsWithSegments("/simulator/line");
        if (!isForPeople || IsSafe(context.Request.Method) || context.IsFromOwnPage() is not false) return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });

    /// <summary>Null when it does not say: an old browser, or none.</summary>
    public static bool? IsFromOwnPage(this HttpContext context)
    {
        var headers = context.Request.Headers;
        if (headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site) return site is "same-origin" or "none";
        if (headers.Origin.ToString() is not { Length: > 0 } origin) return null;
        var ours = context.RequestServices.GetRequiredService<Settings>().PublicBaseUrl;
        return Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && (string.Equals(from.Authority, context.Request.Host.Value, StringComparison.OrdinalIgnoreCase) || string.Equals(from.Authority, ours?.Authority, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}

/// <summary>
/// Signing in and out and choosing a language: a token of a page that was open while somebody signed in or out in another tab is stale for no fault of its user, so it counts
/// as well that the browser says the request comes from our own page. Goes with <see cref="IgnoreAntiforgeryTokenAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TokenOrOwnPageAttribute : Attribute, IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        var antiforgery = http.RequestServices.GetRequiredService<IAntiforgery>();
        if (http.IsFromOwnPage() is true || await antiforgery.IsRequestValidAsync(http)) await next(); // what only asks is always valid
        else context.Result = new BadRequestResult();
    }
}
