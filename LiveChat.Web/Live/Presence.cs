using System.Text.Json.Serialization;

namespace LiveChat.Web.Live;

/// <summary>One page of one sign-in. A page looks at one conversation at a time.</summary>
public readonly record struct Eye(string SignInId, string Page)
{
    /// <summary>UTF-16 units of what a page calls itself.</summary>
    public const int LongestPage = 64;
}

/// <summary>An operator who looks at a conversation, and whether they are writing in it.</summary>
public sealed record Companion(long Id, string Name, [property: JsonPropertyName("types")] bool IsTyping);

/// <summary>Who is where, by conversation. As a snapshot it is all there is; else the conversations it does not name are as they were.</summary>
public sealed record Company(IReadOnlyDictionary<long, IReadOnlyList<Companion>> Of, [property: JsonPropertyName("all")] bool IsSnapshot = false);

/// <summary>
/// Who looks at which conversation and who is typing there, on this instance: a hint, held in memory and forgotten after a while. It goes out as data
/// and not as a fragment, so that it costs one small event in any language and a page can lay it over whatever rows it has; under one lock with the
/// telling, so that nobody hears an older state after a newer one.
/// </summary>
public sealed class Presence(LiveHub hub, TimeProvider clock)
{
    /// <summary>A page says every 20 seconds that it is still looked at.</summary>
    public static readonly TimeSpan ViewingLasts = TimeSpan.FromSeconds(45);

    /// <summary>A page says every three seconds that somebody is typing.</summary>
    public static readonly TimeSpan TypingLasts = TimeSpan.FromSeconds(6);

    private const int MostPagesPerSignIn = 20;

    private sealed record Sight(long OperatorId, string Name, long ConversationId, DateTimeOffset Until, DateTimeOffset TypingUntil = default);

    private readonly Lock gate = new();
    private readonly Dictionary<Eye, Sight> sights = [];
    private readonly Dictionary<long, IReadOnlyList<Companion>> told = [];

    /// <summary>The conversations that somebody looks at.</summary>
    public long[] Watched
    {
        get { lock (gate) return [.. sights.Values.Select(sight => sight.ConversationId).Distinct()]; }
    }

    public void View(Eye eye, long operatorId, string name, long conversationId)
    {
        lock (gate)
        {
            var typingUntil = sights.TryGetValue(eye, out var before) && before.ConversationId == conversationId ? before.TypingUntil : default;
            See(eye, new(operatorId, name, conversationId, clock.GetUtcNow() + ViewingLasts, typingUntil));
        }
    }

    public void Type(Eye eye, long operatorId, string name, long conversationId)
    {
        lock (gate) See(eye, new(operatorId, name, conversationId, clock.GetUtcNow() + ViewingLasts, clock.GetUtcNow() + TypingLasts));
    }

    /// <summary>What was being typed is sent or given up.</summary>
    public void Rest(Eye eye, long conversationId)
    {
        lock (gate)
        {
            if (sights.TryGetValue(eye, out var sight) && sight.ConversationId == conversationId) See(eye, sight with { TypingUntil = default });
        }
    }

    /// <summary>Said late, when the page looks at another conversation already, it changes nothing.</summary>
    public void Leave(Eye eye, long conversationId)
    {
        lock (gate)
        {
            if (sights.TryGetValue(eye, out var sight) && sight.ConversationId == conversationId) sights.Remove(eye);
            Tell();
        }
    }

    /// <summary>Whoever signs out has left with all pages.</summary>
    public void Forget(string signInId)
    {
        lock (gate)
        {
            foreach (var eye in sights.Keys.Where(eye => eye.SignInId == signInId).ToArray()) sights.Remove(eye);
            Tell();
        }
    }

    /// <summary>A stream that has just been opened is told all there is.</summary>
    public void Greet(LiveStream stream)
    {
        lock (gate) stream.Offer(ServerSentEvent.Encode("company", new Company(told, IsSnapshot: true)));
    }

    /// <summary>Looks at the clock: who has not said anything for too long is gone.</summary>
    public void Expire()
    {
        lock (gate)
        {
            foreach (var (eye, sight) in sights)
                if (sight.Until <= clock.GetUtcNow()) sights.Remove(eye);
            Tell();
        }
    }

    private void See(Eye eye, Sight sight)
    {
        var isNew = !sights.ContainsKey(eye);
        sights[eye] = sight;
        if (isNew) ForgetSurplus(eye.SignInId);
        Tell();
    }

    private void ForgetSurplus(string signInId)
    {
        var own = sights.Where(entry => entry.Key.SignInId == signInId).OrderByDescending(entry => entry.Value.Until);
        foreach (var (surplus, _) in own.Skip(MostPagesPerSignIn).ToArray()) sights.Remove(surplus);
    }

    /// <summary>Tells all streams what is another since they were told last.</summary>
    private void Tell()
    {
        var now = clock.GetUtcNow();
        var current = sights.Values.GroupBy(sight => sight.ConversationId).ToDictionary(group => group.Key, group => Companions(group, now));
        var news = told.Keys.Union(current.Keys).Where(id => !Of(told, id).SequenceEqual(Of(current, id))).ToDictionary(id => id, id => Of(current, id));
        if (news.Count == 0) return;
        foreach (var (id, companions) in news)
            if (companions.Count > 0) told[id] = companions;
            else told.Remove(id);
        hub.Send(ServerSentEvent.Encode("company", new Company(news)), _ => true);
    }

    private static IReadOnlyList<Companion> Companions(IEnumerable<Sight> sights, DateTimeOffset now) =>
        [.. sights.GroupBy(sight => (sight.OperatorId, sight.Name)).OrderBy(own => own.Key.OperatorId).Select(own => new Companion(own.Key.OperatorId, own.Key.Name, own.Any(sight => sight.TypingUntil > now)))];

    private static IReadOnlyList<Companion> Of(Dictionary<long, IReadOnlyList<Companion>> company, long conversationId) => company.GetValueOrDefault(conversationId, []);
}

/// <summary>Keeps the time for <see cref="Presence"/>.</summary>
public sealed class PresenceKeeper(Presence presence, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var seconds = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        while (await seconds.WaitForNextTickAsync(stoppingToken)) presence.Expire();
    }
}
