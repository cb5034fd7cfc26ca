using LiveChat.Core.Doctor;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using LiveChat.Web.Workers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.Settings.Channels;

/// <summary>One event as LINE sent it, and what became of it. A POST has it applied again; the page then asks for itself until that is done.</summary>
[Authorize(Policies.Admin)]
public sealed class EventModel(ReadRawEvent read, ListEvents events, ReplayEvents replay, IncomingSignal incoming, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public RawText Raw { get; private set; } = null!;

    public ListedEvent Event { get; private set; } = null!;

    /// <summary>It was just given to be applied again.</summary>
    public bool IsReplayed { get; private set; }

    /// <summary>Why it was not.</summary>
    public string? Problem { get; private set; }

    public Task<IActionResult> OnGetAsync(long id, bool replayed, CancellationToken ct)
    {
        IsReplayed = replayed;
        return ShowAsync(id, ct);
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken ct)
    {
        switch (await replay.OneAsync(User.OperatorId, id, ct))
        {
            case ReplayEvents.Outcome.Queued or ReplayEvents.Outcome.WaitsAlready:
                incoming.Raise();
                return LocalRedirect(Urls.DoctorEvent(id) + "?replayed=true");
            case ReplayEvents.Outcome.StandsAlready:
                (Response.StatusCode, Problem) = (StatusCodes.Status409Conflict, T["Doctor.StandsAlready"]);
                return await ShowAsync(id, ct);
            default:
                return NoSuchEvent();
        }
    }

    private async Task<IActionResult> ShowAsync(long id, CancellationToken ct)
    {
        if (await read.RunAsync(id, ct) is not { } raw || await events.OneAsync(id, ct) is not { } known) return NoSuchEvent();
        (Raw, Event) = (raw, known);
        return Page();
    }

    private IActionResult NoSuchEvent() => Refusal(StatusCodes.Status404NotFound, "Doctor.NoSuchEvent");
}
