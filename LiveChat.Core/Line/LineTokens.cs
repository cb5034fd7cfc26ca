using System.Collections.Concurrent;
using LiveChat.Core.Channels;

namespace LiveChat.Core.Line;

/// <summary>How a channel's token has fared since this instance began: until when the one in hand is good, and what LINE said last.</summary>
public sealed record TokenState(DateTimeOffset? Until, DateTimeOffset? WorkedAt, DateTimeOffset? RefusedAt, string? Error)
{
    public static readonly TokenState Unknown = new(Until: null, WorkedAt: null, RefusedAt: null, Error: null);

    /// <summary>Null while nobody has asked.</summary>
    public bool? Works => RefusedAt is null ? (WorkedAt is null ? null : true) : WorkedAt > RefusedAt;
}

/// <summary>
/// The access tokens that LINE gives for 15 minutes against id and secret (LINE.md §11): one at a time for each channel, asked for once however many
/// want it, shared by all callers.
/// </summary>
public sealed class LineTokens(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string LineChannelId, string Secret), Task<Issued>> held = [];
    private readonly ConcurrentDictionary<long, TokenState> states = new();

    public sealed record Issued(string Token, DateTimeOffset Until);

    public TokenState StateOf(long channelId) => states.GetValueOrDefault(channelId, TokenState.Unknown);

    /// <summary>The token in hand, or the one that is under way, or a new one.</summary>
    internal async Task<string> GetAsync(ChannelCredentials channel, Func<Task<Issued>> issue, CancellationToken ct)
    {
        Task<Issued>? issued;
        lock (gate)
        {
            if (!held.TryGetValue(KeyOf(channel), out issued) || IsSpent(issued)) held[KeyOf(channel)] = issued = Task.Run(issue, CancellationToken.None);
        }
        var (token, until) = await issued.WaitAsync(ct); // whoever gives up does not take it from the others
        Note(channel.Id, state => state with { Until = until });
        return token;
    }

    /// <summary>LINE does not take it any more. Somebody may have replaced it already.</summary>
    internal void Forget(ChannelCredentials channel, string token)
    {
        lock (gate)
        {
            if (held.TryGetValue(KeyOf(channel), out var issued) && issued.IsCompletedSuccessfully && issued.Result.Token == token) held.Remove(KeyOf(channel));
        }
    }

    internal void NoteWorked(ChannelCredentials channel) => Note(channel.Id, state => state with { WorkedAt = clock.GetUtcNow() });

    internal void NoteRefused(ChannelCredentials channel, string? words) => Note(channel.Id, state => state with { RefusedAt = clock.GetUtcNow(), Until = null, Error = words });

    /// <summary>A channel that is only being tried has no number, and no state.</summary>
    private void Note(long channelId, Func<TokenState, TokenState> change)
    {
        if (channelId != 0) states.AddOrUpdate(channelId, _ => change(TokenState.Unknown), (_, state) => change(state));
    }

    private bool IsSpent(Task<Issued> issued) => issued.IsFaulted || issued.IsCanceled || (issued.IsCompletedSuccessfully && issued.Result.Until <= clock.GetUtcNow());

    private static (string LineChannelId, string Secret) KeyOf(ChannelCredentials channel) => (channel.LineChannelId ?? "", channel.Secret);
}
