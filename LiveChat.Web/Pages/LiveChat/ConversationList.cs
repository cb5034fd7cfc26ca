using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LiveChat.Core.Conversations;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>A page of the list as one operator asked for it.</summary>
public sealed record ConversationList(ListFilter Filter, ListPage Page, long ViewerId, DateOnly Today)
{
    /// <summary>Enum.TryParse would take numbers, signs, blanks and lists for a status as well.</summary>
    private static readonly Dictionary<string, ConversationStatus> Statuses = Enum.GetValues<ConversationStatus>().ToDictionary(status => status.ToString(), StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<ConversationRow> Rows => Page.Rows;

    public bool HasMore => Page.HasMore;

    public string? Status => Filter.Status?.ToString().ToLowerInvariant();

    /// <summary>Equal when the list would look the same (yesterday's times have a day), so that catching up can cost nothing.</summary>
    public string Version
    {
        get
        {
            var facts = Rows.SelectMany(row => new[] { row.Id, row.Revision, row.Readers.FirstOrDefault(reader => reader.OperatorId == ViewerId)?.ReadCount ?? 0 }).Append(Today.DayNumber).ToArray();
            return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<long>(facts)).AsSpan(0, 8));
        }
    }

    public string MoreUrl => $"{Urls.Console}/list?status={Status}&after={Rows[^1].LastMessageAt.UtcTicks}-{Rows[^1].Id}";

    /// <summary>False when a word is not one we know: a filter that silently shows something else would be worse.</summary>
    public static bool TryFilter(string? status, string? after, int? count, out ListFilter filter)
    {
        filter = new(Count: count ?? ListConversations.PageSize);
        if (filter.Count is < 1 or > ListConversations.LargestPage) return false;
        if (!string.IsNullOrEmpty(status))
        {
            if (!Statuses.TryGetValue(status, out var wanted)) return false;
            filter = filter with { Status = wanted };
        }
        if (after is null) return true;
        var parts = after.Split('-');
        if (parts.Length != 2 || !long.TryParse(parts[0], out var ticks) || !long.TryParse(parts[1], out var id) || ticks < 0 || ticks > DateTime.MaxValue.Ticks) return false;
        filter = filter with { After = new(new DateTimeOffset(ticks, TimeSpan.Zero), id) };
        return true;
    }
}
