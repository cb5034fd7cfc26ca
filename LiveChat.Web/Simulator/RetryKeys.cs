using System.Text.Json.Nodes;

namespace LiveChat.Web.Simulator;

/// <summary>Retry keys of pushes: kept for 24 hours, then the same key sends again (D/retrying-api-request).</summary>
public sealed class RetryKeys(TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);
    private readonly Dictionary<(string BotUserId, Guid Key), Acceptance> accepted = [];

    /// <summary>Callers hold the platform's sending lock, so that a key is looked up and kept in one step.</summary>
    internal Acceptance? Find(string botUserId, Guid key) =>
        accepted.TryGetValue((botUserId, key), out var earlier) && clock.GetUtcNow() - earlier.At < KeptFor ? earlier : null;

    internal void Keep(string botUserId, Guid key, string requestId, JsonArray sentMessages, string body) =>
        accepted[(botUserId, key)] = new(requestId, sentMessages.DeepClone().AsArray(), body, clock.GetUtcNow());

    internal sealed record Acceptance(string RequestId, JsonArray SentMessages, string Body, DateTimeOffset At);
}
