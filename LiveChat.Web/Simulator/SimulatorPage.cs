using System.Diagnostics.CodeAnalysis;
using Htmx;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveChat.Web.Simulator;

/// <summary>What the simulator's pages share: the platform, whose phone it is, and the answer that brings the page up to date.</summary>
[AllowAnonymous]
[SimulatorOnly]
public abstract class SimulatorPage(FakeLine line, SimulatorReader reader) : PageModel
{
    /// <summary>Whose phone it is (<see cref="PhoneId"/>).</summary>
    [BindProperty(SupportsGet = true, Name = "customer")]
    public string? CustomerId { get; set; }

    private const int LongestName = 100;

    /// <summary>What was refused just now, for the page that a browser without script is sent back to: a key of the texts.</summary>
    [TempData]
    public string? Refused { get; set; }

    protected FakeLine Line => line;
    protected SimulatorReader Reader => reader;
    protected PhoneId? Id => PhoneId.Parse(CustomerId);

    /// <summary>The phone in hand; null where there is no such customer.</summary>
    protected FakePhone? Phone =>
        Id is { } id && reader.Customer(id) is { } customer && line.Current is { } channel ? new(line, channel, customer, id.GroupId) : null;

    protected static bool IsName([NotNullWhen(true)] string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestName;

    /// <summary>Why nothing can be said on this phone; null where it can.</summary>
    protected string? WhyNotWrite(FakePhone phone)
    {
        if (phone.Chat.Friendship == Friendship.Blocked) return "BlockedCannotWrite";
        return Id?.GroupId is { } groupId && line.Group(groupId)?.MemberIds.Contains(phone.Customer.UserId, StringComparer.Ordinal) == false ? "LeftCannotWrite" : null;
    }

    /// <summary>Everything as it is now: fragments for htmx, else back to the page.</summary>
    protected IActionResult UpToDate(int status = StatusCodes.Status200OK, string? notice = null)
    {
        if (Id is not { } id || reader.Read(id) is not { } view) return NotFound();
        if (!Request.IsHtmx()) return Back(notice);
        var fragments = Partial("_Changes", view with { Notice = notice });
        fragments.StatusCode = status;
        return fragments;
    }

    /// <summary>To the phone in hand, or to the first there is.</summary>
    protected IActionResult Back(string? notice = null)
    {
        Refused = notice;
        return LocalRedirect(Id is { } id ? $"/simulator/{id}" : "/simulator");
    }
}
