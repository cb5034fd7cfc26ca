using System.Linq.Expressions;
using LiveChat.Core.Live;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using LiveChat.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Conversations;

/// <summary>
/// Notes that the customer is to be shown "Read", within the caller's transaction and under the conversation's lock: when whoever serves them opens the
/// conversation or has answered, as the settings want it. A worker then tells LINE (<see cref="SendReadMarks"/>).
/// </summary>
public sealed class OweReadMark(LiveChatDb db, TimeProvider clock)
{
    /// <summary>With the chat switched off in LINE's own console, everything is read by itself (LINE.md §7).</summary>
    public const string ChatIsOff = "bot";

    /// <param name="moment">What the operator does just now; who answers has read as well.</param>
    /// <param name="wasSeen">Which of the messages they have seen.</param>
    /// <returns>What to announce after the commit; nothing when there is nothing to tell.</returns>
    public async Task<IReadOnlyList<Change>> RunAsync(Conversation conversation, ReadMark moment, Expression<Func<Message, bool>> wasSeen, CancellationToken ct)
    {
        var wanted = await db.ConsoleSettings.Select(settings => settings.ReadMark).SingleAsync(ct);
        if (wanted == ReadMark.Never || (wanted == ReadMark.Reply && moment == ReadMark.Open)) return [];
        var newest = await db.Messages
            .Where(message => message.ConversationId == conversation.Id && message.Direction == MessageDirection.Incoming && message.MarkAsReadToken != null
                && db.Channels.Any(channel => channel.Id == message.ChannelId && channel.ChatMode != ChatIsOff))
            .Where(wasSeen).OrderByDescending(message => message.SentAt).ThenByDescending(message => message.Id).Select(message => new { message.MarkAsReadToken, message.SentAt }).FirstOrDefaultAsync(ct);
        return newest is not null && conversation.MarkReadOnLine(newest.MarkAsReadToken!, newest.SentAt, clock.GetUtcNow()) ? [new ReadMarkOwed(conversation.Id)] : [];
    }
}
