namespace LiveChat.Web.Simulator;

/// <summary>A channel's messages of the month: pushes count per recipient, replies never (D/pricing). Months are counted in UTC+9.</summary>
public sealed class FakeQuota(TimeProvider clock, Action changed)
{
    private static readonly TimeSpan LineOffset = TimeSpan.FromHours(9);
    private readonly Lock gate = new();
    private long? limit;
    private long used;
    private (int Year, int Month) month;

    /// <summary>Null is a plan without a limit.</summary>
    public long? Limit
    {
        get { lock (gate) return this.limit; }
        set { lock (gate) this.limit = value; changed(); }
    }

    public long Used
    {
        get { lock (gate) { BeginMonth(); return used; } }
        set { lock (gate) { BeginMonth(); used = value; } changed(); }
    }

    internal bool TrySpend(int recipients)
    {
        lock (gate)
        {
            BeginMonth();
            if (this.limit is { } limit && used + Math.Max(recipients, 1) > limit) return false;
            used += recipients;
            return true;
        }
    }

    private void BeginMonth()
    {
        var now = clock.GetUtcNow().ToOffset(LineOffset);
        if (month == (now.Year, now.Month)) return;
        month = (now.Year, now.Month);
        used = 0;
    }
}
