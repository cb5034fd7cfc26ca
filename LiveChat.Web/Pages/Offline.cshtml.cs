using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveChat.Web.Pages;

/// <summary>There is no connection: the one page that a browser keeps.</summary>
public sealed class OfflineModel : PageModel
{
    public void OnGet()
    {
        // the same for everybody
    }
}
