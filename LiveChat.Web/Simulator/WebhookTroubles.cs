namespace LiveChat.Web.Simulator;

/// <summary>What can happen to the next webhook on its way (LINE.md §2).</summary>
public enum WebhookTrouble
{
    /// <summary>Arrives twice, both times as if it were the first.</summary>
    Twice,
    /// <summary>Arrives after the one that follows it.</summary>
    AfterTheNext,
    /// <summary>Is redelivered although it was taken: LINE never heard the answer.</summary>
    Redelivered,
}

/// <summary>Which troubles wait for the next webhook, and the one that is held back for another. Each happens once.</summary>
public sealed class WebhookTroubles(Action changed)
{
    private readonly Lock gate = new();
    private readonly SortedSet<WebhookTrouble> awaited = [];
    private Func<CancellationToken, Task>? heldBack;

    public IReadOnlyList<WebhookTrouble> Awaited { get { lock (gate) return [.. awaited]; } }

    /// <summary>A webhook waits for another to overtake it.</summary>
    public bool HoldsOne { get { lock (gate) return heldBack is not null; } }

    public void Await(WebhookTrouble trouble)
    {
        lock (gate) awaited.Add(trouble);
        changed();
    }

    /// <summary>Whatever was held back leaves now.</summary>
    public async Task StopAsync(WebhookTrouble trouble, CancellationToken ct = default)
    {
        lock (gate) awaited.Remove(trouble);
        changed();
        if (trouble == WebhookTrouble.AfterTheNext) await LetGoAsync(ct);
    }

    internal bool Take(WebhookTrouble trouble)
    {
        lock (gate)
        {
            if (!awaited.Remove(trouble)) return false;
        }
        changed();
        return true;
    }

    internal void Hold(Func<CancellationToken, Task> sendAsync)
    {
        lock (gate) heldBack = sendAsync;
        changed();
    }

    internal async Task LetGoAsync(CancellationToken ct)
    {
        Func<CancellationToken, Task>? sendAsync;
        lock (gate) (sendAsync, heldBack) = (heldBack, null);
        if (sendAsync is null) return;
        await sendAsync(ct);
        changed();
    }
}
