using LiveChat.Web.Pages.LiveChat;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveChat.Web.Pages;

/// <summary>The console is home.</summary>
public sealed class HomeModel : PageModel
{
    public IActionResult OnGet() => LocalRedirect(Urls.Console);
}
