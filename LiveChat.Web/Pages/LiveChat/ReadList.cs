using LiveChat.Core.Conversations;
using LiveChat.Core.Hours;
using LiveChat.Core.Settings;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>Reads what an operator sees of the list: the rows in one query, the counts in another, and names only where the filter names somebody.</summary>
public sealed class ReadList(ListConversations list, ReadListHead heads, ReadListChoices choices, ReadConsoleSettings settings, BusinessTime time)
{
    public async Task<ListPane> PaneAsync(ListFilter filter, long viewerId, CancellationToken ct) => new(
        await RowsAsync(filter, viewerId, withHead: true, ct),
        filter.TagId is null && filter.OwnerId is null && filter.ChannelId is null ? null : await choices.RunAsync(ct),
        await settings.RunAsync(ct));

    public async Task<ConversationList> RowsAsync(ListFilter filter, long viewerId, bool withHead, CancellationToken ct)
    {
        var page = await list.RunAsync(filter, viewerId, ct);
        return new(filter, page, viewerId, time.Today, withHead ? await heads.RunAsync(ct) : null)
        {
            HasChannels = page.Rows.Count > 0 || filter.IsNarrowed || (await choices.RunAsync(ct)).Channels.Count > 0, // asked only where the list is empty
        };
    }
}
