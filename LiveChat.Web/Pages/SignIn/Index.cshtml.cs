using LiveChat.Core.Operators;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveChat.Web.Pages.SignIn;

/// <summary>The sign-in page. Whatever was wrong, the answer is the same.</summary>
/// <remarks>The form is limited and not the request: on a request that is too long the server hangs up, perhaps before the answer has been read.</remarks>
[RequestFormLimits(ValueCountLimit = 16, KeyLengthLimit = 100, ValueLengthLimit = 4096)]
[IgnoreAntiforgeryToken]
[TokenOrOwnPage]
public sealed class IndexModel(Core.Operators.SignIn signIn, SignInThrottle throttle, ILogger<IndexModel> log) : PageModel
{
    /// <summary>Where to go on; without it, the page that the link to sign in stood on.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public string? Username { get; set; }

    [BindProperty]
    public bool RememberMe { get; set; }

    /// <summary>The key of the sentence that says what went wrong.</summary>
    public string? Problem { get; private set; }

    public IActionResult OnGet()
    {
        ReturnUrl ??= Request.CameFrom();
        return User.Identity?.IsAuthenticated is true ? LocalRedirect(Url.Safe(ReturnUrl)) : Page();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? password, CancellationToken ct)
    {
        var address = HttpContext.Connection.RemoteIpAddress;
        if (!ModelState.IsValid || password?.Length > Passwords.Longest || Username?.Length > 100) return Wrong(StatusCodes.Status400BadRequest, "SignIn.Wrong");
        if (!throttle.TryBegin(Username ?? "", address)) return Wrong(StatusCodes.Status429TooManyRequests, "SignIn.TooOften");
        if (await signIn.RunAsync(Username, password, ct) is not { } identity)
        {
            log.Refused();
            return Wrong(StatusCodes.Status422UnprocessableEntity, "SignIn.Wrong");
        }
        throttle.Succeeded(Username ?? "", address);
        await HttpContext.SignInAsync(identity, RememberMe);
        return LocalRedirect(Url.Safe(ReturnUrl));
    }

    private PageResult Wrong(int status, string problem)
    {
        (Response.StatusCode, Problem) = (status, problem);
        return Page();
    }
}

internal static partial class SignInLog
{
    [LoggerMessage(LogLevel.Information, "A sign-in was refused.")]
    public static partial void Refused(this ILogger logger);

    [LoggerMessage(LogLevel.Warning, "Development sign-in without a password was used, as operator {OperatorId}.")]
    public static partial void DevelopmentSignInUsed(this ILogger logger, long operatorId);
}
