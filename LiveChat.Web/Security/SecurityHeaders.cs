using LiveChat.Web.Pages.LiveChat;

namespace LiveChat.Web.Security;

/// <summary>On every response, from the first day: nothing inline, nothing from elsewhere but pictures on LINE's own hosts.</summary>
public static class SecurityHeaders
{
    /// <summary>Where LINE keeps profile pictures; the content policy and the avatar fragment agree on it.</summary>
    public const string PictureHosts = "https://profile.line-scdn.net https://sprofile.line-scdn.net";

    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; " +
        "media-src 'self'; img-src 'self' data: " + PictureHosts + " " + LineShop.Host + "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app)
    {
        if (app.Environment.IsProduction())
        {
            app.UseHsts();
            app.UseCookiePolicy(new() { Secure = CookieSecurePolicy.Always }); // browsers keep them on http://localhost too: ./run --env Production
        }
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["X-Answered-By"] = "LiveChat"; // what a proxy says in our place does not have it: page.js shows none of that
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
            return next(context);
        });
    }
}
