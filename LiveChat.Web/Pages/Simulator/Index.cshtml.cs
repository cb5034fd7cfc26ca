using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.Simulator;

/// <summary>The whole page: customers, phone, platform.</summary>
public sealed class IndexModel(FakeLine line, SimulatorReader reader) : SimulatorPage(line, reader)
{
    public SimulatorView View { get; private set; } = null!;

    public IActionResult OnGet()
    {
        if (Reader.Read(CustomerId) is not { } view) return NotFound();
        View = view;
        return Page();
    }
}
