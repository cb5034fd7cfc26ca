using LiveChat.Core.Operators;
using LiveChat.Web.Pages.SignIn;
using LiveChat.Web.Security;
using LiveChat.Web.Setup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveChat.Web.Pages;

/// <summary>Thai or English: kept with the operator when somebody is signed in, and in the browser for the sign-in page. The page stays the one it was chosen on.</summary>
[IgnoreAntiforgeryToken]
[TokenOrOwnPage]
public sealed class LanguageModel(ChooseLanguage choose) : PageModel
{
    public async Task<IActionResult> OnPostAsync([FromForm] string? language, [FromForm] string? returnUrl, CancellationToken ct)
    {
        if (!Languages.Has(language)) return BadRequest();
        if (User.Identity?.IsAuthenticated is true) await choose.RunAsync(User.OperatorId, language!, ct);
        Response.Cookies.Append(Languages.CookieName, language!, new() { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true });
        return LocalRedirect(Url.Safe(returnUrl ?? Request.CameFrom()));
    }
}
