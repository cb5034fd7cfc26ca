using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>The place an operator sent last: whoever sends one sends the same again, mostly.</summary>
public sealed class FindLastPlace(LiveChatDb db)
{
    public async Task<LocationContent?> RunAsync(long operatorId, CancellationToken ct)
    {
        var payload = await db.Messages.AsNoTracking()
            .Where(message => message.Kind == Message.LocationKind && message.Direction == MessageDirection.Outgoing && message.OperatorId == operatorId && message.Payload != null)
            .OrderByDescending(message => message.Id).Select(message => message.Payload).FirstOrDefaultAsync(ct);
        return MessageContent.Read(Message.LocationKind, payload) as LocationContent;
    }
}
