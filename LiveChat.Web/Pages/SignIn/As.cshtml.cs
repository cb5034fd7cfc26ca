using LiveChat.Core.Operators;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveChat.Web.Pages.SignIn;

/// <summary>"Continue as …", in Development only: <see cref="Setup.DevelopmentOnly"/> takes the page away everywhere else.</summary>
[IgnoreAntiforgeryToken]
[TokenOrOwnPage]
public sealed class AsModel(FindOperator find, ILogger<AsModel> log) : PageModel
{
    public async Task<IActionResult> OnPostAsync([FromForm] string? role, [FromForm] string? returnUrl, CancellationToken ct)
    {
        var wanted = role switch { "admin" => OperatorRole.SuperAdmin, "agent" => OperatorRole.Agent, _ => (OperatorRole?)null };
        if (wanted is null || await find.FirstOfRoleAsync(wanted.Value, ct) is not { } identity) return BadRequest();
        log.DevelopmentSignInUsed(identity.Id);
        await HttpContext.SignInAsync(identity, remember: false);
        return LocalRedirect(Url.Safe(returnUrl));
    }
}
