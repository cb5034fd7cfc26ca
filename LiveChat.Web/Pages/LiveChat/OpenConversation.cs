using LiveChat.Core.Conversations;
using LiveChat.Core.Messages;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>The desk of a conversation and who looks at it: what they may do depends on both.</summary>
public sealed record DeskView(Desk Desk, long ViewerId)
{
    public bool MayWrite => Desk.MayWrite(ViewerId);
}

/// <summary>A conversation opened by an operator: its desk, and a stretch of its timeline, the newest unless it was opened at a message.</summary>
public sealed record OpenConversation(DeskView Desk, MessagePage Messages, long? Around = null)
{
    public long Id => Desk.Desk.ConversationId;

    /// <summary>What is looked for in it.</summary>
    public SearchView? Finder { get; init; }

    /// <summary>The desk is read first: the page then has at least everything up to the desk's revision.</summary>
    public static async Task<OpenConversation?> ReadAsync(ReadDesk desks, ReadMessages messages, long conversationId, long viewerId, long? around, CancellationToken ct)
    {
        if (await desks.RunAsync(conversationId, ct) is not { } desk) return null;
        var window = around is { } middle ? await messages.AroundAsync(conversationId, middle, ReadMessages.PageSize, ct) : null;
        return new(new(desk, viewerId), window ?? await messages.NewestAsync(conversationId, ReadMessages.PageSize, ct), window is null ? null : around);
    }
}
