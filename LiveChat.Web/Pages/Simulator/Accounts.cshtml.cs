using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.Simulator;

/// <summary>The phones talk with another account: one there is, or a new one, whose keys an administrator gives the console.</summary>
public sealed class AccountsModel(FakeLine line, SimulatorReader reader) : SimulatorPage(line, reader)
{
    public IActionResult OnPost(string? account)
    {
        if (Id is not { } id) return NotFound();
        var chosen = account is null ? Line.NewChannel($"สาขาที่ {Line.Channels.Count + 1}") : Line.Channel(account);
        if (chosen is null) return NotFound();
        Line.Choose(chosen);
        return LocalRedirect($"/simulator/{id.UserId}"); // a group has one account only
    }
}
