using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.Simulator;

/// <summary>The whole page: customers, phone, platform.</summary>
public sealed class IndexModel(FakeLine line, SimulatorReader reader) : SimulatorPage(line, reader)
{
    public SimulatorView View { get; private set; } = null!;

    public IActionResult OnGet()
    {
        if (CustomerId is not null && Id is null || Reader.Read(Id) is not { } view) return NotFound();
        View = view with { Notice = Refused };
        return Page();
    }
}
