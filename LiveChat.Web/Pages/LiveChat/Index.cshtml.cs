using Htmx;
using LiveChat.Core.Conversations;
using LiveChat.Core.Messages;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>The console: the list, and a conversation if one is open. For htmx, the conversation alone.</summary>
public sealed class IndexModel(ReadList list, ReadDesk desks, ReadMessages messages, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public ListPane List { get; private set; } = null!;

    public OpenConversation? Open { get; private set; }

    public async Task<IActionResult> OnGetAsync(long? id, ListQuery query, CancellationToken ct)
    {
        if (!query.TryRead(out var filter)) return Refusal(StatusCodes.Status400BadRequest, "Refusal.Filter");
        if (id is { } conversationId)
        {
            Open = await OpenConversation.ReadAsync(desks, messages, conversationId, User.OperatorId, ct);
            if (Open is null) return NoSuchConversation();
            if (IsFragment) return Fragment(Partials.Conversation, Open);
        }
        List = await list.PaneAsync(filter, User.OperatorId, ct);
        return Page();
    }

    private bool IsFragment => Request.IsHtmx() && !Request.Headers.ContainsKey("HX-History-Restore-Request");
}
