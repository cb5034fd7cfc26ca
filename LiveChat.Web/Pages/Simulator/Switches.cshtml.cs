using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.Simulator;

/// <summary>What goes wrong, by name: a fault that stays on, or a trouble of the next webhook.</summary>
public sealed class SwitchesModel(FakeLine line, SimulatorReader reader) : SimulatorPage(line, reader)
{
    public async Task<IActionResult> OnPostAsync(string? name, CancellationToken ct)
    {
        if (FaultSwitch.All.FirstOrDefault(s => s.Name.Is(name)) is { } fault) fault.Turn(Line.Faults);
        else if (!Enum.TryParse<WebhookTrouble>(name, out var trouble)) return NotFound();
        else if (Line.Webhooks.Troubles is var troubles && (troubles.Awaited.Contains(trouble) || trouble == WebhookTrouble.AfterTheNext && troubles.HoldsOne)) await troubles.StopAsync(trouble, ct);
        else troubles.Await(trouble);
        return UpToDate();
    }
}
