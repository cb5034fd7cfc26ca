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
    public async Task<IActionResult> OnPostAsync()
    {
        if (User.Identity?.IsAuthenticated is true) AnnounceWhenGone(User.SignInId);
        await HttpContext.SignOutAsync();
        return LocalRedirect("/login");
    }

    /// <summary>With the cookie, not before it: a page whose stream ends sooner would open another one.</summary>
    private void AnnounceWhenGone(string signInId) => Response.OnCompleted(() => live.AnnounceAsync(new SignedOut(signInId), CancellationToken.None).AsTask());
}
