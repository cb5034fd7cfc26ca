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

/// <summary>One event as LINE sent it. A POST has it applied again.</summary>
[Authorize(Policies.Admin)]
public sealed class EventModel(ReadRawEvent read, ReplayEvents replay, IncomingSignal incoming, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public RawText Raw { get; private set; } = null!;

    /// <summary>It has just been queued again.</summary>
    public bool IsReplayed { get; private set; }

    public async Task<IActionResult> OnGetAsync(long id, bool replayed, CancellationToken ct)
    {
        if (await read.RunAsync(id, ct) is not { } raw) return NoSuchEvent();
        (Raw, IsReplayed) = (raw, replayed);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken ct)
    {
        switch (await replay.OneAsync(User.OperatorId, id, ct))
        {
            case ReplayEvents.Outcome.Queued or ReplayEvents.Outcome.WaitsAlready:
                incoming.Raise();
                return LocalRedirect(Urls.DoctorEvent(id) + "?replayed=true");
            case ReplayEvents.Outcome.StandsAlready:
                return Refusal(StatusCodes.Status409Conflict, "Doctor.StandsAlready");
            default:
                return NoSuchEvent();
        }
    }

    private IActionResult NoSuchEvent() => Refusal(StatusCodes.Status404NotFound, "Doctor.NoSuchEvent");
}
