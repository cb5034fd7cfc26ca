using LiveChat.Core.Live;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveChat.Web.Pages.SignIn;

/// <summary>Sign-out: the cookie goes, and the streams of this sign-in end everywhere.</summary>
[IgnoreAntiforgeryToken]
[TokenOrOwnPage]
public sealed class OutModel(ILiveFeed live) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (User.Identity?.IsAuthenticated is true) await live.AnnounceAsync(new SignedOut(User.SignInId), ct);
        await HttpContext.SignOutAsync();
        return LocalRedirect("/login");
    }
}
