namespace LiveChat.Web.Simulator;

/// <summary>The calls that can be told to go wrong.</summary>
[Flags]
public enum FakeEndpoint
{
    None = 0,
    Reply = 1,
    Push = 2,
    Validate = 4,
    Profile = 8,
    Content = 16,
    BotInfo = 32,
    Quota = 64,
    Loading = 128,
    MarkAsRead = 256,
    WebhookSettings = 512,
    Token = 1024,
    Group = 2048,
    Sending = Reply | Push,
    All = (Group << 1) - 1,
}

/// <summary>What can go wrong with a call.</summary>
public enum FaultKind
{
    /// <summary>Waits before doing anything; a caller who has gone by then has sent nothing.</summary>
    Hang,
    /// <summary>Does the work, then waits with the answer: the caller times out, the message is there.</summary>
    AnswerLate,
    /// <summary>Breaks the connection without doing anything.</summary>
    Drop,
    /// <summary>Does the work, then breaks the connection: the reason why retry keys exist.</summary>
    DropAfterAccept,
    /// <summary>500, nothing done.</summary>
    ServerError,
    /// <summary>500, yet the work is done.</summary>
    ServerErrorAfterAccept,
    /// <summary>429, the rate limit.</summary>
    RateLimit,
    /// <summary>429, many messages to one customer (push only).</summary>
    TooManyToOneUser,
    /// <summary>429, the monthly limit (push only: replies are free).</summary>
    MonthlyLimit,
    /// <summary>401, as for a token that was reissued.</summary>
    Unauthorized,
    /// <summary>Does the work, then answers 409 as if an earlier try had been accepted (push only).</summary>
    Conflict,
    /// <summary>202, content still being prepared (content only).</summary>
    NotReady,
    /// <summary>410, content gone (content only).</summary>
    Gone,
    /// <summary>404, as for what LINE does not have (content, profiles and groups only).</summary>
    NotFound,
    /// <summary>Breaks the connection in the middle of the content, whose length was told (content only).</summary>
    Truncated,
    /// <summary>Gives half of the content and says that this is all (content only).</summary>
    WrongLength,
    /// <summary>Gives half of the content, waits, then gives the rest (content only).</summary>
    SlowBody,
}

/// <summary>One fault: for how many calls (null = until switched off) and how often (1 = always).</summary>
public sealed record Fault(FaultKind Kind)
{
    public int? Calls { get; init; }
    public double Probability { get; init; } = 1;

    /// <summary>An id that must stand in the call's path or body: a message's, a customer's; null is any call.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>How long <see cref="FaultKind.Hang"/>, <see cref="FaultKind.AnswerLate"/> and <see cref="FaultKind.SlowBody"/> wait.</summary>
    public TimeSpan HangFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What they wait for instead: whoever holds its end lets the call go.</summary>
    public Task? Until { get; init; }
}

/// <summary>A fault that is switched on.</summary>
public sealed record PlannedFault(int Number, FakeEndpoint Endpoints, Fault Fault, int? CallsLeft);

/// <summary>Which calls go wrong. Chance is seeded, so that a run can be repeated.</summary>
public sealed class FaultPlan(int seed, Action changed)
{
    private readonly Lock gate = new();
    private readonly Random chance = new(seed);
    private List<PlannedFault> plans = [];
    private int lastNumber;

    public IReadOnlyList<PlannedFault> Planned { get { lock (gate) return [.. plans]; } }

    /// <summary>Switches a fault on, beside those that are on already; the first that applies to a call happens.</summary>
    public PlannedFault Add(FakeEndpoint endpoints, Fault fault)
    {
        PlannedFault planned;
        lock (gate) plans.Add(planned = new(++lastNumber, endpoints, fault, fault.Calls));
        changed();
        return planned;
    }

    public void Remove(int number)
    {
        lock (gate) plans.RemoveAll(p => p.Number == number);
        changed();
    }

    public void Clear()
    {
        lock (gate) plans = [];
        changed();
    }

    internal Fault? Next(FakeEndpoint endpoint, string path, string body)
    {
        Fault? happens = null;
        lock (gate)
        {
            for (var i = 0; i < plans.Count && happens is null; i++)
            {
                var planned = plans[i];
                if (!planned.Endpoints.HasFlag(endpoint) || !CanHappen(planned.Fault.Kind, endpoint) || !IsMeant(planned.Fault, path, body) || chance.NextDouble() >= planned.Fault.Probability) continue;
                happens = planned.Fault;
                if (planned.CallsLeft is { } left) plans[i] = planned with { CallsLeft = left - 1 };
            }
            plans.RemoveAll(p => p.CallsLeft <= 0);
        }
        if (happens is not null) changed();
        return happens;
    }

    /// <summary>No fault that LINE cannot have: only pushes cost and are retried by key, only content is made ready or gone (LINE.md §5, §6). Of several
    /// calls it is enough that one can have it.</summary>
    public static bool CanHappen(FaultKind kind, FakeEndpoint endpoints) => (PlacesOf(kind) & endpoints) != FakeEndpoint.None;

    private static bool IsMeant(Fault fault, string path, string body) =>
        fault.OnlyFor is not { } id || path.Contains(id, StringComparison.Ordinal) || body.Contains(id, StringComparison.Ordinal);

    private static FakeEndpoint PlacesOf(FaultKind kind) => kind switch
    {
        FaultKind.MonthlyLimit or FaultKind.TooManyToOneUser or FaultKind.Conflict => FakeEndpoint.Push,
        FaultKind.NotReady or FaultKind.Gone or FaultKind.Truncated or FaultKind.WrongLength or FaultKind.SlowBody => FakeEndpoint.Content,
        FaultKind.NotFound => FakeEndpoint.Content | FakeEndpoint.Profile | FakeEndpoint.Group,
        _ => FakeEndpoint.All,
    };
}
