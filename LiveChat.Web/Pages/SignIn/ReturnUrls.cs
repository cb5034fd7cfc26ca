using LiveChat.Web.Pages.LiveChat;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.SignIn;

public static class ReturnUrls
{
    /// <summary>The page asked for if it is one of ours, else the console: a sign-in never leads elsewhere, nor to an address that is no page.</summary>
    public static string Safe(this IUrlHelper url, string? returnUrl) => url.IsLocalUrl(returnUrl) && IsPage(returnUrl!) ? returnUrl! : Urls.Console;

    /// <summary>The page of ours on which somebody pressed, as it was then; null when the browser does not say.</summary>
    public static string? CameFrom(this HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page) && string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase) ? page.PathAndQuery : null;

    private static bool IsPage(string url)
    {
        PathString path = url.Split('?', '#')[0];
        return path == "/login" || path.StartsWithSegments("/admin") || path.StartsWithSegments("/simulator");
    }
}
