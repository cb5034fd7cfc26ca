using LiveChat.Core.Customers;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Conversations;

/// <summary>An open conversation's head: who it is, who serves, and so what the viewer may do.</summary>
public sealed record Desk
{
    public required long ConversationId { get; init; }
    public required long Revision { get; init; }
    public required ConversationStatus Status { get; init; }
    public required CustomerKind CustomerKind { get; init; }
    public required string? CustomerName { get; init; }
    public required string? PictureUrl { get; init; }

    /// <summary>Which account was written to; null where there is only one, and nothing to tell apart.</summary>
    public string? ChannelName { get; init; }

    public required long? OwnerId { get; init; }
    public required string? OwnerName { get; init; }

    /// <summary>The customer blocks the account: LINE takes what is sent, and nobody sees it.</summary>
    public required bool IsBlocked { get; init; }

    /// <summary>Another module has the chat: LINE does not want us to send (LINE.md §3).</summary>
    public bool IsStandby { get; init; }

    /// <summary>An administrator has switched the account off: nothing can be sent.</summary>
    public bool IsSwitchedOff { get; init; }

    public required ReplyCost Cost { get; init; }

    /// <summary>Who was asked to take it over, and what the owner told them.</summary>
    public required long? TransferToId { get; init; }

    public required string? TransferToName { get; init; }
    public required string? TransferSummary { get; init; }

    public bool MayWrite(long operatorId) => Status == ConversationStatus.Active && OwnerId == operatorId;

    public bool MayReply(long operatorId) => MayWrite(operatorId) && !IsBlocked && !IsStandby && !IsSwitchedOff;
}

public sealed class ReadDesk(LiveChatDb db)
{
    public Task<Desk?> RunAsync(long conversationId, CancellationToken ct) =>
        db.Conversations.AsNoTracking().Where(conversation => conversation.Id == conversationId).Select(conversation => new Desk
        {
            ConversationId = conversation.Id,
            Revision = conversation.Revision,
            Status = conversation.Status,
            CustomerKind = conversation.Customer.Kind,
            CustomerName = conversation.Customer.Nickname ?? conversation.Customer.DisplayName,
            PictureUrl = conversation.Customer.PictureUrl,
            ChannelName = db.Channels.Where(channel => channel.Id == conversation.ChannelId && db.Channels.Count(other => other.DisabledAt == null || db.Conversations.Any(held => held.ChannelId == other.Id)) > 1).Select(channel => channel.Name).FirstOrDefault(),
            OwnerId = conversation.OwnerId,
            IsBlocked = conversation.Customer.BlockedAt != null,
            IsStandby = conversation.StandbySince != null,
            IsSwitchedOff = db.Channels.Any(channel => channel.Id == conversation.ChannelId && channel.DisabledAt != null),
            Cost = new ReplyCost
            {
                ConversationId = conversation.Id,
                ReplyTokenExpiresAt = conversation.ReplyTokenExpiresAt,
                UndoSeconds = db.ConsoleSettings.Select(settings => settings.UndoSeconds).Single(),
                QuotaLimit = db.Channels.Where(channel => channel.Id == conversation.ChannelId).Select(channel => channel.QuotaLimit).Single(),
                QuotaUsed = db.Channels.Where(channel => channel.Id == conversation.ChannelId).Select(channel => channel.QuotaUsed).Single(),
                Recipients = conversation.Customer.MemberCount ?? 1,
                Waiting = db.Deliveries.Where(delivery => delivery.ConversationId == conversation.Id && delivery.State == DeliveryState.Queued).Sum(delivery => db.Messages.Count(message => message.DeliveryId == delivery.Id && message.DeliveryState == DeliveryState.Queued)),
            },
            OwnerName = db.Operators.Where(owner => owner.Id == conversation.OwnerId).Select(owner => owner.DisplayName).FirstOrDefault(),
            TransferToId = conversation.TransferToId,
            TransferToName = db.Operators.Where(asked => asked.Id == conversation.TransferToId).Select(asked => asked.DisplayName).FirstOrDefault(),
            TransferSummary = db.Sessions.Where(session => session.ConversationId == conversation.Id && session.ClosedAt == null).Select(session => session.TransferSummary).FirstOrDefault(),
        }).SingleOrDefaultAsync(ct);
}
