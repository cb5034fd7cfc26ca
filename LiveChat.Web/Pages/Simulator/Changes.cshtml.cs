using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.Simulator;

/// <summary>Asked every second: 204 while nothing has changed.</summary>
public sealed class ChangesModel(FakeLine line, SimulatorReader reader) : SimulatorPage(line, reader)
{
    public IActionResult OnGet(string? version) =>
        Id is { } id && Reader.Version(id).Is(version) ? new NoContentResult() : UpToDate();
}
