using Htmx;
using LiveChat.Core.Channels;
using LiveChat.Core.Conversations;
using LiveChat.Core.Media;
using LiveChat.Core.Messages;
using LiveChat.Core.Operators;
using LiveChat.Core.Search;
using LiveChat.Web.Pages.Settings;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>The console: the list, and a conversation if one is open. For htmx, the conversation alone.</summary>
public sealed class IndexModel(ReadList list, ReadDesk desks, ReadMessages messages, ReadDraft drafts, ReadUploads uploads, SearchConversations search, ReadPreferences preferences, ReadBanner banner, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public ListPane List { get; private set; } = null!;

    public Banner Banner { get; private set; } = null!;

    public Tuning Tuning { get; private set; } = null!;

    public int RepeatSeconds => List.Settings.RepeatSeconds;

    public OpenConversation? Open { get; private set; }

    public SearchView Search { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long? id, ListQuery query, string? q, string? find, long? before, long? newer, long? around, long? quote, CancellationToken ct)
    {
        if (!query.TryRead(out var filter)) return Refusal(StatusCodes.Status400BadRequest, "Refusal.Filter");
        if (SearchView.IsTooLong(q) || SearchView.IsTooLong(find)) return Refusal(StatusCodes.Status400BadRequest, "Search.TooLong", Sought.LongestWords);
        if (id is { } conversationId)
        {
            Open = await OpenConversation.ReadAsync(desks, messages, drafts, uploads, conversationId, User.OperatorId, new(before, newer, around), ct);
            if (Open is null) return NoSuchConversation();
            Open = Open with { Finder = await SearchView.ReadAsync(search, find, conversationId, ct) };
            if (quote is { } quotedId && (await messages.SomeAsync([quotedId], ct)) is [{ CanBeQuoted: true } quoted] && quoted.ConversationId == conversationId) Open = Open with { Desk = Open.Desk with { Quoting = quoted } };
            if (IsFragment) return Fragment(Partials.Conversation, Open);
        }
        Search = await SearchView.ReadAsync(search, q, conversationId: null, ct);
        List = await list.PaneAsync(filter, User.OperatorId, ct);
        Banner = await banner.RunAsync(ct);
        Tuning = Tuning.Of(await preferences.RunAsync(User.OperatorId, ct));
        return Page();
    }

    private bool IsFragment => Request.IsHtmx() && !Request.Headers.ContainsKey("HX-History-Restore-Request");
}
