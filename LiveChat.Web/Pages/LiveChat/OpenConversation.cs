using LiveChat.Core.Conversations;
using LiveChat.Core.Media;
using LiveChat.Core.Messages;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>The desk of a conversation and who looks at it: what they may do depends on both.</summary>
public sealed record DeskView(Desk Desk, long ViewerId)
{
    public bool MayWrite => Desk.MayWrite(ViewerId);

    public bool MayReply => Desk.MayReply(ViewerId);

    /// <summary>What the viewer has begun to write. Only a page that is opened needs it: a composer that stands there keeps its own.</summary>
    public string Draft { get; init; } = "";

    /// <summary>Files that go with it, uploaded and not sent yet.</summary>
    public IReadOnlyList<MediaView> Uploads { get; init; } = [];

    /// <summary>The message that the answer is to quote.</summary>
    public MessageView? Quoting { get; init; }

    /// <summary>The viewer was asked to take it over.</summary>
    public bool IsAsked => Desk.TransferToId == ViewerId;
}

/// <summary>A conversation opened by an operator: its desk, and a stretch of its timeline, the newest unless it was opened at a message.</summary>
public sealed record OpenConversation(DeskView Desk, MessagePage Messages, long? Around = null)
{
    public long Id => Desk.Desk.ConversationId;

    /// <summary>What is looked for in it.</summary>
    public SearchView? Finder { get; init; }

    /// <summary>The desk is read first: the page then has at least everything up to the desk's revision.</summary>
    public static async Task<OpenConversation?> ReadAsync(ReadDesk desks, ReadMessages messages, ReadDraft drafts, ReadUploads uploads, long conversationId, long viewerId, Stretch stretch, CancellationToken ct)
    {
        if (await desks.RunAsync(conversationId, ct) is not { } desk) return null;
        var draft = await drafts.RunAsync(conversationId, viewerId, ct);
        var page = await messages.StretchAsync(conversationId, stretch, ReadMessages.PageSize, ct);
        return new(new(desk, viewerId) { Draft = draft, Uploads = await uploads.RunAsync(conversationId, viewerId, ct) }, page ?? await messages.NewestAsync(conversationId, ReadMessages.PageSize, ct), page is null ? null : stretch.Around);
    }
}
