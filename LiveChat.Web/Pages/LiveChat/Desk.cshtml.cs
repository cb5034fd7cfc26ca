using LiveChat.Core.Conversations;
using LiveChat.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>Who serves a conversation and what this operator may do with it: fetched again when it changed hands.</summary>
public sealed class DeskModel(ReadDesk desks, IStringLocalizer<Texts> texts) : DeskPage(desks, texts)
{
    public Task<IActionResult> OnGetAsync(long id, CancellationToken ct) => ShowDeskAsync(id, ct);
}
