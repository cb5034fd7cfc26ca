using LiveChat.Core.Conversations;
using LiveChat.Core.Messages;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>The desk of a conversation and who looks at it: what they may do depends on both.</summary>
public sealed record DeskView(Desk Desk, long ViewerId)
{
    public bool MayWrite => Desk.MayWrite(ViewerId);

    /// <summary>The viewer was asked to take it over.</summary>
    public bool IsAsked => Desk.TransferToId == ViewerId;
}

/// <summary>A conversation opened by an operator: its desk, and the newest stretch of its timeline.</summary>
public sealed record OpenConversation(DeskView Desk, MessagePage Messages)
{
    public long Id => Desk.Desk.ConversationId;

    /// <summary>The desk is read first: the page then has at least everything up to the desk's revision.</summary>
    public static async Task<OpenConversation?> ReadAsync(ReadDesk desks, ReadMessages messages, long conversationId, long viewerId, CancellationToken ct)
    {
        if (await desks.RunAsync(conversationId, ct) is not { } desk) return null;
        return new(new(desk, viewerId), await messages.NewestAsync(conversationId, ReadMessages.PageSize, ct));
    }
}
