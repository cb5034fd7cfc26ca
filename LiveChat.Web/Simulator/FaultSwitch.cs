namespace LiveChat.Web.Simulator;

/// <summary>A fault with a name, on until it is switched off: what operators are most likely to meet.</summary>
public sealed record FaultSwitch(string Name, FakeEndpoint Endpoints, FaultKind Kind)
{
    public static IReadOnlyList<FaultSwitch> All { get; } =
    [
        new("Hangs", FakeEndpoint.All, FaultKind.Hang),
        new("Broken", FakeEndpoint.All, FaultKind.ServerError),
        new("TooFast", FakeEndpoint.Sending, FaultKind.RateLimit),
        new("UsedUp", FakeEndpoint.Push, FaultKind.MonthlyLimit),
        new("WrongToken", FakeEndpoint.All, FaultKind.Unauthorized),
        new("Preparing", FakeEndpoint.Content, FaultKind.NotReady),
        new("ContentGone", FakeEndpoint.Content, FaultKind.Gone),
        new("ContentMissing", FakeEndpoint.Content, FaultKind.NotFound),
        new("ContentTorn", FakeEndpoint.Content, FaultKind.Truncated),
    ];

    public PlannedFault? FindIn(IEnumerable<PlannedFault> planned) =>
        planned.FirstOrDefault(p => p.Endpoints == Endpoints && p.Fault is { Calls: null, OnlyFor: null, Probability: 1 } fault && fault.Kind == Kind);

    /// <summary>Switches it on, or off where it is on.</summary>
    public void Turn(FaultPlan plan)
    {
        if (FindIn(plan.Planned) is { } on) plan.Remove(on.Number);
        else plan.Add(Endpoints, new(Kind));
    }
}
