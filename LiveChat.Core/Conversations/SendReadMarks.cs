using System.Collections.Concurrent;
using LiveChat.Core.Channels;
using LiveChat.Core.Line;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LiveChat.Core.Conversations;

/// <summary>
/// Tells LINE what was read, one conversation at a time: taken with a lease, told outside any transaction, settled. A courtesy: after a few tries it is
/// given up, and what LINE calls invalid at once.
/// </summary>
public sealed class SendReadMarks(LiveChatDb db, ChannelDirectory channels, LineClient line, ReadMarkTries tries, TimeProvider clock, ILogger<SendReadMarks> log)
{
    /// <summary>Longer than any call takes: another worker does not say it meanwhile.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <returns>False when nothing was due.</returns>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        var taken = await TakeAsync(ct);
        if (taken is not { } owed) return false;

        var answer = await line.MarkAsReadAsync(await channels.GetAsync(owed.ChannelId, ct), owed.Token, ct);
        await SettleAsync(owed, answer, ct);
        return true;
    }

    private sealed record Owed(long ConversationId, long ChannelId, string Token);

    private async Task<Owed?> TakeAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var work = await db.BeginWorkAsync($"select * from conversations where mark_as_read_due_at <= {now} order by mark_as_read_due_at limit 1 for update skip locked", clock, ct);
        if (work.Conversation is not { MarkAsReadToken: { } token } conversation) return null;
        conversation.MarkReadOnLineLater(now + Lease);
        await work.CommitAsync(ct);
        return new(conversation.Id, conversation.ChannelId, token);
    }

    private async Task SettleAsync(Owed owed, LineAnswer answer, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(owed.ConversationId, clock, ct);
        if (work.Conversation is not { } conversation || conversation.MarkAsReadToken != owed.Token) return; // something newer is owed by now
        if (PauseAfter(owed, answer) is { } pause) conversation.MarkReadOnLineLater(work.Now + pause);
        else
        {
            if (answer.Verdict != LineVerdict.Accepted) log.ReadMarkGivenUp(owed.ConversationId, answer.Detail, answer.RequestId);
            conversation.MarkedReadOnLine(owed.Token);
        }
        await work.CommitAsync(ct);
    }

    /// <summary>Null when it is settled, one way or the other.</summary>
    private TimeSpan? PauseAfter(Owed owed, LineAnswer answer)
    {
        if (answer.Verdict is LineVerdict.NoAnswer or LineVerdict.NotSent or LineVerdict.NotTried or LineVerdict.RateLimited or LineVerdict.TooMany) return tries.PauseAfter(owed.ConversationId, owed.Token);
        tries.Forget(owed.ConversationId);
        return null;
    }
}

/// <summary>How often this instance has told LINE in vain that something was read.</summary>
public sealed class ReadMarkTries
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(40), TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(15)];

    private readonly ConcurrentDictionary<long, (string Token, int Tries)> failed = [];

    /// <summary>Null after the last try.</summary>
    public TimeSpan? PauseAfter(long conversationId, string token)
    {
        var (_, count) = failed.AddOrUpdate(conversationId, (token, 1), (_, known) => (token, known.Token == token ? known.Tries + 1 : 1));
        if (count <= Pauses.Length) return Pauses[count - 1];
        Forget(conversationId);
        return null;
    }

    public void Forget(long conversationId) => failed.TryRemove(conversationId, out _);
}

internal static partial class ReadMarkLog
{
    [LoggerMessage(LogLevel.Information, "LINE did not take that conversation {ConversationId} was read: {Detail} (request {RequestId})")]
    public static partial void ReadMarkGivenUp(this ILogger logger, long conversationId, string? detail, string? requestId);
}
