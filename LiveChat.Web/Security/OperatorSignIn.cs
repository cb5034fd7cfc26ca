using System.Security.Claims;
using Htmx;
using LiveChat.Core.Operators;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Setup;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace LiveChat.Web.Security;

/// <summary>Cookie sign-in: 30 minutes from the last request, or 7 days when remembered. Every request asks whether the operator may still work.</summary>
public static class OperatorSignIn
{
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    public static void AddOperatorSignIn(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddSingleton<SignInThrottle>();
        services.AddAuthorizationBuilder().AddPolicies();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.Cookie.Name = environment.IsProduction() ? "__Host-livechat" : "livechat";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.ExpireTimeSpan = Idle;
            options.SlidingExpiration = true;
            options.LoginPath = "/login";
            options.ReturnUrlParameter = "returnUrl";
            options.Events.OnValidatePrincipal = AskWhetherStillEnabledAsync;
            options.Events.OnCheckSlidingExpiration = StayOnlyForPeople;
            options.Events.OnRedirectToLogin = SendToSignInAsync;
            options.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
    }

    public static Task SignInAsync(this HttpContext context, OperatorIdentity identity, bool remember)
    {
        var properties = remember ? new AuthenticationProperties { IsPersistent = true, ExpiresUtc = context.Clock().GetUtcNow() + Remembered } : new();
        return context.SignInAsync(identity.ToPrincipal(Guid.NewGuid().ToString("N"), CookieAuthenticationDefaults.AuthenticationScheme), properties);
    }

    private static async Task AskWhetherStillEnabledAsync(CookieValidatePrincipalContext context)
    {
        OperatorIdentity? identity;
        try
        {
            identity = await context.HttpContext.RequestServices.GetRequiredService<FindOperator>().ByIdAsync(context.Principal!.OperatorId, context.HttpContext.RequestAborted);
        }
        catch (Exception exception) when (Trouble.IsDatabase(exception))
        {
            return; // whatever was asked for will say so itself; nobody is signed out because the database is away
        }
        if (identity is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync();
            return;
        }
        context.ReplacePrincipal(identity.ToPrincipal(context.Principal!.SignInId, context.Scheme.Name));
    }

    /// <summary>What an open page asks by itself is no sign that anybody is there: it keeps nobody signed in.</summary>
    private static Task StayOnlyForPeople(CookieSlidingExpirationContext context)
    {
        context.ShouldRenew &= !IsByItself(context.Request) && !IsRenewal(context.Request);
        return Task.CompletedTask;
    }

    private static bool IsByItself(HttpRequest request)
    {
        var (path, query) = (request.Path, request.Query);
        return path.StartsWithSegments("/live") || query.ContainsKey("since") || query.ContainsKey("version")
            || path.Value!.EndsWith("/desk", StringComparison.Ordinal) || path.Value.EndsWith("/reading", StringComparison.Ordinal) || path.Value.EndsWith("/viewing", StringComparison.Ordinal)
            || (HttpMethods.IsGet(request.Method) && path.Value.EndsWith("/customer", StringComparison.Ordinal));
    }

    /// <summary>A page that renews itself as a whole now and then (wwwroot/js/while-visible.js).</summary>
    private static bool IsRenewal(HttpRequest request) =>
        request.IsHtmx() && HttpMethods.IsGet(request.Method) && (request.Path == Urls.Doctor || request.Path.Value!.EndsWith("/media", StringComparison.Ordinal));

    /// <summary>
    /// Pages go to the sign-in page; htmx is told to take the browser there; a stream just ends, and so does what a page asks by itself: the page says
    /// that the sign-in has ended, and whoever was writing still sees what they wrote.
    /// </summary>
    private static Task SendToSignInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.IsHtmx() && IsByItself(context.Request)) context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else if (context.Request.IsHtmx())
        {
            var from = Uri.TryCreate(context.Request.Headers["HX-Current-URL"], UriKind.Absolute, out var page) ? page.PathAndQuery : "/admin";
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Htmx(headers => headers.Redirect("/login?returnUrl=" + Uri.EscapeDataString(from)));
        }
        else if (context.Request.Path.StartsWithSegments("/live") || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))) context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    private static TimeProvider Clock(this HttpContext context) => context.RequestServices.GetRequiredService<TimeProvider>();
}
