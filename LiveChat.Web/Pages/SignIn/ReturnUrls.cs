using LiveChat.Web.Pages.LiveChat;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.SignIn;

public static class ReturnUrls
{
    /// <summary>The page asked for if it is one of ours, else the console: a sign-in never leads elsewhere.</summary>
    public static string Safe(this IUrlHelper url, string? returnUrl) => url.IsLocalUrl(returnUrl) ? returnUrl! : Urls.Console;
}
