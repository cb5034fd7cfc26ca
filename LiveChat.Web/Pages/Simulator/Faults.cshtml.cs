using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.Simulator;

/// <summary>Faults are switched on with what and how often, and off by their number, or all at once.</summary>
public sealed class FaultsModel(FakeLine line, SimulatorReader reader) : SimulatorPage(line, reader)
{
    public IActionResult OnPost(FakeEndpoint endpoints, FaultKind kind, int? calls, int? chancePercent, int? hangSeconds, string? remove)
    {
        if (!ModelState.IsValid) return BadRequest();
        if (remove.Is("all"))
        {
            Line.Faults.Clear();
        }
        else if (int.TryParse(remove, out var number))
        {
            Line.Faults.Remove(number);
        }
        else
        {
            Line.Faults.Add(endpoints, new(kind)
            {
                Calls = calls > 0 ? calls : null,
                Probability = Math.Clamp(chancePercent ?? 100, 1, 100) / 100.0,
                HangFor = TimeSpan.FromSeconds(Math.Clamp(hangSeconds ?? 30, 1, 600)),
            });
        }
        return UpToDate();
    }
}
