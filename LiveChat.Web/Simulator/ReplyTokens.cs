namespace LiveChat.Web.Simulator;

/// <summary>Reply tokens: once only, within a minute of the webhook's delivery; a redelivery renews an unused one, but never beyond
/// twenty minutes after the event (R#send-reply-message-reply-token).</summary>
public sealed class ReplyTokens(TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestAfterEvent = TimeSpan.FromMinutes(20);
    private readonly Lock gate = new();
    private readonly Dictionary<string, Ticket> tickets = new(StringComparer.Ordinal);

    internal void Delivered(string token, string botUserId, string chatId, DateTimeOffset eventAt, bool isRedelivery)
    {
        lock (gate)
        {
            var validUntil = clock.GetUtcNow() + Life;
            if (isRedelivery && validUntil > eventAt + LongestAfterEvent) validUntil = eventAt + LongestAfterEvent;
            if (!tickets.TryGetValue(token, out var known)) tickets[token] = new(botUserId, chatId, validUntil, IsUsed: false);
            else if (isRedelivery && !known.IsUsed && validUntil > known.ValidUntil) tickets[token] = known with { ValidUntil = validUntil };
        }
    }

    /// <summary>The chat that the token answers in; null when it is unknown, used, expired or another channel's. Callers hold the platform's
    /// sending lock until they have used it, so that nobody else does.</summary>
    internal string? Find(string token, string botUserId)
    {
        lock (gate)
        {
            return tickets.TryGetValue(token, out var ticket) && !ticket.IsUsed && ticket.BotUserId.Is(botUserId) && clock.GetUtcNow() <= ticket.ValidUntil ? ticket.ChatId : null;
        }
    }

    internal void Use(string token)
    {
        lock (gate) tickets[token] = tickets[token] with { IsUsed = true };
    }

    private sealed record Ticket(string BotUserId, string ChatId, DateTimeOffset ValidUntil, bool IsUsed);
}
