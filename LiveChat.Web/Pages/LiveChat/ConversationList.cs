using System.Security.Cryptography;
using System.Text;
using LiveChat.Core.Conversations;
using LiveChat.Core.Settings;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>A page of the list as one operator asked for it. Rows that only go on need no head.</summary>
public sealed record ConversationList(ListFilter Filter, ListPage Page, long ViewerId, DateOnly Today, ListHead? Head = null)
{
    /// <summary>False while there is no account that a customer could write to.</summary>
    public bool HasChannels { get; init; } = true;

    public IReadOnlyList<ConversationRow> Rows => Page.Rows;

    public bool HasMore => Page.HasMore;

    /// <summary>Equal when the list would look the same (yesterday's times have a day), so that catching up can cost nothing.</summary>
    public string Version
    {
        get
        {
            var facts = new StringBuilder().Append(Today.DayNumber);
            foreach (var row in Rows)
                facts.Append('\n').Append(row.Id).Append(' ').Append(row.Revision).Append(' ').Append(row.Readings).Append(' ').Append(row.ChannelName).AppendJoin(' ', row.Tags.Select(tag => $"{tag.Colour}{tag.Name}"));
            foreach (var count in TabCount.Of(Head!, ViewerId)) facts.Append('\n').Append(count.Count).Append(count.Operators);
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(facts.ToString())).AsSpan(0, 8));
        }
    }

    public string? Tab => ListQuery.TabOf(Filter);

    /// <summary>Where the fragment of these rows comes from; always a query already, to which wwwroot/js/catch-up.js adds.</summary>
    public string Source => $"{Urls.Console}/list?{ListQuery.Of(Filter with { After = null }).TrimStart('?')}";

    /// <summary>The query that goes on after the last row.</summary>
    public string MoreQuery => ListQuery.Of(Filter with { After = new(Filter.Sort == ListSort.Waiting ? Rows[^1].WaitingOrder : Rows[^1].LastMessageAt.UtcTicks, Rows[^1].Id) });
}

/// <summary>All that one operator sees of the list: tabs with counts, what it is narrowed to, the rows.</summary>
public sealed record ListPane(ConversationList List, ListChoices? Choices, ConsoleSettings Settings)
{
    public ListFilter Filter => List.Filter;

    public IEnumerable<TabCount> Tabs => TabCount.Of(List.Head!, List.ViewerId);

    public string UrlOf(ListFilter filter) => Urls.Console + ListQuery.Of(filter with { After = null });

    /// <summary>Another tab, narrowed as this one is.</summary>
    public string UrlOfTab(string tab) => UrlOf(Filter with
    {
        IsMine = tab == TabCount.Mine,
        Status = Enum.TryParse<ConversationStatus>(tab, ignoreCase: true, out var status) ? status : null,
    });

    public string? TagName => Choices?.Tags.FirstOrDefault(tag => tag.Id == Filter.TagId)?.Name;

    public string? ChannelName => Choices?.Channels.FirstOrDefault(channel => channel.Id == Filter.ChannelId)?.Name;

    public string? OwnerName => Choices?.Operators.FirstOrDefault(someone => someone.Id == Filter.OwnerId)?.Name;
}

/// <summary>The number on a tab. That of "mine" carries everybody's (operator:count:unread), and only on a page of one operator says it itself.</summary>
public sealed record TabCount(string Tab, int? Count, int? Unread = null, string? Operators = null)
{
    public const string Mine = "mine";

    /// <summary>In the order of the tabs.</summary>
    public static IReadOnlyList<TabCount> Of(ListHead head, long? viewerId)
    {
        var inHand = viewerId is null ? head.Operators : [.. head.Operators.Where(operatorCount => operatorCount.OperatorId == viewerId)];
        var own = viewerId is null ? null : inHand is [var only] ? only : new InHand(viewerId.Value, 0, 0);
        return
        [
            OfStatus(ConversationStatus.Waiting),
            new(Mine, own?.Count, own?.Unread, string.Join(' ', inHand.Select(some => $"{some.OperatorId}:{some.Count}:{some.Unread}"))),
            OfStatus(ConversationStatus.Active),
            new("all", head.All),
            OfStatus(ConversationStatus.Closed),
        ];

        TabCount OfStatus(ConversationStatus status) => new(ListQuery.Word(status), head.Statuses[status]);
    }
}
