using LiveChat.Core.Line;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Channels;

/// <summary>Tells LINE where a channel's webhooks go, if it is to be told, and has LINE test it.</summary>
public sealed class PointWebhook(LiveChatDb db, ChannelDirectory directory, LineClient line, ChannelChecks checks, TimeProvider clock)
{
    public enum Outcome { Tested, Refused, NoAnswer, NotFound }

    /// <param name="operatorId">Who wants it.</param>
    /// <param name="channelId">Whose webhooks.</param>
    /// <param name="url">Where they are to go; null leaves it as it is.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Outcome> RunAsync(long operatorId, long channelId, Uri? url, CancellationToken ct)
    {
        if (!await db.Channels.AnyAsync(found => found.Id == channelId, ct)) return Outcome.NotFound;
        var credentials = await directory.GetAsync(channelId, ct) with { IsDisabled = false };
        try
        {
            if (url is not null)
            {
                await line.SetWebhookEndpointAsync(credentials, url, ct);
                db.AuditEntries.Add(new() { At = clock.GetUtcNow(), OperatorId = operatorId, Action = "channel.webhook_set", SubjectId = channelId, Detail = url.AbsoluteUri });
                await db.SaveChangesAsync(ct);
            }
            var endpoint = await line.ReadWebhookEndpointAsync(credentials, ct);
            var result = endpoint is null ? null : await line.TestWebhookEndpointAsync(credentials, ct);
            var now = clock.GetUtcNow();
            checks.Note(channelId, new(now, endpoint, result is null ? null : new(now, result)));
            return Outcome.Tested;
        }
        catch (LineUnavailableException unavailable)
        {
            return unavailable.IsRefusal ? Outcome.Refused : Outcome.NoAnswer;
        }
    }
}
