using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.Simulator;

/// <summary>Faults are switched on with what and how often, and off by their number, or all at once.</summary>
public sealed class FaultsModel(FakeLine line, SimulatorReader reader) : SimulatorPage(line, reader)
{
    private const int LongestHangSeconds = 600;

    public IActionResult OnPost(FakeEndpoint endpoints, FaultKind kind, int? calls, int? chancePercent, int? hangSeconds, string? remove)
    {
        if (!ModelState.IsValid || calls < 1 || chancePercent is < 1 or > 100 || hangSeconds is < 1 or > LongestHangSeconds) return UpToDate(StatusCodes.Status422UnprocessableEntity, "NoSuchNumber");
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
                Calls = calls,
                Probability = (chancePercent ?? 100) / 100.0,
                HangFor = TimeSpan.FromSeconds(hangSeconds ?? 30),
            });
        }
        return UpToDate();
    }
}
