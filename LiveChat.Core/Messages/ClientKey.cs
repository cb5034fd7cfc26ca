using System.Globalization;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>What a page calls an answer before the server knows it, so that a repeated post makes one answer. Visible ASCII. Its first bubble has the key itself, the others a number behind it.</summary>
public static class ClientKey
{
    public const int Longest = 64;

    internal const string Mark = "~";

    public static bool IsValid(string? key) => key is { Length: > 0 and <= Longest } && !key.AsSpan().ContainsAnyExceptInRange('!', '~');

    internal static string OfBubble(string key, int index) => index == 0 ? key : $"{key}{Mark}{index}";

    /// <summary>Every bubble of the answer to which the bubble of this key belongs.</summary>
    internal static IQueryable<Message> OfAnswer(this IQueryable<Message> messages, string key)
    {
        var mark = key.LastIndexOf(Mark, StringComparison.Ordinal);
        var first = mark > 0 && int.TryParse(key.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _) ? key[..mark] : key;
        var others = first + Mark;
        return messages.Where(message => message.ClientKey == first || message.ClientKey!.StartsWith(others));
    }

    /// <summary>The message that was posted under this key; null when none was.</summary>
    internal static Task<long?> FindMessageAsync(this LiveChatDb db, long conversationId, string key, CancellationToken ct) =>
        db.Messages.Where(message => message.ConversationId == conversationId && message.ClientKey == key)
            .Select(message => (long?)message.Id).SingleOrDefaultAsync(ct);
}
