using System.Globalization;
using LiveChat.Core.Conversations;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>What the list shows, as it stands in the address: it can be bookmarked, and Back leads to it.</summary>
public sealed record ListQuery
{
    private const string Mine = "mine";
    private const string Yes = "1";

    /// <summary>Enum.TryParse would take numbers, signs, blanks and lists for a word as well.</summary>
    private static readonly Dictionary<string, ConversationStatus> Statuses = WordsOf<ConversationStatus>();

    private static readonly Dictionary<string, ListSort> Sorts = WordsOf<ListSort>();

    [FromQuery(Name = "status")] public string? Status { get; init; }
    [FromQuery(Name = "sort")] public string? Sort { get; init; }
    [FromQuery(Name = "unread")] public string? Unread { get; init; }
    [FromQuery(Name = "needs-reply")] public string? NeedsReply { get; init; }
    [FromQuery(Name = "tag")] public string? Tag { get; init; }
    [FromQuery(Name = "operator")] public string? Operator { get; init; }
    [FromQuery(Name = "channel")] public string? Channel { get; init; }
    [FromQuery(Name = "after")] public string? After { get; init; }
    [FromQuery(Name = "count")] public string? Count { get; init; }

    /// <summary>False when a word is not one we know: a filter that silently shows something else would be worse.</summary>
    public bool TryRead(out ListFilter filter)
    {
        filter = new();
        var isMine = string.Equals(Status, Mine, StringComparison.OrdinalIgnoreCase);
        if (!TryWord(Statuses, isMine ? null : Status, out var status) || !TryWord(Sorts, Sort, out var sort) || !TryYes(Unread, out var unread) || !TryYes(NeedsReply, out var needsReply)
            || !TryNumber(Tag, out var tag) || !TryNumber(Operator, out var owner) || !TryNumber(Channel, out var channel) || !TryNumber(Count, out var count) || count > ListConversations.LargestPage || !TryPosition(After, out var after)) return false;

        filter = new()
        {
            Status = status, IsMine = isMine, IsUnread = unread, NeedsReply = needsReply, TagId = tag, OwnerId = owner, ChannelId = channel,
            Sort = sort ?? ListSort.Newest, After = after, Count = (int)(count ?? ListConversations.PageSize),
        };
        return true;
    }

    /// <summary>The same in an address, with its question mark, or nothing for the plain list.</summary>
    public static string Of(ListFilter filter)
    {
        List<string> parts = [];
        if (TabOf(filter) is { } tab) parts.Add($"status={tab}");
        if (filter.Sort != ListSort.Newest) parts.Add($"sort={Word(filter.Sort)}");
        if (filter.IsUnread) parts.Add($"unread={Yes}");
        if (filter.NeedsReply) parts.Add($"needs-reply={Yes}");
        if (filter.TagId is { } tag) parts.Add($"tag={tag}");
        if (filter.OwnerId is { } owner) parts.Add($"operator={owner}");
        if (filter.ChannelId is { } channel) parts.Add($"channel={channel}");
        if (filter.After is { } after) parts.Add($"after={after.Order}-{after.Id}");
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    /// <summary>The word of a filter's tab; null for all.</summary>
    public static string? TabOf(ListFilter filter) => filter.IsMine ? Mine : filter.Status is { } status ? Word(status) : null;

    public static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static Dictionary<string, T> WordsOf<T>() where T : struct, Enum => Enum.GetValues<T>().ToDictionary(Word, StringComparer.OrdinalIgnoreCase);

    private static bool TryWord<T>(Dictionary<string, T> words, string? word, out T? value) where T : struct
    {
        value = string.IsNullOrEmpty(word) || !words.TryGetValue(word, out var known) ? null : known;
        return value is not null || string.IsNullOrEmpty(word);
    }

    private static bool TryYes(string? word, out bool value) => (value = word == Yes) || string.IsNullOrEmpty(word);

    private static bool TryNumber(string? word, out long? value)
    {
        value = long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
        return value is not null || string.IsNullOrEmpty(word);
    }

    private static bool TryPosition(string? word, out ListPosition? after)
    {
        after = null;
        if (string.IsNullOrEmpty(word)) return true;
        if (word.Split('-') is not [var order, var id] || !TryNumber(order, out var first) || !TryNumber(id, out var second) || first is null || second is null || first > DateTime.MaxValue.Ticks) return false;
        after = new(first.Value, second.Value);
        return true;
    }
}
