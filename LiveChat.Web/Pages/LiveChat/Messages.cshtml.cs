using LiveChat.Core.Conversations;
using LiveChat.Core.Messages;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>A conversation's timeline in parts: older than a message, newer than one, around one, or whatever changed since a revision.</summary>
public sealed class MessagesModel(ReadDesk desks, ReadMessages messages, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    /// <summary>More changes than this and the page is better off with the newest stretch afresh.</summary>
    private const int MostChanges = 200;

    public long Id { get; private set; }

    public DeskView Desk { get; private set; } = null!;

    public IReadOnlyList<MessageView> Changed { get; private set; } = [];

    public MessagePage? Afresh { get; private set; }

    public async Task<IActionResult> OnGetAsync(long id, long? before, long? after, long? since, long? around, CancellationToken ct, int limit = ReadMessages.PageSize)
    {
        if (limit is < 1 or > ReadMessages.LargestPage) return Refusal(StatusCodes.Status400BadRequest, "Refusal.Filter");
        if (since is { } revision) return await SinceAsync(id, revision, around, ct);

        if (await desks.RunAsync(id, ct) is null) return NoSuchConversation();
        var page = await messages.StretchAsync(id, new(before, after, around), limit, ct);
        return page is null ? Refusal(StatusCodes.Status404NotFound, "Refusal.NoSuchMessage") : Fragment("/Pages/LiveChat/_MessageItems.cshtml", page);
    }

    /// <summary>Whoever has scrolled away from the end says where they are, so that too many changes do not take them away from there.</summary>
    private async Task<IActionResult> SinceAsync(long id, long revision, long? around, CancellationToken ct)
    {
        if (await desks.RunAsync(id, ct) is not { } desk) return NoSuchConversation();
        if (desk.Revision == revision) return NoContent();
        (Id, Desk) = (id, new(desk, User.OperatorId));
        Changed = await messages.SinceAsync(id, revision, MostChanges, ct);
        if (Changed.Count > MostChanges) Afresh = await messages.StretchAsync(id, new(Around: around), ReadMessages.PageSize, ct) ?? await messages.NewestAsync(id, ReadMessages.PageSize, ct);
        return Page();
    }
}
