using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.Simulator;

/// <summary>The switch "redelivery of webhooks" of LINE's console.</summary>
public sealed class RedeliveryModel(FakeLine line, SimulatorReader reader) : SimulatorPage(line, reader)
{
    public IActionResult OnPost(bool on)
    {
        Line.Webhooks.RedeliveryIsOn = on;
        return UpToDate();
    }
}
