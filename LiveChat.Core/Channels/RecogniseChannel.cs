using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Channels;

/// <summary>
/// Holds a signed webhook's destination against the channel whose secret fits; a channel that LINE had not named yet is named now. A destination
/// that is missing or malformed proves nothing either way.
/// </summary>
public sealed class RecogniseChannel(LiveChatDb db, ChannelDirectory directory)
{
    private const int BotUserIdLength = 33; // U and 32 hexadecimal digits

    /// <returns>False when the webhook is meant for another account.</returns>
    public async Task<bool> RunAsync(ChannelCredentials channel, string? destination, CancellationToken ct)
    {
        if (destination is null || string.Equals(channel.BotUserId, destination, StringComparison.Ordinal)) return true;
        if (channel.BotUserId is not null) return false;
        if (destination is not { Length: BotUserIdLength } || destination[0] != 'U') return true;

        var named = await db.Channels.Where(stored => stored.Id == channel.Id && stored.BotUserId == null)
            .ExecuteUpdateAsync(set => set.SetProperty(stored => stored.BotUserId, destination), ct);
        directory.Refresh();
        return named > 0 || (await directory.GetAsync(channel.Id, ct)).BotUserId == destination; // another webhook may have named it first
    }
}
