using LiveChat.Core.CannedResponses;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>What a customer would be told if this operator closed the conversation now: the closing words of the settings, filled in for both.</summary>
public sealed class ReadFarewell(LiveChatDb db)
{
    /// <summary>Null where the settings say nothing, and where nobody would hear it.</summary>
    public async Task<string?> RunAsync(long conversationId, long operatorId, CancellationToken ct)
    {
        if (await db.ConsoleSettings.Select(settings => settings.Farewell).SingleAsync(ct) is not { } words) return null;
        var customer = await db.Conversations
            .Where(conversation => conversation.Id == conversationId && conversation.StandbySince == null && conversation.Customer.BlockedAt == null
                && !db.Channels.Any(channel => channel.Id == conversation.ChannelId && channel.DisabledAt != null))
            .Select(conversation => new { Name = conversation.Customer.Nickname ?? conversation.Customer.DisplayName }).SingleOrDefaultAsync(ct);
        if (customer is null) return null;
        var author = await db.Operators.AsNoTracking().SingleAsync(someone => someone.Id == operatorId, ct);
        return CannedText.Fill(words, customer.Name, author.DisplayName, author.Preferences.Politeness);
    }
}
