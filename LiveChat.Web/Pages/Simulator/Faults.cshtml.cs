using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.Simulator;

/// <summary>Faults are switched on with what and how often, and off by their number, or all at once.</summary>
public sealed class FaultsModel(FakeLine line, SimulatorReader reader) : SimulatorPage(line, reader)
{
    private const int LongestHangSeconds = 600;

    public IActionResult OnPost(FakeEndpoint endpoints, FaultKind kind, int? calls, int? chancePercent, int? hangSeconds, string? remove)
    {
        if (remove.Is("all"))
        {
            Line.Faults.Clear();
        }
        else if (int.TryParse(remove, out var number))
        {
            Line.Faults.Remove(number);
        }
        else if (!IsRead(nameof(endpoints)) || !IsRead(nameof(kind)) || !Enum.IsDefined(kind) || !FaultPlan.CanHappen(kind, endpoints))
        {
            return UpToDate(StatusCodes.Status422UnprocessableEntity, "NoSuchFault");
        }
        else if (!ModelState.IsValid || calls < 1 || chancePercent is < 1 or > 100 || hangSeconds is < 1 or > LongestHangSeconds)
        {
            return UpToDate(StatusCodes.Status422UnprocessableEntity, "NumbersOutOfRange");
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

    private bool IsRead(string field) => ModelState[field] is not { Errors.Count: > 0 };
}
