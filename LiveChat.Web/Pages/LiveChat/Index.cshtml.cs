using Htmx;
using LiveChat.Core.Conversations;
using LiveChat.Core.Hours;
using LiveChat.Core.Messages;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>The console: the list, and a conversation if one is open. For htmx, the conversation alone.</summary>
public sealed class IndexModel(ListConversations list, ReadDesk desks, ReadMessages messages, ReadDraft drafts, BusinessTime time, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public ConversationList List { get; private set; } = null!;

    public OpenConversation? Open { get; private set; }

    public async Task<IActionResult> OnGetAsync(long? id, string? status, long? before, long? after, long? around, CancellationToken ct)
    {
        if (!ConversationList.TryFilter(status, after: null, count: null, out var filter)) return Refusal(StatusCodes.Status400BadRequest, "Refusal.Filter");
        if (id is { } conversationId)
        {
            Open = await OpenConversation.ReadAsync(desks, messages, drafts, conversationId, User.OperatorId, new(before, after, around), ct);
            if (Open is null) return NoSuchConversation();
            if (IsFragment) return Fragment(Partials.Conversation, Open);
        }
        List = new(filter, await list.RunAsync(filter, User.OperatorId, ct), User.OperatorId, time.Today);
        return Page();
    }

    private bool IsFragment => Request.IsHtmx() && !Request.Headers.ContainsKey("HX-History-Restore-Request");
}
