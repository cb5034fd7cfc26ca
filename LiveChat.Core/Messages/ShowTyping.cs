using LiveChat.Core.Channels;
using LiveChat.Core.Conversations;
using LiveChat.Core.Customers;
using LiveChat.Core.Line;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LiveChat.Core.Messages;

/// <summary>
/// Lets the customer's phone show that an answer is being written: LINE's loading animation (LINE.md §6). A courtesy: what LINE does not take is
/// noted and forgotten.
/// </summary>
public sealed class ShowTyping(LiveChatDb db, ChannelDirectory channels, LineClient line, TypingShown shown, ILogger<ShowTyping> log)
{
    public enum Outcome { Shown, ShownAlready, NotOwner, NotTaken }

    private sealed record Reader(long ChannelId, string LineId);

    public async Task<Outcome> RunAsync(long conversationId, long operatorId, CancellationToken ct)
    {
        if (!shown.TryBegin(conversationId, operatorId)) return Outcome.ShownAlready;
        if (await FindReaderAsync(conversationId, operatorId, ct) is not { } reader) return Outcome.NotOwner;

        var channel = await channels.GetAsync(reader.ChannelId, ct);
        var answer = await line.StartLoadingAsync(channel, LineBodies.Loading(reader.LineId, TypingShown.Seconds), ct);
        if (answer.Verdict == LineVerdict.Accepted) return Outcome.Shown;
        log.TypingNotShown(conversationId, answer.Detail);
        return Outcome.NotTaken;
    }

    /// <summary>Groups cannot be shown it, and whoever blocks the account would not see it.</summary>
    private Task<Reader?> FindReaderAsync(long conversationId, long operatorId, CancellationToken ct) =>
        db.Conversations.AsNoTracking()
            .Where(conversation => conversation.Id == conversationId && conversation.Status == ConversationStatus.Active && conversation.OwnerId == operatorId
                && conversation.Customer.Kind == CustomerKind.User && conversation.Customer.BlockedAt == null)
            .Select(conversation => new Reader(conversation.ChannelId, conversation.Customer.LineId)).SingleOrDefaultAsync(ct);
}

/// <summary>Where the animation is on, as far as this instance asked for it: nobody asks again before it is about to end.</summary>
public sealed class TypingShown(TimeProvider clock)
{
    /// <summary>How long LINE is asked to show it: a multiple of five (LINE.md §6).</summary>
    public const int Seconds = 10;

    /// <summary>A page tells of typing every three seconds: the one after this is in time.</summary>
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(Seconds - 2);
    private const int ManyTypists = 1000;

    private readonly Lock gate = new();
    private readonly Dictionary<(long ConversationId, long OperatorId), DateTimeOffset> until = [];

    public bool TryBegin(long conversationId, long operatorId)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            if (until.Count > ManyTypists) ForgetPast(now);
            if (until.TryGetValue((conversationId, operatorId), out var end) && end > now) return false;
            until[(conversationId, operatorId)] = now + Renewal;
            return true;
        }
    }

    private void ForgetPast(DateTimeOffset now)
    {
        foreach (var (typist, end) in until)
            if (end <= now) until.Remove(typist);
    }
}

internal static partial class TypingLog
{
    [LoggerMessage(LogLevel.Information, "LINE did not take that conversation {ConversationId} is being answered: {Detail}")]
    public static partial void TypingNotShown(this ILogger logger, long conversationId, string? detail);
}
