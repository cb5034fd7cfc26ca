using LiveChat.Core.Conversations;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>What a row tells the script (wwwroot/js/list-rules.js): where it stands and what each operator has of it.</summary>
public static class RowWords
{
    extension(ConversationRow row)
    {
        /// <summary>The place among the newest: milliseconds and id, the later first.</summary>
        public string Position => $"{row.LastMessageAt.ToUnixTimeMilliseconds()} {row.Id}";

        /// <summary>The place among those who wait: the smaller first.</summary>
        public string WaitingPosition => $"{row.WaitingOrder} {row.Id}";

        /// <summary>5:9 7:12:pum: an operator, how much they have read, and whether they pinned it, marked it unread, or are mentioned in it.</summary>
        public string Readings => string.Join(' ', row.Readers.Select(WordOf));
    }

    private static string WordOf(Reader reader)
    {
        var flags = $"{(reader.IsPinned ? "p" : "")}{(reader.IsMarkedUnread ? "u" : "")}{(reader.IsMentioned ? "m" : "")}";
        return $"{reader.OperatorId}:{reader.ReadCount}{(flags == "" ? "" : ":")}{flags}";
    }
}
