using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>What a page calls a message before the server knows it, so that a repeated post makes one message. Visible ASCII.</summary>
public static class ClientKey
{
    public const int Longest = 64;

    public static bool IsValid(string? key) => key is { Length: > 0 and <= Longest } && !key.AsSpan().ContainsAnyExceptInRange('!', '~');

    /// <summary>The message that was posted under this key; null when none was.</summary>
    internal static Task<long?> FindMessageAsync(this LiveChatDb db, long conversationId, string key, CancellationToken ct) =>
        db.Messages.Where(message => message.ConversationId == conversationId && message.ClientKey == key)
            .Select(message => (long?)message.Id).SingleOrDefaultAsync(ct);
}
