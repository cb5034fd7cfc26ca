using LiveChat.Core.Line;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Channels;

/// <summary>Asks LINE anew who a channel is, how its chat is set up, and where its webhooks go. Works for one that is switched off, too.</summary>
public sealed class CheckChannel(LiveChatDb db, ChannelDirectory directory, LineClient line, ChannelChecks checks, TimeProvider clock)
{
    public enum Outcome { Checked, Refused, NoAnswer, AnotherAccount, NotFound }

    public async Task<Outcome> RunAsync(long channelId, CancellationToken ct)
    {
        if (await db.Channels.SingleOrDefaultAsync(found => found.Id == channelId, ct) is not { } channel) return Outcome.NotFound;
        var credentials = await directory.GetAsync(channelId, ct) with { IsDisabled = false };
        try
        {
            var bot = await line.ReadBotInfoAsync(credentials, ct);
            if (channel.BotUserId is { } known && known != bot.UserId) return Outcome.AnotherAccount;
            channel.Describe(bot, clock.GetUtcNow());
            await db.SaveChangesAsync(ct);
            checks.NoteEndpoint(channelId, clock.GetUtcNow(), await line.ReadWebhookEndpointAsync(credentials, ct));
            return Outcome.Checked;
        }
        catch (LineUnavailableException unavailable)
        {
            return unavailable.IsRefusal ? Outcome.Refused : Outcome.NoAnswer;
        }
    }
}
