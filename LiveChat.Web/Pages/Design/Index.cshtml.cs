using LiveChat.Web.Pages.LiveChat;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveChat.Web.Pages.Design;

/// <summary>Every component in every state, by the very fragments the console uses: what designers and tests look at. Development only (Setup/Pages.cs).</summary>
public sealed class IndexModel : PageModel
{
    /// <summary>Which of the <see cref="Samples.Desks"/> the conversation below is shown by: one at a time, for its ids are those of the console.</summary>
    public string Desk { get; private set; } = "";

    public OpenConversation Open => Samples.Open(Samples.Desks[Desk]);

    public IActionResult OnGet(string desk = "mine")
    {
        if (!Samples.Desks.ContainsKey(desk)) return BadRequest();
        Desk = desk;
        return Page();
    }
}
