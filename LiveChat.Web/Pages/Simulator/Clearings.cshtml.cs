using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.Simulator;

/// <summary>The journal begins anew; calls that are still open stay in it.</summary>
public sealed class ClearingsModel(FakeLine line, SimulatorReader reader) : SimulatorPage(line, reader)
{
    public IActionResult OnPost()
    {
        Line.Journal.Clear();
        return UpToDate();
    }
}
